import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { activePanel } from './activePanel.ts';
import type { CommandFactory } from './command.ts';

/** Goes to the next row that differs, in the comparison that has the keyboard. */
export const nextDifference: CommandFactory = ({ panels }) => ({
  id: COMMANDS.nextDifference,
  title: vscode.l10n.t('Next Difference'),
  run: () => activePanel(panels).act('nextDifference'),
});

export const previousDifference: CommandFactory = ({ panels }) => ({
  id: COMMANDS.previousDifference,
  title: vscode.l10n.t('Previous Difference'),
  run: () => activePanel(panels).act('previousDifference'),
});

export const toggleDifferencesOnly: CommandFactory = ({ panels }) => ({
  id: COMMANDS.toggleDifferencesOnly,
  title: vscode.l10n.t('Toggle Differences Only'),
  run: () => activePanel(panels).act('toggleDifferencesOnly'),
});

export const findInComparison: CommandFactory = ({ panels }) => ({
  id: COMMANDS.findInComparison,
  title: vscode.l10n.t('Find in Comparison'),
  run: () => activePanel(panels).act('find'),
});

/** Adds columns to the comparison that has the keyboard. */
export const addToComparison: CommandFactory = ({ panels }) => ({
  id: COMMANDS.addToComparison,
  title: vscode.l10n.t('Add to Comparison'),
  run: () => activePanel(panels).requests.addColumns(),
});

/** Writes the comparison that has the keyboard into a file. */
export const exportComparison: CommandFactory = ({ panels }) => ({
  id: COMMANDS.exportComparison,
  title: vscode.l10n.t('Export Comparison'),
  run: () => activePanel(panels).requests.exportComparison(null),
});
