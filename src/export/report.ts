import type { Column, Comparison } from '../compare/comparison.ts';
import { logged, type Row, type Table, words } from './blocks.ts';
import { type ReportSection, reportSections } from './reportSections.ts';

/** A comparison as it is written down, whatever the format: titles, tables, diffs and texts in order. */
export interface Report {
  readonly title: string;
  /** What stands against what, with the verdict of each column. */
  readonly columns: Table;
  /** The answer in short. */
  readonly summary: readonly SummaryEntry[];
  readonly sections: readonly ReportSection[];
}

export interface SummaryEntry {
  readonly title: string;
  /** Of which column; empty where there are only two. */
  readonly of: string;
  readonly text: string;
}

export function reportOf(comparison: Comparison): Report {
  const { columns, summary } = comparison;
  const [baseline, ...others] = columns.map(({ name }) => name);
  const against = others.length === 1 ? others[0] : `${others.length} columns`;
  return {
    title: others.length === 0 ? (baseline ?? '') : `${against} against ${baseline}`,
    columns: columnTable(columns),
    summary: summary.lines.flatMap(({ title, cells }) =>
      cells.flatMap((cell, index) =>
        cell === null ? [] : [{ title, of: others.length > 1 ? (columns[index]?.name ?? '') : '', text: cell.text }],
      ),
    ),
    sections: reportSections(comparison),
  };
}

const KINDS = {
  run: 'run',
  loggedVersion: 'logged model version',
  modelVersion: 'registered model version',
  promptVersion: 'prompt version',
} as const;

function columnTable(columns: readonly Column[]): Table {
  const rows = columns.map((column, index): Row => {
    const verdict = index === 0 && columns.length > 1 ? 'baseline' : column.verdict.text;
    const aliases = column.aliases.map((alias) => `@${alias}`).join(' ');
    return {
      differs: true,
      cells: [
        logged(column.name),
        words(KINDS[column.kind]),
        logged([column.id, aliases].filter(Boolean).join(' ')),
        words(column.startText),
        ...(columns.length > 1 ? [words(verdict)] : []),
      ],
    };
  });
  const header = ['Name', 'Kind', 'Id', 'Started', ...(columns.length > 1 ? ['Verdict'] : [])];
  return { kind: 'table', title: null, header: header.map(words), rows };
}
