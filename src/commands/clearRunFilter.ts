import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';

/** Shows all runs again. */
export const clearRunFilter: CommandFactory = ({ runs }) => ({
  id: COMMANDS.clearRunFilter,
  title: vscode.l10n.t('Clear Filter'),
  run: async () => runs.filterBy(''),
});
