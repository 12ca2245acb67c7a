import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { Folder } from '../folders/folder.ts';
import { invalid } from '../model/errors.ts';
import type { StoreProblem } from '../store/errors.ts';
import type { Backup } from '../store/repair.ts';
import type { CommandFactory } from './command.ts';

/**
 * Sets a store that cannot be used aside, after asking, and starts a new one or goes back to the newest backup. Nothing
 * is deleted.
 */
export const repairStore: CommandFactory = ({ folders }) => ({
  id: COMMANDS.repairStore,
  title: vscode.l10n.t('Repair Store'),
  run: async () => {
    const broken = findBroken(folders.all);
    if (!broken) throw invalid(vscode.l10n.t('No run store needs repair.'));
    const { problem, backup } = broken.store;
    const choices = {
      restore: backup && vscode.l10n.t('Restore Backup'),
      begin: backup ? vscode.l10n.t('Start Empty') : vscode.l10n.t('Set Aside'),
    };
    const detail = [problem?.message, explanation(backup)].join('\n\n');
    const question = vscode.l10n.t('Set the run store of "{0}" aside?', broken.name);
    const buttons = [choices.restore, choices.begin].filter((text) => text !== undefined);
    const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
    if (chosen === undefined) return;
    const aside = broken.store.setAside(chosen === choices.restore ? backup : undefined);
    void vscode.window.showInformationMessage(vscode.l10n.t('The old store is kept as {0}.', path.basename(aside)));
  },
});

/** Where the file itself is what is wrong; of all else a new file would be no better. */
const REPAIRABLE: readonly StoreProblem[] = ['corrupt', 'foreign', 'unsafe'];

/** A folder whose store did not open, else one whose store is found damaged when all of it is read. */
function findBroken(folders: readonly Folder[]): Folder | undefined {
  const isBroken = ({ store }: Folder) => store.problem !== undefined && REPAIRABLE.includes(store.problem.problem);
  const known = folders.find(isBroken);
  if (known) return known;
  for (const { store } of folders) store.check();
  return folders.find(isBroken);
}

function explanation(backup: Backup | undefined): string {
  if (!backup) return vscode.l10n.t('The file is renamed, not deleted, and a new store is started.');
  return vscode.l10n.t(
    'The file is renamed, not deleted. The newest backup is of {0}: what was logged after that is not in it.',
    backup.madeAt.toLocaleString(),
  );
}
