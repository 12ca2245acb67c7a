import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from '../contributions.ts';
import { invalid } from '../model/errors.ts';
import { activePanel } from './activePanel.ts';
import type { CommandFactory } from './command.ts';
import { contextOf } from './targets.ts';

const elsewhere = (): Error => invalid(vscode.l10n.t('Use this in the menu of a prompt in a comparison.'));

/** Opens a prompt's text in an editor. */
export const openPrompt: CommandFactory = ({ panels }) => ({
  id: INTERNAL_COMMANDS.openPrompt,
  title: vscode.l10n.t('Open Prompt'),
  run: async (...args) => {
    const cell = contextOf(args, 'promptCell');
    if (!cell) throw elsewhere();
    await activePanel(panels).requests.openPrompt(cell.subject, cell.prompt);
  },
});

/** Opens the native diff of a prompt and the one it stands against. */
export const diffPromptWithBaseline: CommandFactory = ({ panels }) => ({
  id: INTERNAL_COMMANDS.diffPromptWithBaseline,
  title: vscode.l10n.t('Open Prompt Diff with Baseline'),
  run: async (...args) => {
    const cell = contextOf(args, 'promptCell');
    if (cell?.baseline === undefined || cell.baselinePrompt === undefined) throw elsewhere();
    const { requests } = activePanel(panels);
    await requests.diffPrompt(cell.baseline, cell.baselinePrompt, cell.subject, cell.prompt);
  },
});

/** Writes a prompt over the place in the workspace it came from. */
export const writeBackPrompt: CommandFactory = ({ panels }) => ({
  id: INTERNAL_COMMANDS.writeBackPrompt,
  title: vscode.l10n.t('Write Prompt Back to Its Source'),
  run: async (...args) => {
    const cell = contextOf(args, 'promptCell');
    if (!cell) throw elsewhere();
    await activePanel(panels).requests.writeBackPrompt(cell.subject, cell.prompt);
  },
});
