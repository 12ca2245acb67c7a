import type { DiffLine, DiffRow } from '../../src/compare/comparison.ts';

/** Unchanged rows left standing before and after a changed one. */
const CONTEXT = 3;
/** Fewer unchanged rows than this are not worth folding. */
const LEAST = 5;

/** Consecutive rows that are shown, or that are folded until the reader opens them. */
export interface Stretch {
  readonly folded: boolean;
  /** The index of the first of its rows in the whole diff. */
  readonly first: number;
  readonly rows: readonly DiffRow[];
}

/** A diff's rows, whole and in order, with the long unchanged stretches folded. */
export function foldRows(rows: readonly DiffRow[]): readonly Stretch[] {
  const near = nearChange(rows);
  const stretches: Stretch[] = [];
  for (let first = 0; first < rows.length;) {
    const end = endOfStretch(near, first);
    const folded = near[first] === false && end - first >= LEAST;
    const before = stretches.at(-1);
    const part = rows.slice(first, end);
    if (folded || before === undefined || before.folded) stretches.push({ folded, first, rows: part });
    else stretches.splice(-1, 1, { ...before, rows: [...before.rows, ...part] });
    first = end;
  }
  return stretches;
}

/** For every row whether it is changed or stands close to one that is. */
function nearChange(rows: readonly DiffRow[]): readonly boolean[] {
  const near = rows.map(() => false);
  rows.forEach((row, index) => {
    if (row.kind !== 'same') near.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  return near;
}

function endOfStretch(near: readonly boolean[], start: number): number {
  const end = near.indexOf(near[start] !== true, start);
  return end === -1 ? near.length : end;
}

/** The first stretches, with about `most` rows to draw; a folded stretch is drawn as one. */
export function cutStretches(stretches: readonly Stretch[], most: number): readonly Stretch[] {
  const cut: Stretch[] = [];
  let room = most;
  for (const stretch of stretches) {
    if (room <= 0) break;
    cut.push(stretch.folded ? stretch : { ...stretch, rows: stretch.rows.slice(0, room) });
    room -= stretch.folded ? 1 : stretch.rows.length;
  }
  return cut;
}

/** How many rows are drawn for these stretches. */
export function drawnRows(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { folded, rows }) => sum + (folded ? 1 : rows.length), 0);
}

export interface UnifiedLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly line: DiffLine;
  /** Line numbers in the left and the right text; null where the line is not in it. */
  readonly left: number | null;
  readonly right: number | null;
  /** Whether the line replaces another one, or is replaced by it. */
  readonly paired: boolean;
}

/** A diff's rows as one column: in every changed block the left lines, then the right ones. */
export function unifiedLines(rows: readonly DiffRow[]): readonly UnifiedLine[] {
  const lines: UnifiedLine[] = [];
  let added: UnifiedLine[] = [];
  for (const { kind, left, right } of rows) {
    if (kind === 'same' && right !== null) {
      lines.push(...added, { kind, line: right, left: left?.number ?? null, right: right.number, paired: false });
      added = [];
      continue;
    }
    const paired = kind === 'changed';
    if (left !== null) lines.push({ kind: 'removed', line: left, left: left.number, right: null, paired });
    if (right !== null) added.push({ kind: 'added', line: right, left: null, right: right.number, paired });
  }
  return [...lines, ...added];
}
