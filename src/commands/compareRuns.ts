import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { MAX_RUNS } from '../protocol/compare.ts';
import { includesRun, type RunRef } from '../model/runRef.ts';
import type { CommandDeps, CommandFactory } from './command.ts';
import { pickRuns } from './pickRuns.ts';
import { runsOf } from './targets.ts';

/** Puts the selected runs side by side, the oldest first; asks for them when fewer than two are selected. */
export const compareRuns: CommandFactory = (deps) => ({
  id: COMMANDS.compareRuns,
  title: vscode.l10n.t('Compare Runs'),
  run: async (...args) => deps.panels.open(await runsToCompare(deps, args)),
});

/** The runs a comparing command is about: its arguments, else the view's selection, else the user's choice. */
export async function runsToCompare(deps: CommandDeps, args: readonly unknown[]): Promise<readonly RunRef[]> {
  const given = runsOf(args);
  const selected = deps.runs.selectedRuns.map((node) => node.ref);
  // A selection is compared in the order of logging, whatever the order it was clicked in.
  if (given.length >= 2)
    return given.every((ref) => includesRun(selected, ref)) ? selected.filter((ref) => includesRun(given, ref)) : given;
  // The action of a row outside of the selection compares the selection, as the one in the title does.
  if (selected.length >= 2) return selected;
  const placeholder = vscode.l10n.t('Runs to compare (2 to {0})', MAX_RUNS);
  return pickRuns(deps.folders, { placeholder, fewest: 2, most: MAX_RUNS, chosen: given });
}
