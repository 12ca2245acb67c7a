import type {
  Change,
  Comparison,
  DependencyCell,
  MetricCell,
  MetricRow,
  ModelSignature,
  ParamCell,
  SectionName,
  SignatureCell,
  ValueCell,
} from '../compare/comparison.ts';
import { type Block, type Cell, type Line, logged, loggedList, note, type Table, words } from './blocks.ts';
import { exampleBlocks, promptBlocks } from './reportTexts.ts';

export interface ReportSection {
  readonly name: SectionName;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The sections in the order of the page, without those that have nothing to say. */
export function reportSections(comparison: Comparison): readonly ReportSection[] {
  const sections: readonly (readonly [SectionName, string, readonly Block[]])[] = [
    ['prompts', 'Prompts', promptBlocks(comparison)],
    ['metrics', 'Metrics', metricBlocks(comparison)],
    ['params', 'Parameters', paramBlocks(comparison)],
    ['models', 'Models', modelBlocks(comparison)],
    ['signatures', 'Signatures', signatureBlocks(comparison)],
    ['inputExamples', 'Input examples', exampleBlocks(comparison)],
    ['dependencies', 'Dependencies', dependencyBlocks(comparison)],
    ['artifacts', 'Artifacts', artifactBlocks(comparison)],
    ['datasets', 'Datasets', datasetBlocks(comparison)],
    ['tags', 'Tags', tagBlocks(comparison)],
    ['runInfo', 'Details', detailBlocks(comparison)],
  ];
  return sections.flatMap(([name, title, blocks]) => (blocks.length === 0 ? [] : [{ name, title, blocks }]));
}

const mark = (change: Change | 'renamed' | 'unknown'): Pick<Cell, 'tone'> =>
  change === 'same' || change === 'unknown' ? {} : { tone: 'changed' };

interface NamedRow {
  /** What stands at its head: logged, or in words of ours. */
  readonly head: string | Cell;
  readonly cells: readonly Cell[];
  readonly differs: boolean;
  readonly isIdentity?: boolean;
}

/** A table with a column for each of the comparison's. */
function table(
  { columns }: Comparison,
  head: string,
  rows: readonly NamedRow[],
  title: Line | null = null,
): readonly Table[] {
  if (rows.length === 0) return [];
  const header = [words(head), ...columns.map(({ name }) => logged(name))];
  const cellsOf = ({ head: own, cells }: NamedRow): readonly Cell[] => [
    typeof own === 'string' ? logged(own) : own,
    ...cells,
  ];
  return [{ kind: 'table', title, header, rows: rows.map((row) => ({ ...row, cells: cellsOf(row) })) }];
}

const valueCell = ({ text, change }: ValueCell): Cell => ({ ...logged(text), ...mark(change) });

const tagBlocks = (comparison: Comparison): readonly Block[] =>
  table(
    comparison,
    'Tag',
    comparison.tags.items.map(({ key, cells, differs, system }) => ({
      head: key,
      cells: cells.map(valueCell),
      differs,
      isIdentity: system,
    })),
  );

const detailBlocks = (comparison: Comparison): readonly Block[] =>
  table(
    comparison,
    '',
    comparison.runInfo.items.map(({ key, label, cells, differs, identity }) => ({
      head: words(label),
      cells: cells.map(valueCell),
      differs,
      // What somebody wrote about a run is worth reading.
      isIdentity: identity && key !== 'note',
    })),
  );

// ------------------------------------------------------------------------------------------------ metrics and params

function metricBlocks(comparison: Comparison): readonly Block[] {
  const rows = comparison.metrics.items.map((row) => ({
    head: row.key,
    cells: row.cells.map((cell, column) => metricCell(row, cell, column)),
    differs: row.differs,
  }));
  const isSystem = new Set(comparison.metrics.items.filter(({ system }) => system).map(({ key }) => key));
  const [own, system] = [false, true].map((wanted) => rows.filter(({ head }) => isSystem.has(head) === wanted));
  return [...table(comparison, 'Metric', own ?? []), ...table(comparison, 'Metric', system ?? [], ['System metrics'])];
}

function metricCell({ best, cells }: MetricRow, { values }: MetricCell, column: number): Cell {
  if (values === null) return logged(null);
  const { text, deltaText, percentText, verdict, delta } = values.latest;
  const moved =
    delta === null || delta === 0 ? '' : [deltaText, percentText && `(${percentText})`].filter(Boolean).join(' ');
  // Of two, better and worse say it.
  const isBest = cells.length > 2 && best.latest.includes(column);
  const said = isBest ? '★ best' : verdict === 'better' ? '✓ better' : verdict === 'worse' ? '✗ worse' : '';
  return {
    ...logged(text, [moved, said].filter(Boolean).join(' ')),
    ...(verdict === 'better' || verdict === 'worse' ? { tone: verdict } : {}),
  };
}

const paramCell = ({ text, change, deltaText, percentText }: ParamCell): Cell => ({
  ...logged(text, change === 'same' ? '' : [deltaText, percentText && `(${percentText})`].filter(Boolean).join(' ')),
  ...mark(change),
});

/** Prompts stand in their own section. */
function paramBlocks(comparison: Comparison): readonly Block[] {
  const rows = comparison.params.items.filter(({ isPrompt }) => !isPrompt);
  return [
    ...table(
      comparison,
      'Parameter',
      rows.map(({ key, cells, differs }) => ({ head: key, cells: cells.map(paramCell), differs })),
    ),
    ...rows.flatMap(({ key, cells }) => insideBlocks(comparison, key, cells)),
  ];
}

/** What changed inside of long values, which a cell does not show. */
function insideBlocks({ columns }: Comparison, key: string, cells: readonly ParamCell[]): readonly Block[] {
  const [before] = cells;
  return cells.flatMap(({ text, inside, diff }, index): readonly Block[] => {
    const name = columns[index]?.name ?? '';
    const title: Line = [{ logged: key }, ...(columns.length > 2 ? [' in ', { logged: name }] : [])];
    if (diff !== null) return [{ kind: 'diff', title, left: columns[0]?.name ?? '', right: name, diff }];
    const isLong = Math.max(text?.length ?? 0, before?.text?.length ?? 0) > LONG_VALUE;
    if (inside === null || inside.length === 0 || !isLong) return [];
    const items = inside.slice(0, MOST_INSIDE).map((change): Line => {
      if (change.before === null) return [{ logged: change.path }, ' added: ', { logged: change.after ?? '' }];
      if (change.after === null) return [{ logged: change.path }, ' removed: ', { logged: change.before }];
      return [{ logged: change.path }, ': ', { logged: change.before }, ' → ', { logged: change.after }];
    });
    const more = inside.length - items.length;
    return [{ kind: 'list', title, items: more > 0 ? [...items, [`${more} more`]] : items }];
  });
}

/** Characters of a value in which a change is not found at a glance. */
const LONG_VALUE = 60;
/** Changes inside of one value that are written down. */
const MOST_INSIDE = 20;

// -------------------------------------------------------------------------------------------- models and their parts

function modelBlocks(comparison: Comparison): readonly Block[] {
  return comparison.models.items.flatMap(({ key, cells, details, differs }) => {
    const versions = cells.map(({ present, version, registered }) =>
      logged(present ? [`v${version}`, ...registered].join(', ') : null),
    );
    const rows = [
      { head: words('Logged version'), cells: versions, differs, isIdentity: !details.some((row) => row.differs) },
      // Settings of a flavor are named by its keys, `langchain.langchain_version`; the others by us.
      ...details.map((row) => ({
        head: row.label.includes('.') ? row.label : words(row.label),
        cells: row.cells.map(paramCell),
        differs: row.differs,
      })),
    ];
    const problems = [...new Set(cells.flatMap((cell) => cell.problems))].map((problem) => note({ logged: problem }));
    return [
      ...table(comparison, '', rows, [{ logged: key }]),
      ...details.flatMap((row) => insideBlocks(comparison, row.label, row.cells)),
      ...problems,
    ];
  });
}

const PARTS = [
  ['inputs', 'Input'],
  ['outputs', 'Output'],
  ['params', 'Param'],
] as const;

const signatureBlocks = (comparison: Comparison): readonly Block[] =>
  comparison.signatures.models.flatMap((model) => [
    ...verdictBlocks(comparison, model),
    ...PARTS.flatMap(([part, head]) =>
      table(
        comparison,
        head,
        model[part].items.map(({ path, cells, differs }) => ({ head: path, cells: cells.map(signatureCell), differs })),
        [{ logged: model.key }, `: ${part}`],
      ),
    ),
  ]);

/** What is said of several columns in the same words is said once. */
function verdictBlocks({ columns }: Comparison, { columns: told }: ModelSignature): readonly Block[] {
  const judged = told.flatMap(({ verdict, reasons }, column) =>
    verdict === null || verdict === 'unchanged' ? [] : [{ verdict, reasons, column }],
  );
  const groups = Map.groupBy(judged, ({ verdict, reasons }) => JSON.stringify([verdict, reasons]));
  return [...groups.values()].flatMap((group): readonly Block[] => {
    const [first] = group;
    if (first === undefined) return [];
    const names = loggedList(group.map(({ column }) => columns[column]?.name ?? ''));
    const items = first.reasons.map((reason) => [reason]);
    return [{ kind: 'list', title: [...names, `: ${VERDICTS[first.verdict]}`], items }];
  });
}

const VERDICTS = {
  breaking: '✗ breaking, some calls that the baseline takes are refused or answered with something else',
  compatible: '✓ compatible, every call that the baseline takes works as before',
};

function signatureCell(cell: SignatureCell): Cell {
  if (cell.type === null) {
    const isBreaking = cell.verdict === 'breaking';
    return isBreaking ? { ...words('– ✗ breaking'), tone: 'breaking' } : { ...logged(null), ...mark(cell.change) };
  }
  const optional = cell.required === false ? ' (optional)' : '';
  const initial = cell.default === null ? '' : ` = ${cell.default}`;
  return {
    ...logged(`${cell.type}${optional}${initial}`, cell.verdict === 'breaking' ? '✗ breaking' : ''),
    ...(cell.verdict === 'breaking' ? { tone: 'breaking' } : mark(cell.change)),
  };
}

const dependencyBlocks = (comparison: Comparison): readonly Block[] =>
  comparison.dependencies.models.flatMap(({ key, items }) =>
    table(
      comparison,
      'Package',
      items.map(({ name, cells, differs }) => ({ head: name, cells: cells.map(dependencyCell), differs })),
      comparison.dependencies.models.length > 1 ? [{ logged: key }] : null,
    ),
  );

function dependencyCell({ text, specifier, version, change, kind, direction }: DependencyCell): Cell {
  const arrow = direction === null ? '' : { up: '↑', down: '↓' }[direction];
  const said = [arrow, kind === 'other' ? '' : kind].filter(Boolean).join(' ');
  const named = version ?? specifier;
  const cell = text !== null && !named ? words('any version') : logged(text === null ? null : named, said);
  return { ...cell, ...mark(change) };
}

function artifactBlocks(comparison: Comparison): readonly Block[] {
  const rows = comparison.artifacts.items.map(({ path, cells, differs }) => ({
    head: path,
    cells: cells.map(({ sizeText, renamedFrom, sizeDeltaText, change }, column): Cell => {
      if (sizeText === null) return { ...logged(null), ...mark(change) };
      const size = sizeDeltaText === null ? sizeText : `${sizeText} (${sizeDeltaText})`;
      const said = column === 0 || change === 'same' ? '' : change === 'unknown' ? 'not known to be equal' : change;
      return { ...words([size, said].filter(Boolean).join(' ')), logged: renamedFrom, ...mark(change) };
    }),
    differs,
  }));
  const cut = comparison.artifacts.truncated.some(Boolean) ? [note('The list of files was cut: there are more.')] : [];
  return [...table(comparison, 'File', rows), ...cut];
}

const datasetBlocks = (comparison: Comparison): readonly Block[] =>
  table(
    comparison,
    'Dataset',
    comparison.datasets.items.map(({ key, cells, differs }) => ({
      head: key,
      cells: cells.map(({ present, digest, source, change }) => ({
        ...logged(present ? [digest, addressOf(source)].filter(Boolean).join(' ') : null),
        ...mark(change),
      })),
      differs,
    })),
  );

/** Where a dataset is; a source that is code says nothing but which machine it ran on. */
function addressOf(source: string | null): string | null {
  const read = source === null ? null : jsonOrNull(source);
  if (typeof read !== 'object' || read === null) return source;
  const address = ['url', 'uri', 'path'].map((key) => Reflect.get(read, key) as unknown);
  return address.find((value) => typeof value === 'string') ?? null;
}

/** A source is whatever a client sent. */
function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
