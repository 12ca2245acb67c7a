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

/** The filter that was typed, or undefined when the user went away. A wrong one is not accepted. */
async function askForFilter(runs: RunsView): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Runs');
  box.placeholder = "metrics.accuracy > 0.8 AND params.model_type LIKE 'llama%'";
  box.prompt = vscode.l10n.t("MLflow's search grammar, or words of a run's name, id or params. Empty shows all runs.");
  box.value = runs.filter;
  const judge = () => {
    box.validationMessage = runFilterProblem(box.value);
  };
  let pause: NodeJS.Timeout | undefined;
  box.onDidChangeValue(() => {
    clearTimeout(pause);
    if (box.validationMessage) judge();
    else pause = setTimeout(judge, PAUSE);
  });
  try {
    return await new Promise((resolve) => {
      box.onDidAccept(() => {
        judge();
        if (!box.validationMessage) resolve(box.value.trim());
      });
      box.onDidHide(() => resolve(undefined));
      box.show();
    });
  } finally {
    clearTimeout(pause);
    box.dispose();
  }
}
