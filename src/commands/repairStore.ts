import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { invalid } from '../model/errors.ts';
import type { CommandFactory } from './command.ts';

/** Sets a store that cannot be used aside, after asking, and starts a new one. Nothing is deleted. */
export const repairStore: CommandFactory = ({ folders }) => ({
  id: COMMANDS.repairStore,
  title: vscode.l10n.t('Repair Store'),
  run: async () => {
    const broken = folders.all.find((folder) => folder.store.problem);
    if (!broken) throw invalid(vscode.l10n.t('No run store needs repair.'));
    const go = vscode.l10n.t('Set Aside');
    const detail = vscode.l10n.t(
      '{0}\n\nThe file is renamed, not deleted, and a new store is started.',
      broken.store.problem?.message ?? '',
    );
    const question = vscode.l10n.t('Set the run store of "{0}" aside?', broken.name);
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) !== go) return;
    const aside = broken.store.setAside();
    void vscode.window.showInformationMessage(vscode.l10n.t('The old store is kept as {0}.', path.basename(aside)));
  },
});
