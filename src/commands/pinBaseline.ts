import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { runSubject } from '../model/subject.ts';
import type { CommandFactory } from './command.ts';
import { pickRun } from './pickRuns.ts';
import { subjectsOf } from './targets.ts';

/** Makes a run or version the one that others are compared with. */
export const pinBaseline: CommandFactory = ({ folders, baseline }) => ({
  id: COMMANDS.pinBaseline,
  title: vscode.l10n.t('Pin as Baseline'),
  run: async (...args) => {
    const placeholder = vscode.l10n.t('Run to pin as baseline');
    await baseline.pin(subjectsOf(args.slice(0, 1))[0] ?? runSubject(await pickRun(folders, { placeholder })));
  },
});
