import { formatBytes } from '../../model/format.ts';
import type { SnapshotModel } from '../../model/snapshot.ts';
import { type Aligned, anyDiffers, changeOf, section } from '../align.ts';
import type { ExampleCell, ExampleRow, Section } from '../comparison.ts';
import { alignTable, type ExampleTable, readTable, tableColumns } from './exampleTable.ts';
import { layOut } from '../texts/prettyJson.ts';
import { diffText } from '../texts/textDiff.ts';

/** Characters of an example that are shown and compared; a line says how much more there is. */
const MAX_SHOWN = 200_000;

/** The input examples of the models that have one somewhere. */
export function compareExamples(models: readonly Aligned<SnapshotModel>[], effort: number): Section<ExampleRow> {
  return section(
    models.flatMap(({ key, name, cells: versions }): ExampleRow[] => {
      const saved = versions.map((version) => version?.description?.inputExample ?? null);
      return saved.every((example) => example === null) ? [] : [exampleRow(key, name, saved, effort)];
    }),
  );
}

function exampleRow(key: string, name: string, saved: readonly (string | null)[], effort: number): ExampleRow {
  const tables = saved.map((example) => (example === null ? undefined : readTable(example)));
  const columns = tableColumns(tables);
  const rowsOf = (table: ExampleTable | null | undefined): ExampleCell['table'] =>
    columns && table ? alignTable(columns, tables[0] ?? null, table) : null;
  const base = shown(saved[0] ?? null, null);
  const cells = saved.map((example, column) => {
    const here = column === 0 ? base : shown(example, base);
    const bothMissing = base === null && here === null;
    return {
      text: here?.text ?? null,
      parsed: here?.parsed ?? true,
      table: rowsOf(tables[column]),
      change: changeOf(base?.text, here?.text),
      diff: column === 0 || bothMissing ? null : diffText(base?.text ?? '', here?.text ?? '', effort),
    };
  });
  return { key, name, tableColumns: columns, cells, differs: anyDiffers(cells) };
}

interface Shown {
  readonly text: string;
  readonly parsed: boolean;
  /** What was saved, where it is not shown whole. */
  readonly long: string | null;
}

function shown(saved: string | null, base: Shown | null): Shown | null {
  if (saved === null) return null;
  const laidOut = layOut(saved, MAX_SHOWN);
  const text = laidOut?.text ?? saved;
  const parsed = laidOut !== null;
  if (laidOut?.complete !== false && text.length <= MAX_SHOWN) return { text, parsed, long: null };
  const differs = base?.long === null || base?.long === saved ? '' : ", and differs from the baseline's";
  const rest = `… the rest is not shown (${formatBytes(saved.length)} in all)${base === null ? '' : differs}`;
  return { text: `${lines(text)}\n${rest}\n`, parsed, long: saved };
}

/** Whole lines as far as there are some; no letter is cut in two. */
function lines(text: string): string {
  const cut = text.slice(0, MAX_SHOWN).replace(/[\ud800-\udbff]$/, '');
  const end = cut.lastIndexOf('\n');
  return end > MAX_SHOWN / 2 ? cut.slice(0, end) : cut;
}
