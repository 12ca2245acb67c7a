import * as vscode from 'vscode';
import { COMMANDS, INTERNAL_COMMANDS } from '../contributions.ts';
import { invalid, notFound } from '../model/errors.ts';
import { oneLine } from '../model/oneLine.ts';
import { runSubject } from '../model/subject.ts';
import type { PromptText } from '../model/snapshot.ts';
import type { Command, CommandDeps, CommandFactory } from './command.ts';
import { editorText } from './editorText.ts';
import { promptsOf } from './openPromptDiff.ts';
import { pickRun, withoutIcons } from './pickRuns.ts';
import { contextOf, subjectsOf } from './targets.ts';

/** Diffs the text of the active editor against the prompt a run or version was logged with. */
export const compareSelectionWithRun: CommandFactory = (deps) => ({
  id: COMMANDS.compareSelectionWithRun,
  title: vscode.l10n.t('Compare Selection with Run'),
  run: comparing(deps),
});

/** The same in the menu of a prompt in a comparison: that prompt is meant. */
export const compareTextWithPrompt: CommandFactory = (deps) => ({
  id: INTERNAL_COMMANDS.compareTextWithPrompt,
  title: vscode.l10n.t('Compare with Text in Editor'),
  run: async (...args) => {
    if (!contextOf(args, 'promptCell'))
      throw invalid(vscode.l10n.t('Use this in the menu of a prompt in a comparison.'));
    await comparing(deps)(...args);
  },
});

function comparing(deps: CommandDeps): Command['run'] {
  return async (...args) => {
    const { text, label } = editorText();
    const placeholder = vscode.l10n.t('Run whose prompt to compare with');
    const subject = subjectsOf(args.slice(0, 1))[0] ?? runSubject(await pickRun(deps.folders, { placeholder }));
    const found = await promptsOf(deps, subject);
    if (!found || found.prompts.length === 0) throw notFound(vscode.l10n.t('This run has no prompt.'));
    const asked = contextOf(args, 'promptCell')?.prompt;
    const prompt = found.prompts.find(({ id }) => id === asked) ?? (await pickPrompt(found.prompts));
    if (prompt) await deps.promptDiff.openAgainst({ subject, name: found.name, prompt }, text, label);
  };
}

async function pickPrompt(prompts: readonly PromptText[]): Promise<PromptText | undefined> {
  if (prompts.length === 1) return prompts[0];
  const items = prompts.map((prompt) => ({
    label: withoutIcons(oneLine(prompt.name)),
    description: withoutIcons(oneLine(prompt.text)),
    prompt,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Prompt to compare with') }))?.prompt;
}
