import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { changeRuns } from './changeRuns.ts';
import type { CommandFactory } from './command.ts';
import { pickRuns } from './pickRuns.ts';
import { runsOf } from './targets.ts';

export const restoreRuns: CommandFactory = ({ folders }) => ({
  id: COMMANDS.restoreRuns,
  title: vscode.l10n.t('Restore Runs'),
  run: async (...args) => {
    const given = runsOf(args);
    const options = {
      placeholder: vscode.l10n.t('Runs to restore'),
      view: 'DELETED_ONLY',
      fewest: 1,
      most: 1000,
    } as const;
    const runs = given.length > 0 ? given : await pickRuns(folders, options);
    changeRuns(folders, runs, (store, runId) => store.restore(runId));
  },
});
