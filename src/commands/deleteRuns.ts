import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { oneLine, withoutLinks } from '../model/oneLine.ts';
import { changeRuns } from './changeRuns.ts';
import type { CommandFactory } from './command.ts';
import { named, pickRuns } from './pickRuns.ts';
import { runsOf } from './targets.ts';

/** Deletes runs softly: they can be restored from the list of deleted runs, so nothing is asked. */
export const deleteRuns: CommandFactory = ({ folders }) => ({
  id: COMMANDS.deleteRuns,
  title: vscode.l10n.t('Delete Runs'),
  run: async (...args) => {
    const given = named(folders, runsOf(args));
    const options = { placeholder: vscode.l10n.t('Runs to delete'), fewest: 1, most: 1000 };
    const runs = given.length > 0 ? given : await pickRuns(folders, options);
    changeRuns(folders, runs, (store, runId) => store.delete(runId));
    const undo = vscode.l10n.t('Undo');
    const [first] = runs;
    const text =
      runs.length === 1 && first
        ? vscode.l10n.t('Deleted {0}.', withoutLinks(oneLine(first.runName)))
        : vscode.l10n.t('Deleted {0} runs.', runs.length);
    // Not awaited: the command is done; the message stays as long as the user likes.
    void vscode.window.showInformationMessage(text, undo).then((choice) => {
      if (choice === undo) void vscode.commands.executeCommand(COMMANDS.restoreRuns, runs);
    });
  },
});
