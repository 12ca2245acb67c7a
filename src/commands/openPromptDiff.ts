import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import type { NamedPrompts } from '../editor/promptDiff.ts';
import type { Subject } from '../model/subject.ts';
import { readPrompts } from '../store/snapshot/readSnapshot.ts';
import type { CommandDeps, CommandFactory } from './command.ts';
import { subjectsToCompare } from './compareRuns.ts';
import { nameOf } from './subjectNames.ts';

/** Opens the prompts of what is selected in VS Code's own diff editor. */
export const openPromptDiff: CommandFactory = (deps) => ({
  id: COMMANDS.openPromptDiff,
  title: vscode.l10n.t('Open Prompt Diff'),
  run: async (...args) => {
    const subjects = await subjectsToCompare(deps, args);
    const columns = await Promise.all(subjects.map((subject) => promptsOf(deps, subject)));
    await deps.promptDiff.openAll(columns.filter((column) => column !== undefined));
  },
});

/** Undefined where the subject is gone. */
export async function promptsOf(
  { folders, settings }: Pick<CommandDeps, 'folders' | 'settings'>,
  subject: Subject,
): Promise<NamedPrompts | undefined> {
  const name = nameOf(folders, subject);
  if (name === undefined) return undefined;
  const { promptParams } = settings.of(subject.folder);
  return { subject, name, prompts: await readPrompts(folders.storeOf(subject), subject, promptParams) };
}
