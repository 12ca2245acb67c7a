import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';
import { pickRun } from './pickRuns.ts';
import { runsOf } from './targets.ts';

export const copyRunId: CommandFactory = ({ folders }) => ({
  id: COMMANDS.copyRunId,
  title: vscode.l10n.t('Copy Run ID'),
  run: async (...args) => {
    const given = runsOf(args);
    const runs =
      given.length > 0 ? given : [await pickRun(folders, { placeholder: vscode.l10n.t('Run whose id to copy') })];
    await vscode.env.clipboard.writeText(runs.map((run) => run.runId).join('\n'));
  },
});
