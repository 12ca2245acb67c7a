import type { DiffRow, TextDiff } from '../comparison.ts';
import { addSameRows, changedRows } from './diffRows.ts';
import { type Edit, Effort, type Stretch, stretchesOf, wordEdits } from './edits.ts';
import { commonEnd, commonStart, inkLength, isLineStart, splitLines } from './textTokens.ts';

/** Steps one text diff may take, see Effort. */
export const DEFAULT_EFFORT = 2_000_000;

const LINES_ONLY = 'Too much changed to compare every word: some changed lines are marked whole.';
const BLOCK_ONLY = 'Too many lines changed to match them: everything between the first and the last change is marked.';

/**
 * Compares two texts line by line, and word by word inside the lines that changed. Swapping the texts mirrors the
 * answer; the unchanged segments of both sides are the same characters in the same order.
 */
export function diffText(left: string, right: string, effort: number = DEFAULT_EFFORT): TextDiff {
  // Of several shortest diffs the algorithm prefers one side; a fixed order of the texts makes it prefer none.
  return right < left ? mirrored(ordered(right, left, new Effort(effort))) : ordered(left, right, new Effort(effort));
}

function ordered(left: string, right: string, effort: Effort): TextDiff {
  const start = lineBefore(left, right, commonStart(left, right));
  const end = left.length - lineAfter(left, right, commonEnd(left, right, start));
  const rows: DiffRow[] = [];
  addSameRows(rows, splitLines(left.slice(0, start)), 1, 1);
  const rightEnd = right.length - left.length + end;
  const middle = addMiddleRows(rows, left.slice(start, end), right.slice(start, rightEnd), effort);
  addSameRows(rows, splitLines(left.slice(end)), middle.leftNumber, middle.rightNumber);
  return finished(left === right, rows, middle);
}

/** The start of the line, of both texts, that the first `most` characters end in. */
function lineBefore(left: string, right: string, most: number): number {
  let start = most;
  while (!(isLineStart(left, start) && isLineStart(right, start))) start--;
  return start;
}

/** How many of the last `most` characters are whole lines of both texts. */
function lineAfter(left: string, right: string, most: number): number {
  let end = most;
  while (end > 0 && !(isLineStart(left, left.length - end) && isLineStart(right, right.length - end))) end--;
  return end;
}

interface Middle {
  readonly precision: TextDiff['precision'];
  /** The numbers of the lines after it. */
  readonly leftNumber: number;
  readonly rightNumber: number;
}

/** What stands between the common start, whose rows are there, and the common end. */
function addMiddleRows(rows: DiffRow[], left: string, right: string, effort: Effort): Middle {
  const first = rows.length + 1;
  const leftLines = splitLines(left);
  const rightLines = splitLines(right);
  let precision: TextDiff['precision'] = 'words';
  let [leftAt, rightAt] = [0, 0];
  const stretches = replacements(stretchesOf(leftLines, rightLines, 1, effort).stretches);
  for (const stretch of stretches) {
    const [leftNumber, rightNumber] = [first + leftAt, first + rightAt];
    const leftHere = leftLines.slice(leftAt, (leftAt += stretch.left));
    const rightHere = rightLines.slice(rightAt, (rightAt += stretch.right));
    if (stretch.same) {
      addSameRows(rows, leftHere, leftNumber, rightNumber);
      continue;
    }
    const { edits, complete } = wordEdits(leftHere.join(''), rightHere.join(''), effort);
    const block = stretches.length === 1 && rightHere.length > 1 && !edits.some(keepsWords);
    if (!complete) precision = block ? 'block' : 'lines';
    for (const row of changedRows(edits, leftNumber, rightNumber)) rows.push(row);
  }
  return { precision, leftNumber: first + leftAt, rightNumber: first + rightAt };
}

const keepsWords = ({ same, left }: Edit): boolean => same && inkLength(left) > 0;

/** What is removed and added in one place, as one replaced stretch. */
function replacements(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last === undefined || last.same || stretch.same) result.push(stretch);
    else result[result.length - 1] = { same: false, left: last.left + stretch.left, right: last.right + stretch.right };
  }
  return result;
}

function finished(identical: boolean, rows: readonly DiffRow[], { precision }: Middle): TextDiff {
  const counts = { same: 0, added: 0, removed: 0, changed: 0 };
  for (const row of rows) counts[row.kind]++;
  return {
    identical,
    rows,
    precision,
    shortened: precision === 'words' ? null : precision === 'lines' ? LINES_ONLY : BLOCK_ONLY,
    addedLines: counts.added,
    removedLines: counts.removed,
    changedLines: counts.changed,
  };
}

const MIRROR = { same: 'same', changed: 'changed', removed: 'added', added: 'removed' } as const;

function mirrored(diff: TextDiff): TextDiff {
  return {
    ...diff,
    rows: diff.rows.map((row) => ({ kind: MIRROR[row.kind], left: row.right, right: row.left })),
    addedLines: diff.removedLines,
    removedLines: diff.addedLines,
  };
}
