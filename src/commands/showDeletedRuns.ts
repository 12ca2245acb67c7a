import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';

export const showDeletedRuns: CommandFactory = ({ runs }) => ({
  id: COMMANDS.showDeletedRuns,
  title: vscode.l10n.t('Show Deleted Runs'),
  run: () => runs.show('DELETED_ONLY'),
});

export const showActiveRuns: CommandFactory = ({ runs }) => ({
  id: COMMANDS.showActiveRuns,
  title: vscode.l10n.t('Show Active Runs'),
  run: () => runs.show('ACTIVE_ONLY'),
});
