import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { logSampleRuns as logRuns } from '../tracking/sampleRuns.ts';
import { Tracking } from '../tracking/tracking.ts';
import type { CommandFactory } from './command.ts';

/** Logs two runs of a small sentiment classifier, to look around without Python. */
export const logSampleRuns: CommandFactory = ({ folders }) => ({
  id: COMMANDS.logSampleRuns,
  title: vscode.l10n.t('Log Sample Runs'),
  run: async () => {
    const folder = await folders.pick();
    await logRuns(new Tracking(() => folder.store.openOrCreate()));
  },
});
