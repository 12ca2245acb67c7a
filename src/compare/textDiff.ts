import type { DiffRow, TextDiff } from './comparison.ts';
import { changedRows, sameRows } from './diffRows.ts';
import { editsOf, Effort, wordEdits } from './edits.ts';
import { splitLines } from './textTokens.ts';

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
  const leftLines = splitLines(left);
  const rightLines = splitLines(right);
  const start = commonStart(leftLines, rightLines);
  const end = commonEnd(leftLines, rightLines, start);
  const leftEnd = leftLines.length - end;
  const rightEnd = rightLines.length - end;
  const middle = middleRows(leftLines.slice(start, leftEnd), rightLines.slice(start, rightEnd), start + 1, effort);
  const rows = [
    sameRows(leftLines.slice(0, start), 1, 1),
    middle.rows,
    sameRows(leftLines.slice(leftEnd), leftEnd + 1, rightEnd + 1),
  ].flat();
  return finished(rows, middle.precision);
}

interface Middle {
  readonly rows: readonly DiffRow[];
  readonly precision: TextDiff['precision'];
}

/** What stands between the common start and the common end; both sides begin at line `first`. */
function middleRows(left: readonly string[], right: readonly string[], first: number, effort: Effort): Middle {
  const lines = editsOf(left, right, effort);
  if (lines === undefined) {
    const block = { same: false, left: left.join(''), right: right.join('') };
    return { rows: changedRows([block], first, first), precision: 'block' };
  }
  const rows: (readonly DiffRow[])[] = [];
  let precision: TextDiff['precision'] = 'words';
  let leftNumber = first;
  let rightNumber = first;
  for (const edit of lines) {
    const editLines = splitLines(edit.left);
    if (edit.same) {
      rows.push(sameRows(editLines, leftNumber, rightNumber));
    } else {
      const words = wordEdits(edit.left, edit.right, effort);
      if (!words.complete) precision = 'lines';
      rows.push(changedRows(words.edits, leftNumber, rightNumber));
    }
    leftNumber += editLines.length;
    rightNumber += splitLines(edit.right).length;
  }
  return { rows: rows.flat(), precision };
}

function finished(rows: readonly DiffRow[], precision: TextDiff['precision']): TextDiff {
  const count = (kind: DiffRow['kind']): number => rows.filter((row) => row.kind === kind).length;
  return {
    identical: rows.every((row) => row.kind === 'same'),
    rows,
    precision,
    shortened: precision === 'words' ? null : precision === 'lines' ? LINES_ONLY : BLOCK_ONLY,
    addedLines: count('added'),
    removedLines: count('removed'),
    changedLines: count('changed'),
  };
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}

function commonEnd(left: readonly string[], right: readonly string[], start: number): number {
  const most = Math.min(left.length, right.length) - start;
  let count = 0;
  while (count < most && left[left.length - 1 - count] === right[right.length - 1 - count]) count++;
  return count;
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
