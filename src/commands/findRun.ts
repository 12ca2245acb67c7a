import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';
import { pickRun } from './pickRuns.ts';

/** Finds a run by its name, its id or what a param holds, and selects it in the view. */
export const findRun: CommandFactory = ({ folders, runs }) => ({
  id: COMMANDS.findRun,
  title: vscode.l10n.t('Find Run'),
  run: async () => {
    const placeholder = vscode.l10n.t('Name, id or the text of a param');
    await runs.reveal(await pickRun(folders, { placeholder, view: runs.shows }));
  },
});
