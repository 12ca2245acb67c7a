import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';
import { runSubject } from '../model/subject.ts';
import { pickRun } from './pickRuns.ts';
import { runsOf } from './targets.ts';

/** Shows one run on a page of its own. */
export const openRun: CommandFactory = ({ folders, panels }) => ({
  id: COMMANDS.openRun,
  title: vscode.l10n.t('Open Run'),
  run: async (...args) => {
    const run = runsOf(args.slice(0, 1))[0] ?? (await pickRun(folders, { placeholder: vscode.l10n.t('Run to open') }));
    // The keyboard stays in the tree, to look through runs one by one.
    await panels.open([runSubject(run)], { preserveFocus: args.length > 0 });
  },
});
