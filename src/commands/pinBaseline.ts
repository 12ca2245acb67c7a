import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';
import { pickRun } from './pickRuns.ts';
import { runsOf } from './targets.ts';

/** Makes a run the one that others are compared with. */
export const pinBaseline: CommandFactory = ({ folders, baseline }) => ({
  id: COMMANDS.pinBaseline,
  title: vscode.l10n.t('Pin as Baseline'),
  run: async (...args) => {
    const run =
      runsOf(args.slice(0, 1))[0] ?? (await pickRun(folders, { placeholder: vscode.l10n.t('Run to pin as baseline') }));
    await baseline.pin(run);
  },
});
