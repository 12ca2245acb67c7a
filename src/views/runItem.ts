import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { formatDuration, formatNumber } from '../model/format.ts';
import { oneLine } from '../model/oneLine.ts';
import type { RunStatus } from '../model/run.ts';
import type { RunSummary } from '../model/runSummary.ts';
import { runNodeId, type RunNode } from './runNodes.ts';

/** How a status looks and what a screen reader says for it. */
const STATUS: Readonly<Record<RunStatus, readonly [icon: string, colour: string]>> = {
  RUNNING: ['sync~spin', 'charts.blue'],
  SCHEDULED: ['watch', 'charts.blue'],
  FINISHED: ['pass', 'testing.iconPassed'],
  FAILED: ['error', 'testing.iconFailed'],
  KILLED: ['circle-slash', 'disabledForeground'],
};

/** A side bar is narrow: three digits tell runs apart; the tooltip has the others. */
const HEADLINE_DIGITS = 3;

export function runItem(node: RunNode, isBaseline: boolean): vscode.TreeItem {
  const { summary } = node;
  const item = new vscode.TreeItem(oneLine(summary.runName), vscode.TreeItemCollapsibleState.None);
  const deleted = summary.lifecycleStage === 'deleted';
  const [icon, colour] = STATUS[summary.status];
  item.id = runNodeId(node.ref);
  item.iconPath = deleted ? new vscode.ThemeIcon('trash') : new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
  item.description = [isBaseline ? vscode.l10n.t('baseline') : '', describe(summary)].filter(Boolean).join(' · ');
  item.contextValue = ['run', deleted ? 'deleted' : 'active', ...(isBaseline ? ['baseline'] : [])].join(';');
  item.accessibilityInformation = {
    label: [oneLine(summary.runName), summary.status.toLowerCase(), item.description].filter(Boolean).join(', '),
  };
  item.command = { command: COMMANDS.openRun, title: vscode.l10n.t('Open Run'), arguments: [node] };
  return item;
}

/** Headline metrics and the model type: what tells runs apart at a glance. */
export function describe(summary: RunSummary): string {
  const metrics = summary.metrics.map(({ key, value }) => `${oneLine(key)} ${formatNumber(value, HEADLINE_DIGITS)}`);
  return [...metrics, oneLine(summary.modelType)].filter(Boolean).join(' · ');
}

/** Made only when the pointer rests on the run. Plain text: Markdown would make links of logged addresses. */
export function runTooltip(node: RunNode): string {
  const store = node.folder.store.current;
  const run = store?.runs.find(node.summary.runId);
  if (!run) return '';
  const rows: readonly (readonly [string, string])[] = [
    [vscode.l10n.t('Status'), run.info.status],
    [vscode.l10n.t('Started'), new Date(Number(run.info.startTime)).toLocaleString()],
    ...(run.info.endTime === null
      ? []
      : [[vscode.l10n.t('Duration'), formatDuration(Number(run.info.endTime) - Number(run.info.startTime))] as const]),
    [vscode.l10n.t('Run id'), run.info.runId],
    ...run.metrics.slice(0, 12).map(({ key, value }) => [key, formatNumber(value)] as const),
    ...run.params.slice(0, 12).map(({ key, value }) => [key, value] as const),
  ];
  const lines = rows.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`);
  return [oneLine(run.info.runName), '', ...lines].join('\n');
}
