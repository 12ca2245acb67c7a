import type { DiffRow } from '../../src/compare/comparison.ts';
import { openFold, unifiedLines } from './folds.ts';
import type { Opened, Stretch, UnifiedLine } from './folds.ts';

/** One row of a drawn diff. `stop`: the first of a run of changed rows, where "next difference" stops. */
export type DiffItem =
  | { readonly kind: 'fold'; readonly key: string; readonly stretch: Stretch; readonly whole: Stretch }
  | { readonly kind: 'row'; readonly key: string; readonly row: DiffRow; readonly stop: boolean }
  | { readonly kind: 'line'; readonly key: string; readonly line: UnifiedLine; readonly stop: boolean };

/** What is drawn of a diff from top to bottom; `opened` says how much of a folded stretch is. */
export function diffItems(
  rows: readonly DiffRow[],
  stretches: readonly Stretch[],
  layout: 'split' | 'unified',
  opened: (fold: Stretch) => Opened,
): readonly DiffItem[] {
  const items = layout === 'split' ? splitItems : unifiedItems;
  return stretches.flatMap((whole) =>
    (whole.folded ? openFold(whole, opened(whole)) : [whole]).flatMap((stretch) =>
      stretch.folded
        ? [{ kind: 'fold' as const, key: `fold ${whole.first}`, stretch, whole }]
        : items(rows.slice(stretch.first, stretch.end)),
    ),
  );
}

function splitItems(rows: readonly DiffRow[]): readonly DiffItem[] {
  return rows.map((row, index) => ({
    kind: 'row',
    key: `${row.left?.number ?? ''} ${row.right?.number ?? ''}`,
    row,
    stop: row.kind !== 'same' && (rows[index - 1]?.kind ?? 'same') === 'same',
  }));
}

function unifiedItems(rows: readonly DiffRow[]): readonly DiffItem[] {
  const lines = unifiedLines(rows);
  return lines.map((line, index) => ({
    kind: 'line',
    key: `${line.left ?? ''} ${line.right ?? ''}`,
    line,
    stop: line.kind !== 'same' && (lines[index - 1]?.kind ?? 'same') === 'same',
  }));
}

/** The number of the line an item stands for: of the right text where it has one. */
export function lineNumber(item: DiffItem): number {
  if (item.kind === 'fold') return item.stretch.first + 1;
  if (item.kind === 'row') return item.row.right?.number ?? item.row.left?.number ?? 0;
  return item.line.right ?? item.line.left ?? 0;
}

/** Whether an item shows this line of a text, counted from 1. */
export function showsLine(item: DiffItem, side: 'left' | 'right', line: number): boolean {
  if (item.kind === 'fold') return false;
  if (item.kind === 'row') return item.row[side]?.number === line;
  return item.line[side] === line;
}
