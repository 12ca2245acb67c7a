import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { CommandFactory } from './command.ts';
import { runsToCompare } from './compareRuns.ts';
import { named } from './pickRuns.ts';

/** Opens the prompts of the selected runs in VS Code's own diff editor. */
export const openPromptDiff: CommandFactory = (deps) => ({
  id: COMMANDS.openPromptDiff,
  title: vscode.l10n.t('Open Prompt Diff'),
  run: async (...args) => deps.promptDiff.openAll(named(deps.folders, await runsToCompare(deps, args))),
});
