import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { runFilterProblem } from '../store/search/runFilter.ts';
import type { RunsView } from '../views/runsView.ts';
import type { Command, CommandDeps, CommandFactory } from './command.ts';

/** Long enough that a comparison is not called wrong while it is written. */
const PAUSE = 400;

const asking = ({ runs }: CommandDeps): Pick<Command, 'title' | 'run'> => ({
  title: vscode.l10n.t('Filter Runs'),
  run: async (text) => {
    const filter = typeof text === 'string' ? text.trim() : await askForFilter(runs);
    if (filter !== undefined) await runs.filterBy(filter);
  },
});

/** Keeps the runs in the view that satisfy a filter: MLflow's grammar, or plain words. */
export const filterRuns: CommandFactory = (deps) => ({ id: COMMANDS.filterRuns, ...asking(deps) });

/** The same while a filter stands; its icon shows that one does. */
export const changeRunFilter: CommandFactory = (deps) => ({ id: COMMANDS.changeRunFilter, ...asking(deps) });

/** The filter that was typed, or undefined when the user went away. VS Code does not accept a wrong one. */
async function askForFilter(runs: RunsView): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter Runs'),
    placeHolder: "metrics.accuracy > 0.8 AND params.model_type LIKE 'llama%'",
    prompt: vscode.l10n.t("MLflow's search grammar, or words of a run's name, id or params. Empty shows all runs."),
    value: runs.filter,
    validateInput: judge(),
  });
  return text?.trim();
}

/** The problem of what was typed: after a pause, or at once while one is shown. */
function judge(): (text: string) => Promise<string | undefined> {
  let shown: string | undefined;
  return async (text) => {
    if (shown === undefined) await delay(PAUSE);
    shown = runFilterProblem(text);
    return shown;
  };
}
