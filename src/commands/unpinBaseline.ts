import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';

export const unpinBaseline: CommandFactory = ({ baseline }) => ({
  id: COMMANDS.unpinBaseline,
  title: vscode.l10n.t('Unpin Baseline'),
  run: () => baseline.pin(undefined),
});
