import { parsePromptTemplate } from '../model/promptTemplate.ts';
import type { PromptText, RunSnapshot } from '../model/snapshot.ts';
import { alignByName, anyDiffers, changeOf, mergeOrder, section } from './align.ts';
import type { PromptCell, PromptRow, Section, VariableChange } from './comparison.ts';
import { diffText } from './textDiff.ts';

/** Prompts by name, each against the baseline's of that name. */
export function comparePrompts(snapshots: readonly RunSnapshot[], effort: number): Section<PromptRow> {
  const prompts = snapshots.map((snapshot) => snapshot.prompts);
  return section(
    alignByName(prompts, (prompt) => prompt.name).map(({ key, name, cells: [base, ...others] }): PromptRow => {
      const cells = [promptCell(base, base, null), ...others.map((here) => promptCell(base, here, effort))];
      return { key, name, cells, differs: anyDiffers(cells) };
    }),
  );
}

/** `effort` is null for the baseline itself, which has no diff. */
function promptCell(base: PromptText | undefined, here: PromptText | undefined, effort: number | null): PromptCell {
  const bothMissing = base === undefined && here === undefined;
  return {
    text: here?.text ?? null,
    origin: here?.origin ?? null,
    version: here?.version ?? null,
    change: changeOf(base?.text, here?.text),
    diff: effort === null || bothMissing ? null : diffText(base?.text ?? '', here?.text ?? '', effort),
    variables: variableChanges(base?.text ?? '', here?.text ?? ''),
  };
}

/** The template variables of a text against those of its baseline, in order of appearance. */
export function variableChanges(base: string, here: string): VariableChange[] {
  const before = parsePromptTemplate(base).variables;
  const now = parsePromptTemplate(here).variables;
  const was = new Set(before);
  const is = new Set(now);
  return mergeOrder([now, before]).map((name) => ({
    name,
    change: !is.has(name) ? 'removed' : was.has(name) ? 'kept' : 'added',
  }));
}
