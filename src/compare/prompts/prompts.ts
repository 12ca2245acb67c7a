import type { PromptText, Snapshot } from '../../model/snapshot.ts';
import { alignByName, anyDiffers, changeOf, section } from '../align.ts';
import { chatRows, ownRows } from './chat.ts';
import type { ChatRow, PromptCell, PromptRow, Section, TextCell } from '../comparison.ts';
import { prettyJson } from '../texts/prettyJson.ts';
import { type PromptReading, readPrompt } from './promptReading.ts';
import { sharedEffort } from '../texts/edits.ts';
import { diffText } from '../texts/textDiff.ts';
import { sizeOfChange } from '../texts/textSize.ts';
import { checkVariables } from './variableChecks.ts';
import { variableChanges } from './variables.ts';

/**
 * Prompts by name, each against the baseline's of that name. A chat prompt's text is the one to read: each message
 * below its role.
 */
export function comparePrompts(snapshots: readonly Snapshot[], effort: number): Section<PromptRow> {
  const readings = snapshots.map(({ prompts }) => prompts.map(readPrompt));
  const checks = new Map(snapshots.flatMap((snapshot, column) => checkVariables(snapshot, readings[column] ?? [])));
  const aligned = alignByName(readings, nameBy(snapshots));
  const unlike = aligned.flatMap(({ cells: [base, ...others] }) =>
    others.filter((here) => base !== undefined && here !== undefined && here.content !== base.content),
  );
  const each = sharedEffort(effort, unlike.length);
  return section(
    aligned.map(({ key, name, cells: [base, ...others] }): PromptRow => {
      const all = [base, ...others];
      const has = (part: 'responseFormat' | 'modelConfig'): boolean =>
        all.some((one) => one?.prompt[part] !== undefined);
      const parts = { responseFormat: has('responseFormat'), modelConfig: has('modelConfig') };
      const cells = all.map((here, column): PromptCell => {
        const steps = column === 0 ? null : each;
        return { ...promptCell(base, here, steps, parts), checks: (here && checks.get(here)) ?? [] };
      });
      return {
        key,
        name,
        chat: all.some((one) => one?.chat),
        cells,
        differs: anyDiffers(cells) || cells.some(partsDiffer),
      };
    }),
  );
}

/** Two prompts of the registry that somebody sets side by side are compared, whatever each is called. */
function nameBy(snapshots: readonly Snapshot[]): (reading: PromptReading) => string {
  const isOne = snapshots.every(({ head, prompts }) => head.kind === 'promptVersion' && prompts.length === 1);
  const names = [...new Set(snapshots.flatMap(({ prompts }) => prompts.map(({ name }) => name)))];
  return isOne ? () => names.join(', ') : ({ prompt }) => prompt.name;
}

const partsDiffer = ({ responseFormat, modelConfig }: PromptCell): boolean =>
  [responseFormat, modelConfig].some((part) => part !== null && part.change !== 'same');

type Reading = PromptReading | undefined;
type Parts = Readonly<Record<'responseFormat' | 'modelConfig', boolean>>;

/** `effort` is null for the baseline itself, which has no diff. */
function promptCell(base: Reading, here: Reading, effort: number | null, parts: Parts): Omit<PromptCell, 'checks'> {
  const prompt = here?.prompt;
  const cell = textCell(base?.text, here?.text, effort);
  const messages = messagesOf(base, here, effort);
  const part = (name: keyof Parts): TextCell | null =>
    parts[name] ? textCell(pretty(base?.prompt[name]), pretty(prompt?.[name]), effort) : null;
  return {
    ...cell,
    change: changeOf(base?.content, here?.content),
    id: prompt?.id ?? null,
    origin: prompt?.origin ?? null,
    version: prompt?.version ?? null,
    commitMessage: prompt?.commitMessage ?? null,
    messages,
    variables: variableChanges(base?.template, here?.template),
    size: here?.size ?? null,
    sizeOfChange:
      cell.diff &&
      sizeOfChange(messages?.map(({ diff }) => diff) ?? [cell.diff], base?.size ?? null, here?.size ?? null),
    responseFormat: part('responseFormat'),
    modelConfig: part('modelConfig'),
  };
}

/** A plain text beside a chat counts as one message of the user. */
function messagesOf(base: Reading, here: Reading, effort: number | null): readonly ChatRow[] | null {
  if (!base?.chat && !here?.chat) return null;
  if (effort === null) return base ? ownRows(base.messages) : [];
  return chatRows(base?.messages ?? [], here?.messages ?? [], effort);
}

function textCell(base: string | undefined, here: string | undefined, effort: number | null): TextCell {
  const bothMissing = base === undefined && here === undefined;
  return {
    text: here ?? null,
    change: changeOf(base, here),
    diff: effort === null || bothMissing ? null : diffText(base ?? '', here ?? '', effort),
  };
}

const pretty = (text: PromptText['modelConfig']): string | undefined =>
  text === undefined ? undefined : (prettyJson(text) ?? text);
