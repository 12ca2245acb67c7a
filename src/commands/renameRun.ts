import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';
import { named, pickRun } from './pickRuns.ts';
import { runsOf } from './targets.ts';

export const renameRun: CommandFactory = ({ folders }) => ({
  id: COMMANDS.renameRun,
  title: vscode.l10n.t('Rename Run'),
  run: async (...args) => {
    const given = named(folders, runsOf(args.slice(0, 1)))[0];
    const run = given ?? (await pickRun(folders, { placeholder: vscode.l10n.t('Run to rename') }));
    const runName = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename Run'),
      value: run.runName,
      validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A run needs a name.') : undefined),
    });
    if (runName !== undefined) folders.storeOf(run).runs.update(run.runId, { runName: runName.trim() });
  },
});
