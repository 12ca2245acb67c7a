import type { Comparison, PromptCell, PromptRow, TextCell } from '../compare/comparison.ts';
import { type Block, type Line, loggedList, note } from './blocks.ts';

/** Prompts and input examples: what is read as text. */
export function promptBlocks(comparison: Comparison): readonly Block[] {
  const { columns, prompts } = comparison;
  return prompts.items.flatMap((row) => {
    if (columns.length === 1) return aloneBlocks(row);
    if (!row.differs) return [note({ logged: row.key }, ': identical'), ...newChecks(comparison, row)];
    const { changed, same, missing } = sorted(row.cells, ofPrompt);
    return [
      ...changed.flatMap((group) => changedPrompt(comparison, row, group)),
      ...sameNotes(comparison, row.key, same),
      ...missingBlocks(comparison, row, missing),
      ...newChecks(comparison, row),
    ];
  });
}

export function exampleBlocks(comparison: Comparison): readonly Block[] {
  const { columns, inputExamples } = comparison;
  return inputExamples.items.flatMap((row) => {
    if (columns.length === 1) return textBlocks([{ logged: row.key }], row.cells[0]);
    if (!row.differs) return [note({ logged: row.key }, ': identical')];
    const { changed, same, missing } = sorted(row.cells, ({ text }) => text ?? '');
    return [
      ...changed.flatMap((group) => diffBlocks(comparison, [{ logged: row.key }], row.cells, group)),
      ...sameNotes(comparison, row.key, same),
      ...missingBlocks(comparison, row, missing),
    ];
  });
}

/** Columns by their places; each of `changed` has the same text. */
interface Sorted {
  readonly changed: readonly (readonly number[])[];
  readonly same: readonly number[];
  readonly missing: readonly number[];
}

function sorted<Cell extends TextCell>(cells: readonly Cell[], keyOf: (cell: Cell) => string): Sorted {
  const others = cells.flatMap((cell, column) => (column === 0 ? [] : [{ cell, column }]));
  const columnsOf = (of: typeof others): readonly number[] => of.map(({ column }) => column);
  const groups = Map.groupBy(
    others.filter(({ cell }) => cell.text !== null && keyOf(cell) !== keyOf(cells[0] ?? cell)),
    ({ cell }) => keyOf(cell),
  );
  return {
    changed: [...groups.values()].map(columnsOf),
    same: columnsOf(others.filter(({ cell }) => cell.text !== null && keyOf(cell) === keyOf(cells[0] ?? cell))),
    missing: columnsOf(others.filter(({ cell }) => cell.text === null && cells[0]?.text !== null)),
  };
}

/** What makes one prompt another: its text and what belongs to it. */
const ofPrompt = ({ text, responseFormat, modelConfig }: PromptCell): string =>
  JSON.stringify([text, responseFormat?.text ?? null, modelConfig?.text ?? null]);

const namesOf = ({ columns }: Comparison, places: readonly number[]): readonly string[] =>
  places.map((place) => columns[place]?.name ?? '');

/** Said where there is more than one column that it may be about. */
const inColumns = (comparison: Comparison, places: readonly number[]): Line =>
  comparison.columns.length === 2 ? [] : [' in ', ...loggedList(namesOf(comparison, places))];

const sameNotes = (comparison: Comparison, key: string, same: readonly number[]): readonly Block[] =>
  same.length === 0 ? [] : [note({ logged: key }, ': unchanged', ...inColumns(comparison, same))];

/** Beside others a missing text is only named; of two columns it is shown as removed. */
function missingBlocks(
  comparison: Comparison,
  { key, cells }: { readonly key: string; readonly cells: readonly TextCell[] },
  missing: readonly number[],
): readonly Block[] {
  if (missing.length === 0) return [];
  if (comparison.columns.length > 2) return [note({ logged: key }, ': not', ...inColumns(comparison, missing))];
  return diffBlocks(comparison, [{ logged: key }], cells, missing);
}

function diffBlocks(
  comparison: Comparison,
  title: Line,
  cells: readonly (TextCell | null)[],
  group: readonly number[],
): readonly Block[] {
  const cell = cells[group[0] ?? 0];
  if (cell?.diff == null || cell.change === 'same') return [];
  return [
    {
      kind: 'diff',
      title: [...title, ...inColumns(comparison, group)],
      left: comparison.columns[0]?.name ?? '',
      right: namesOf(comparison, group).join(', '),
      diff: cell.diff,
    },
  ];
}

const textBlocks = (title: Line, cell: TextCell | undefined | null): readonly Block[] =>
  cell?.text == null ? [] : [{ kind: 'text', title, text: cell.text }];

function aloneBlocks({ key, cells: [cell] }: PromptRow): readonly Block[] {
  if (cell === undefined) return [];
  return [
    ...textBlocks([{ logged: key }, ...(cell.version === null ? [] : [` v${cell.version}`])], cell),
    ...commitMessage(cell),
    ...textBlocks([{ logged: key }, ': response format'], cell.responseFormat),
    ...textBlocks([{ logged: key }, ': model config'], cell.modelConfig),
    ...cell.checks.map(({ text }) => note(text)),
  ];
}

function changedPrompt(comparison: Comparison, { key, cells }: PromptRow, group: readonly number[]): readonly Block[] {
  const cell = cells[group[0] ?? 0];
  if (cell === undefined) return [];
  const part = (pick: (of: PromptCell) => TextCell | null, name: string): readonly Block[] =>
    diffBlocks(comparison, [{ logged: key }, `: ${name}`], cells.map(pick), group);
  return [
    ...diffBlocks(comparison, [{ logged: key }, ...versions(cells[0], cell)], cells, group),
    ...(cell.sizeOfChange === null || cell.change === 'same' ? [] : [note(cell.sizeOfChange.text)]),
    ...commitMessage(cell),
    ...variableNotes(cell),
    ...part(({ responseFormat }) => responseFormat, 'response format'),
    ...part(({ modelConfig }) => modelConfig, 'model config'),
  ];
}

function versions(before: PromptCell | undefined, { version }: PromptCell): Line {
  const from = before?.version ?? null;
  if (version === null || version === from) return [];
  return [from === null ? ` v${version}` : ` v${from} → v${version}`];
}

const commitMessage = ({ commitMessage: said }: PromptCell): readonly Block[] =>
  said === null || said === '' ? [] : [note('What its author says: ', { logged: said })];

function variableNotes({ variables }: PromptCell): readonly Block[] {
  const changed = variables.filter(({ change }) => change !== 'kept');
  if (changed.length === 0) return [];
  const parts = changed.flatMap(({ name, change, from }, index): Line => [
    `${index === 0 ? '' : ', '}${change} `,
    ...(from === null ? [] : [{ logged: from }, ' → ']),
    { logged: name },
  ]);
  return [note('Template variables: ', ...parts)];
}

/** What does not fit together in a column, and did in the baseline. */
function newChecks(comparison: Comparison, { cells }: PromptRow): readonly Block[] {
  const known = new Set(cells[0]?.checks.map(({ text }) => text));
  const told = cells.flatMap(({ checks }, column) =>
    checks.flatMap(({ text }) => (column === 0 || known.has(text) ? [] : [{ text, column }])),
  );
  return [...Map.groupBy(told, ({ text }) => text)].map(([text, group]) => {
    const places = group.map(({ column }) => column);
    return comparison.columns.length === 2 ? note(text) : note(...loggedList(namesOf(comparison, places)), ': ', text);
  });
}
