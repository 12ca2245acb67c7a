import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from '../contributions.ts';
import { invalid } from '../model/errors.ts';
import type { CompareRequests } from '../protocol/compare.ts';
import { activePanel } from './activePanel.ts';
import type { Command, CommandDeps, CommandFactory } from './command.ts';
import { contextOf } from './targets.ts';

/** Says of a param, in its row or where it stands among the prompts, whether it is one. */
function marking(deps: CommandDeps, isPrompt: boolean): Command['run'] {
  return async (...args) => {
    const param = contextOf(args, 'paramRow')?.param ?? contextOf(args, 'promptCell')?.param;
    if (param === undefined) throw invalid(vscode.l10n.t('Use this in the menu of a param in a comparison.'));
    await activePanel(deps.panels).requests.markPrompt(param, isPrompt);
  };
}

export const treatAsPrompt: CommandFactory = (deps) => ({
  id: INTERNAL_COMMANDS.treatAsPrompt,
  title: vscode.l10n.t('Treat as Prompt'),
  run: marking(deps, true),
});

export const doNotTreatAsPrompt: CommandFactory = (deps) => ({
  id: INTERNAL_COMMANDS.doNotTreatAsPrompt,
  title: vscode.l10n.t('Do Not Treat as Prompt'),
  run: marking(deps, false),
});

type Direction = Parameters<CompareRequests['setMetricDirection']>[1];

/** Says which way a metric should go; null leaves it to its name again. */
function directing(deps: CommandDeps, direction: Direction): Command['run'] {
  return async (...args) => {
    const row = contextOf(args, 'metricRow');
    if (!row) throw invalid(vscode.l10n.t('Use this in the menu of a metric in a comparison.'));
    await activePanel(deps.panels).requests.setMetricDirection(row.metric, direction);
  };
}

export const metricHigherIsBetter: CommandFactory = (deps) => ({
  id: INTERNAL_COMMANDS.metricHigherIsBetter,
  title: vscode.l10n.t('Higher Is Better'),
  run: directing(deps, 'higher'),
});

export const metricLowerIsBetter: CommandFactory = (deps) => ({
  id: INTERNAL_COMMANDS.metricLowerIsBetter,
  title: vscode.l10n.t('Lower Is Better'),
  run: directing(deps, 'lower'),
});

export const metricNoDirection: CommandFactory = (deps) => ({
  id: INTERNAL_COMMANDS.metricNoDirection,
  title: vscode.l10n.t('No Direction'),
  run: directing(deps, 'none'),
});

export const metricDirectionByName: CommandFactory = (deps) => ({
  id: INTERNAL_COMMANDS.metricDirectionByName,
  title: vscode.l10n.t('Direction by Its Name'),
  run: directing(deps, null),
});

const elsewhere = (): Error => invalid(vscode.l10n.t('Use this in the menu of a file in a comparison.'));

/** Opens a file that a run or model logged. */
export const openArtifact: CommandFactory = ({ panels }) => ({
  id: INTERNAL_COMMANDS.openArtifact,
  title: vscode.l10n.t('Open File'),
  run: async (...args) => {
    const row = contextOf(args, 'artifactRow');
    if (!row) throw elsewhere();
    await activePanel(panels).requests.openArtifact(row.subject, row.path);
  },
});

/** Opens the native diff of a file and the baseline's. */
export const diffArtifactWithBaseline: CommandFactory = ({ panels }) => ({
  id: INTERNAL_COMMANDS.diffArtifactWithBaseline,
  title: vscode.l10n.t('Open File Diff with Baseline'),
  run: async (...args) => {
    const row = contextOf(args, 'artifactRow');
    if (row?.baseline === undefined || row.baselinePath === undefined) throw elsewhere();
    await activePanel(panels).requests.diffArtifact(row.baseline, row.baselinePath, row.subject, row.path);
  },
});

/** Shows a column's run or version in its view. */
export const revealColumn: CommandFactory = ({ panels }) => ({
  id: INTERNAL_COMMANDS.revealColumn,
  title: vscode.l10n.t('Reveal in Side Bar'),
  run: async (...args) => {
    const head = contextOf(args, 'columnHeader');
    if (!head) throw invalid(vscode.l10n.t('Use this in the menu of a column in a comparison.'));
    await activePanel(panels).requests.reveal(head.subject);
  },
});
