import type { PromptText, Snapshot } from '../model/snapshot.ts';
import { alignByName, anyDiffers, changeOf, section } from './align.ts';
import type { PromptCell, PromptRow, Section, TextCell } from './comparison.ts';
import { prettyJson } from './prettyJson.ts';
import { diffText } from './textDiff.ts';
import { sizeOf, sizeOfChange } from './textSize.ts';
import { variableChanges } from './variables.ts';

/** Prompts by name, each against the baseline's of that name. */
export function comparePrompts(snapshots: readonly Snapshot[], effort: number): Section<PromptRow> {
  const prompts = snapshots.map((snapshot) => snapshot.prompts);
  return section(
    alignByName(prompts, (prompt) => prompt.name).map(({ key, name, cells: [base, ...others] }): PromptRow => {
      const cells = [promptCell(base, base, null), ...others.map((here) => promptCell(base, here, effort))];
      return { key, name, chat: false, cells, differs: anyDiffers(cells) };
    }),
  );
}

/** `effort` is null for the baseline itself, which has no diff. */
function promptCell(base: PromptText | undefined, here: PromptText | undefined, effort: number | null): PromptCell {
  const cell = textCell(base?.text, here?.text, effort);
  const size = here ? sizeOf(here.text) : null;
  return {
    ...cell,
    id: here?.id ?? null,
    origin: here?.origin ?? null,
    version: here?.version ?? null,
    commitMessage: here?.commitMessage ?? null,
    messages: null,
    variables: variableChanges(base?.text ?? '', here?.text ?? ''),
    checks: [],
    size,
    sizeOfChange: cell.diff && sizeOfChange(cell.diff, base ? sizeOf(base.text) : null, size),
    responseFormat: jsonCell(base?.responseFormat, here?.responseFormat, effort),
    modelConfig: jsonCell(base?.modelConfig, here?.modelConfig, effort),
  };
}

function textCell(base: string | undefined, here: string | undefined, effort: number | null): TextCell {
  const bothMissing = base === undefined && here === undefined;
  return {
    text: here ?? null,
    change: changeOf(base, here),
    diff: effort === null || bothMissing ? null : diffText(base ?? '', here ?? '', effort),
  };
}

function jsonCell(base: string | undefined, here: string | undefined, effort: number | null): TextCell | null {
  if (base === undefined && here === undefined) return null;
  return textCell(pretty(base), pretty(here), effort);
}

const pretty = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : (prettyJson(text) ?? text);
