/** Every text of a comparison with its place on the page, in the order of the page, for finding in. */
import type {
  Aggregate,
  ChatRow,
  Comparison,
  ExampleRow,
  PromptCell,
  PromptRow,
  SectionName,
  TextCell,
} from '../../src/compare/comparison.ts';
import { messageKey } from '../prompts/messageWords.ts';
import { SECTIONS } from '../sections.ts';
import { sectionTexts } from '../tables/rowTexts.ts';
import type { Place } from './places.ts';

export interface PageText {
  readonly place: Place;
  readonly text: string;
  /** Whether the row it belongs to differs, so that "Differences only" does not hide it. */
  readonly differs: boolean;
  /** The column that a text must be shown of; null where any will do. */
  readonly candidate: number | null;
  /** What must not be expanded for it to be seen; null for nothing. */
  readonly shut: string | null;
}

/** @param candidate The column shown beside the baseline, where the baseline's own texts are found. */
export function pageTexts(comparison: Comparison, aggregate: Aggregate, candidate: number): readonly PageText[] {
  const columns = comparison.columns.length;
  return SECTIONS.flatMap(({ name }): readonly PageText[] => {
    if (name === 'prompts')
      return comparison.prompts.items.flatMap((row) => [...aboutTexts(row), ...promptTexts(row, columns, candidate)]);
    if (name === 'inputExamples')
      return comparison.inputExamples.items.flatMap((row) => exampleTexts(row, columns, candidate));
    return tableTexts(name, comparison, aggregate);
  });
}

function tableTexts(section: SectionName, comparison: Comparison, aggregate: Aggregate): readonly PageText[] {
  return sectionTexts(section, comparison, aggregate, 'find').flatMap(({ list, rows }) =>
    rows.flatMap(({ key, name, differs, cells }) => {
      const at = (column: number | null, text: string): PageText => {
        const place = { kind: 'row', section, list, row: key, column } as const;
        return { place, text, differs, candidate: null, shut: null };
      };
      return [at(null, name), ...cells.flatMap((text, column) => (text === null ? [] : [at(column, text)]))];
    }),
  );
}

interface TextAt {
  readonly section: SectionName;
  readonly list: string;
  readonly side: 'left' | 'right';
  readonly differs: boolean;
  readonly candidate: number | null;
  readonly shut: string | null;
}

/** A text line by line. */
function lineTexts(text: string | null, at: TextAt): readonly PageText[] {
  if (text === null) return [];
  const { section, list, side, ...shared } = at;
  return text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({
      ...shared,
      text: line,
      place: { kind: 'line', section, list, side, line: index + 1 } as const,
    }))
    .filter(({ text: line }) => line !== '');
}

/** Where a column's text stands: the baseline's on the left of the one that is shown beside it. */
function textAt(section: SectionName, key: string, column: number, columns: number, candidate: number) {
  const isLeft = column === 0 && columns > 1;
  const side = isLeft ? ('left' as const) : ('right' as const);
  return { section, side, list: `${section}/${key}/${isLeft ? candidate : column}`, candidate: isLeft ? null : column };
}

/** What is said of a text beside it: its name and, of a prompt of the column that is shown, its message and checks. */
export const aboutText = (section: 'prompts' | 'inputExamples', key: string): string => `${section}/${key}/about`;
export const NAME_PART = 'name';
export const MESSAGE_PART = 'message';
export const checkPart = (index: number): string => `check/${index}`;

function aboutTexts({ key, differs, cells }: PromptRow): readonly PageText[] {
  const part = (row: string, text: string | null, candidate: number | null): readonly PageText[] => {
    const place = { kind: 'row', section: 'prompts', list: aboutText('prompts', key), row, column: null } as const;
    return text === null || text === '' ? [] : [{ place, text, differs, candidate, shut: null }];
  };
  const shown = cells.flatMap((cell, column) => (column === 0 && cells.length > 1 ? [] : [{ cell, column }]));
  return [
    ...part(NAME_PART, key, null),
    ...shown.flatMap(({ cell: { commitMessage, checks }, column }) => [
      ...part(MESSAGE_PART, commitMessage, column),
      ...checks.flatMap(({ text }, index) => part(checkPart(index), text, column)),
    ]),
  ];
}

/** Whether a column's text is to be looked at: one that is the baseline's again would be found twice. */
const isOwn = (cell: TextCell, column: number): boolean => column === 0 || cell.change !== 'same';

function promptTexts(row: PromptRow, columns: number, candidate: number): readonly PageText[] {
  return row.cells.flatMap((cell, column) => {
    if (!isOwn(cell, column)) return partTexts(row, cell, column, columns, candidate);
    const at = { ...textAt('prompts', row.key, column, columns, candidate), differs: row.differs };
    const shownIn = row.cells[at.side === 'left' ? candidate : column]?.messages ?? null;
    const texts =
      shownIn === null
        ? lineTexts(cell.text, { ...at, shut: null })
        : shownIn.flatMap((message) => messageTexts(message, at, columns, `prompts/${row.key}/raw`));
    return [...texts, ...partTexts(row, cell, column, columns, candidate)];
  });
}

function messageTexts(message: ChatRow, at: Omit<TextAt, 'shut'>, columns: number, raw: string): readonly PageText[] {
  const list = `${at.list}/${messageKey(message)}`;
  if (columns > 1 && message.diff.identical && at.side === 'right') return []; // the baseline's again, shown once
  return lineTexts(message[at.side]?.text ?? null, { ...at, list, shut: raw });
}

const PARTS = ['responseFormat', 'modelConfig'] as const;

function partTexts(
  row: PromptRow,
  cell: PromptCell,
  column: number,
  columns: number,
  candidate: number,
): readonly PageText[] {
  const at = { ...textAt('prompts', row.key, column, columns, candidate), differs: row.differs };
  return PARTS.flatMap((part) => {
    const shown = row.cells[at.side === 'left' ? candidate : column]?.[part] ?? null;
    const own = cell[part];
    if (own === null || shown === null || !isOwn(own, column)) return [];
    return lineTexts(own.text, { ...at, list: `${at.list}/${part}`, shut: null });
  });
}

function exampleTexts(row: ExampleRow, columns: number, candidate: number): readonly PageText[] {
  const list = aboutText('inputExamples', row.key);
  const place = { kind: 'row', section: 'inputExamples', list, row: NAME_PART, column: null } as const;
  const name = { place, text: row.key, differs: row.differs, candidate: null, shut: null };
  const texts = row.cells.flatMap((cell, column) => {
    if (!isOwn(cell, column)) return [];
    const at = textAt('inputExamples', row.key, column, columns, candidate);
    return lineTexts(cell.text, { ...at, differs: row.differs, shut: null });
  });
  return [name, ...texts];
}
