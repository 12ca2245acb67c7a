import type {
  Change,
  Comparison,
  DependencyCell,
  MetricCell,
  MetricRow,
  ParamCell,
  PromptCell,
  SectionName,
  SignatureCell,
  TextCell,
  ValueCell,
} from '../compare/comparison.ts';
import { type Block, type Cell, logged, type NoteBlock, type Table, words } from './blocks.ts';

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
    [
      'tags',
      'Tags',
      valueBlocks(
        comparison,
        'Tag',
        comparison.tags.items.map((row) => ({ ...row, name: row.key })),
      ),
    ],
    [
      'runInfo',
      'Details',
      valueBlocks(
        comparison,
        '',
        comparison.runInfo.items.map((row) => ({ ...row, name: row.label })),
      ),
    ],
  ];
  return sections.flatMap(([name, title, blocks]) => (blocks.length === 0 ? [] : [{ name, title, blocks }]));
}

const note = (...parts: NoteBlock['parts']): NoteBlock => ({ kind: 'note', parts });
const mark = (change: Change | 'renamed' | 'unknown'): Pick<Cell, 'tone'> =>
  change === 'same' || change === 'unknown' ? {} : { tone: 'changed' };

/** A table with a column for each of the comparison's, and what stands at the head of its rows. */
function table(
  { columns }: Comparison,
  head: string,
  rows: readonly { readonly head: string; readonly cells: readonly Cell[]; readonly differs: boolean }[],
  title: string | null = null,
): readonly Table[] {
  if (rows.length === 0) return [];
  const header = [words(head), ...columns.map(({ name }) => logged(name))];
  return [
    {
      kind: 'table',
      title,
      header,
      rows: rows.map((row) => ({ cells: [logged(row.head), ...row.cells], differs: row.differs })),
    },
  ];
}

interface NamedValues {
  readonly name: string;
  readonly cells: readonly ValueCell[];
  readonly differs: boolean;
}

const valueCell = ({ text, change }: ValueCell): Cell => ({ ...logged(text), ...mark(change) });

const valueBlocks = (comparison: Comparison, head: string, rows: readonly NamedValues[]): readonly Block[] =>
  table(
    comparison,
    head,
    rows.map(({ name, cells, differs }) => ({ head: name, cells: cells.map(valueCell), differs })),
  );

// ------------------------------------------------------------------------------------------------ prompts and texts

function promptBlocks(comparison: Comparison): readonly Block[] {
  return comparison.prompts.items.flatMap(({ key, cells, differs }) =>
    comparison.columns.length === 1
      ? textBlocks(key, cells[0])
      : differs
        ? cells.slice(1).flatMap((cell, index) => promptDiff(comparison, key, cell, index + 1))
        : [note({ logged: key }, ': identical')],
  );
}

const textBlocks = (title: string, cell: TextCell | undefined): readonly Block[] =>
  cell?.text == null ? [] : [{ kind: 'text', title, text: cell.text }];

function promptDiff(comparison: Comparison, key: string, cell: PromptCell, column: number): readonly Block[] {
  const { variables, checks, sizeOfChange, responseFormat, modelConfig } = cell;
  const named = variables.filter(({ change }) => change !== 'kept');
  const renamed = named.map(({ name, change, from }) => `${change} ${from === null ? '' : `${from} → `}${name}`);
  return [
    ...diffBlocks(comparison, key, cell, column),
    ...(sizeOfChange === null || cell.change === 'same' ? [] : [note(sizeOfChange.text)]),
    ...(renamed.length === 0 ? [] : [note('Template variables: ', { logged: renamed.join(', ') })]),
    ...checks.map(({ text }) => note(text)),
    ...(responseFormat === null ? [] : changedOnly(comparison, `${key}: response format`, responseFormat, column)),
    ...(modelConfig === null ? [] : changedOnly(comparison, `${key}: model config`, modelConfig, column)),
  ];
}

const changedOnly = (comparison: Comparison, title: string, cell: TextCell, column: number): readonly Block[] =>
  cell.change === 'same' ? [] : diffBlocks(comparison, title, cell, column);

function diffBlocks({ columns }: Comparison, title: string, cell: TextCell, column: number): readonly Block[] {
  const [left = '', right = ''] = [columns[0]?.name, columns[column]?.name];
  const whole = columns.length > 2 ? `${title} (${right})` : title;
  if (cell.diff === null) return [];
  if (cell.change === 'same') return [note({ logged: whole }, ': identical')];
  return [{ kind: 'diff', title: whole, left, right, diff: cell.diff }];
}

function exampleBlocks(comparison: Comparison): readonly Block[] {
  return comparison.inputExamples.items.flatMap(({ key, cells, differs }) =>
    comparison.columns.length === 1
      ? textBlocks(key, cells[0])
      : differs
        ? cells.slice(1).flatMap((cell, index) => diffBlocks(comparison, key, cell, index + 1))
        : [note({ logged: key }, ': identical')],
  );
}

// ------------------------------------------------------------------------------------------------ metrics and params

function metricBlocks(comparison: Comparison): readonly Block[] {
  const rows = comparison.metrics.items.map((row) => ({
    head: row.key,
    cells: row.cells.map((cell, column) => metricCell(row, cell, column)),
    differs: row.differs,
  }));
  const isSystem = new Set(comparison.metrics.items.filter(({ system }) => system).map(({ key }) => key));
  return [
    ...table(
      comparison,
      'Metric',
      rows.filter(({ head }) => !isSystem.has(head)),
    ),
    ...table(
      comparison,
      'Metric',
      rows.filter(({ head }) => isSystem.has(head)),
      'System metrics',
    ),
  ];
}

function metricCell({ best }: MetricRow, { values }: MetricCell, column: number): Cell {
  if (values === null) return logged(null);
  const { text, deltaText, percentText, verdict, delta } = values.latest;
  const moved =
    delta === null || delta === 0 ? '' : [deltaText, percentText && `(${percentText})`].filter(Boolean).join(' ');
  const said = verdict === 'better' ? '✓ better' : verdict === 'worse' ? '✗ worse' : '';
  const isBest = best.latest.includes(column) ? '★ best' : '';
  return {
    ...logged(text, [moved, said, isBest].filter(Boolean).join(' ')),
    ...(verdict === 'better' || verdict === 'worse' ? { tone: verdict } : {}),
  };
}

const paramCell = ({ text, change, deltaText, percentText }: ParamCell): Cell => ({
  ...logged(text, [deltaText, percentText && `(${percentText})`].filter(Boolean).join(' ')),
  ...mark(change),
});

/** Prompts stand in their own section. */
const paramBlocks = (comparison: Comparison): readonly Block[] =>
  table(
    comparison,
    'Parameter',
    comparison.params.items
      .filter(({ isPrompt }) => !isPrompt)
      .map(({ key, cells, differs }) => ({ head: key, cells: cells.map(paramCell), differs })),
  );

// -------------------------------------------------------------------------------------------- models and their parts

function modelBlocks(comparison: Comparison): readonly Block[] {
  return comparison.models.items.flatMap(({ key, cells, details, differs }) => {
    const versions = cells.map((cell) =>
      logged(cell.present ? [`v${cell.version}`, ...cell.registered].join(', ') : null),
    );
    const rows = [
      { head: 'Logged version', cells: versions, differs },
      ...details.map((row) => ({ head: row.label, cells: row.cells.map(paramCell), differs: row.differs })),
    ];
    const problems = cells.flatMap((cell) => cell.problems).map((problem) => note({ logged: problem }));
    return [...table(comparison, '', rows, key), ...problems];
  });
}

function signatureBlocks(comparison: Comparison): readonly Block[] {
  return comparison.signatures.models.flatMap((model) => {
    const tables = (['inputs', 'outputs', 'params'] as const).flatMap((part) =>
      table(
        comparison,
        part,
        model[part].items.map(({ path, cells, differs }) => ({ head: path, cells: cells.map(signatureCell), differs })),
        `${model.key}: ${part}`,
      ),
    );
    const verdicts = model.columns.flatMap(({ verdict, reasons }, index): readonly Block[] =>
      verdict === null
        ? []
        : [note({ logged: comparison.columns[index]?.name ?? '' }, `: ${verdict}. ${reasons.join(' ')}`)],
    );
    return tables.length === 0 ? [] : [...verdicts, ...tables];
  });
}

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
      comparison.dependencies.models.length > 1 ? key : null,
    ),
  );

function dependencyCell({ text, specifier, version, change, kind, direction }: DependencyCell): Cell {
  const said = [kind, direction].filter(Boolean).join(' ');
  return { ...logged(text === null ? null : (version ?? (specifier || 'any version')), said), ...mark(change) };
}

function artifactBlocks(comparison: Comparison): readonly Block[] {
  const rows = comparison.artifacts.items.map(({ path, cells, differs }) => ({
    head: path,
    cells: cells.map(({ sizeText, renamedFrom, sizeDeltaText, change }, column): Cell => {
      const said = column === 0 || change === 'same' ? '' : change;
      const from = renamedFrom === null ? '' : ` ${renamedFrom}`;
      return {
        ...logged(sizeText === null ? null : `${sizeText}${from}`, [sizeDeltaText, said].filter(Boolean).join(' ')),
        ...mark(change),
      };
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
        ...logged(present ? [digest, source].filter(Boolean).join(' ') : null),
        ...mark(change),
      })),
      differs,
    })),
  );
