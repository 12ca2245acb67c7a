import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { invalid } from '../model/errors.ts';
import { isSameRun } from '../model/runRef.ts';
import type { CommandFactory } from './command.ts';
import { named, pickRun } from './pickRuns.ts';
import { runsOf } from './targets.ts';

/** Compares runs with the pinned baseline, or with one the user chooses and thereby pins. */
export const compareWithBaseline: CommandFactory = ({ folders, panels, baseline, runs }) => ({
  id: COMMANDS.compareWithBaseline,
  title: vscode.l10n.t('Compare with Baseline'),
  run: async (...args) => {
    const given = runsOf(args);
    const selected = given.length > 0 ? given : runs.selectedRuns.map((node) => node.ref);
    const pinned = baseline.run && named(folders, [baseline.run])[0];
    const base =
      pinned ?? (await pickRun(folders, { placeholder: vscode.l10n.t('Run to pin as baseline'), except: selected }));
    if (!pinned) await baseline.pin(base);
    const candidates =
      selected.length > 0
        ? selected
        : [
            await pickRun(folders, {
              placeholder: vscode.l10n.t('Run to compare with {0}', base.runName),
              except: [base],
            }),
          ];
    const others = candidates.filter((ref) => !isSameRun(ref, base));
    if (others.length === 0)
      throw invalid(vscode.l10n.t('{0} is the baseline itself. Choose another run.', base.runName));
    await panels.open([base, ...others]);
  },
});
