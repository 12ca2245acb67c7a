import type { Column, Comparison, SectionName } from '../compare/comparison.ts';
import { type Cell, type Line, logged, type Row, type Table, words } from './blocks.ts';
import { type ReportSection, reportSections } from './reportSections.ts';

/** A comparison as it is written down, whatever the format: titles, tables, diffs and texts in order. */
export interface Report {
  readonly title: Line;
  /** What stands against what, with the verdict of each column. */
  readonly columns: Table;
  /** The answer in short. */
  readonly summary: readonly SummaryEntry[];
  readonly sections: readonly ReportSection[];
}

export interface SummaryEntry {
  readonly section: SectionName;
  readonly title: string;
  /** Of which columns; empty where it is said of all that stand against the baseline. */
  readonly of: readonly string[];
  readonly text: string;
}

export function reportOf(given: Comparison): Report {
  const comparison = { ...given, columns: withOwnNames(given.columns) };
  return {
    title: titleOf(comparison.columns.map(({ name }) => name)),
    columns: columnTable(comparison.columns),
    summary: summaryOf(comparison),
    sections: reportSections(comparison),
  };
}

function titleOf([baseline = '', ...others]: readonly string[]): Line {
  const [only] = others;
  if (only === undefined) return [{ logged: baseline }];
  return [others.length === 1 ? { logged: only } : `${others.length} columns`, ' against ', { logged: baseline }];
}

/** What is said of several columns in the same words is said once. */
function summaryOf({ columns, summary }: Comparison): readonly SummaryEntry[] {
  return summary.lines.flatMap(({ section, title, cells }) => {
    const groups = Map.groupBy(
      cells.flatMap((cell, column) => (cell === null ? [] : [{ text: cell.text, column }])),
      ({ text }) => text,
    );
    return [...groups].map(([text, group]) => ({
      section,
      title,
      of: group.length === columns.length - 1 ? [] : group.map(({ column }) => columns[column]?.name ?? ''),
      text,
    }));
  });
}

const KINDS = {
  run: 'run',
  loggedVersion: 'logged model version',
  modelVersion: 'registered model version',
  promptVersion: 'prompt version',
} as const;

const SHORT_KINDS = {
  run: 'run',
  loggedVersion: 'logged',
  modelVersion: 'registered',
  promptVersion: 'prompt',
} as const;

/** Characters of an id that tell it from others. */
const SHORT_ID = 8;

/** Columns of one name are told apart by what they are, by their ids, or by their places. */
function withOwnNames(columns: readonly Column[]): readonly Column[] {
  const namings: readonly ((column: Column, index: number) => string)[] = [
    ({ name }) => name,
    ({ name, kind }) => `${name} (${SHORT_KINDS[kind]})`,
    ({ name, id }) => `${name} (${id.slice(0, SHORT_ID)})`,
  ];
  const taken = namings.map((naming) => Map.groupBy(columns.map(naming), (name) => name));
  return columns.map((column, index) => {
    const own = namings.map((naming) => naming(column, index));
    const unique = own.find((name, naming) => taken[naming]?.get(name)?.length === 1);
    return { ...column, name: unique ?? `${column.name} (column ${index + 1})` };
  });
}

const toneOf = ({ verdict: { outcome } }: Column): Pick<Cell, 'tone'> =>
  outcome === 'better' || outcome === 'worse' ? { tone: outcome } : {};

function columnTable(columns: readonly Column[]): Table {
  const isAlone = columns.length === 1;
  const rows = columns.map((column, index): Row => {
    const verdict = index === 0 ? 'baseline' : column.verdict.text;
    const aliases = column.aliases.map((alias) => `@${alias}`).join(' ');
    return {
      differs: true,
      cells: [
        logged(column.name),
        ...(isAlone ? [] : [{ ...words(verdict), ...toneOf(column) }]),
        words(KINDS[column.kind]),
        words(column.startText.replace('T', ' ').replace('Z', ' UTC')),
        logged([column.id, aliases].filter(Boolean).join(' ')),
      ],
    };
  });
  const hasRun = columns.some(({ kind }) => kind === 'run');
  const header = ['Name', ...(isAlone ? [] : ['Verdict']), 'Kind', hasRun ? 'Started' : 'Created', 'Id'];
  return { kind: 'table', title: null, header: header.map(words), rows };
}
