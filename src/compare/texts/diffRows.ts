import type { DiffLine, DiffRow, DiffSegment, LineEnding } from '../comparison.ts';
import type { Edit } from './edits.ts';
import { inkLength, splitLines } from './textTokens.ts';

/** Sets the lines of a changed stretch side by side: `edits` are its words, the numbers those of its first lines. */
export function changedRows(edits: readonly Edit[], leftNumber: number, rightNumber: number): DiffRow[] {
  const left = linesOf(edits, 'left', leftNumber);
  const right = linesOf(edits, 'right', rightNumber);
  const rows: (readonly DiffRow[])[] = [];
  let leftAt = 0;
  let rightAt = 0;
  for (const [leftNext, rightNext] of [...pairs(edits, left, right), [left.length, right.length] as const]) {
    rows.push(sideBySide(left.slice(leftAt, leftNext), right.slice(rightAt, rightNext)));
    const leftLine = left[leftNext];
    const rightLine = right[rightNext];
    if (leftLine && rightLine) rows.push(sideBySide([leftLine], [rightLine]));
    leftAt = leftNext + 1;
    rightAt = rightNext + 1;
  }
  return rows.flat();
}

/** Adds a row for each of the lines, which both sides have. */
export function addSameRows(rows: DiffRow[], lines: readonly string[], leftNumber: number, rightNumber: number): void {
  let number = leftNumber;
  for (const text of lines) {
    const left = sameLine(text, number);
    const right = leftNumber === rightNumber ? left : { ...left, number: number - leftNumber + rightNumber };
    rows.push({ kind: 'same', left, right });
    number++;
  }
}

function sameLine(text: string, number: number): DiffLine {
  const ending = endingOf(text);
  const line = text.slice(0, text.length - ending.length);
  const segments = line === '' ? [] : [{ text: line, changed: false, whitespace: false }];
  return { number, segments, ending, endingChanged: false };
}

function endingOf(line: string): LineEnding {
  const last = line.charCodeAt(line.length - 1);
  if (last === 0x0d) return '\r';
  if (last !== 0x0a) return '';
  return line.charCodeAt(line.length - 2) === 0x0d ? '\r\n' : '\n';
}

/** Lines without a counterpart: as far as both sides have some, each left one counts as replaced by a right one. */
function sideBySide(left: readonly DiffLine[], right: readonly DiffLine[]): DiffRow[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index): DiffRow => {
    const leftLine = left[index] ?? null;
    const rightLine = right[index] ?? null;
    if (leftLine === null) return { kind: 'added', left: null, right: rightLine };
    if (rightLine === null) return { kind: 'removed', left: leftLine, right: null };
    return { kind: 'changed', left: withEnd(leftLine, rightLine), right: withEnd(rightLine, leftLine) };
  });
}

/** A last line without a newline has no text that could be marked: it is compared with the line beside it. */
const withEnd = (line: DiffLine, other: DiffLine): DiffLine =>
  line.ending === '' && other.ending !== '' ? { ...line, endingChanged: true } : line;

/** One side of the edits, cut into lines. */
function linesOf(edits: readonly Edit[], side: 'left' | 'right', firstNumber: number): DiffLine[] {
  const lines: DiffLine[] = [];
  let segments: { text: string; changed: boolean }[] = [];
  const endLine = (ending: LineEnding, endingChanged: boolean): void => {
    lines.push({ number: firstNumber + lines.length, segments: segments.map(finished), ending, endingChanged });
    segments = [];
  };
  for (const edit of edits) {
    const changed = !edit.same;
    for (const line of splitLines(edit[side])) {
      const ending = endingOf(line);
      const text = line.slice(0, line.length - ending.length);
      const last = segments.at(-1);
      if (text !== '' && last?.changed === changed) last.text += text;
      else if (text !== '') segments.push({ text, changed });
      if (ending !== '') endLine(ending, changed);
    }
  }
  if (segments.length > 0) endLine('', false);
  return lines;
}

const finished = ({ text, changed }: { text: string; changed: boolean }): DiffSegment => ({
  text,
  changed,
  whitespace: changed && text.trim() === '',
});

interface Pair {
  readonly left: number;
  readonly right: number;
  /** Characters of equal words the two lines share. */
  ink: number;
}

/** Lines that correspond because they share enough words, in order: the choice that keeps most words face to face. */
function pairs(edits: readonly Edit[], left: readonly DiffLine[], right: readonly DiffLine[]): [number, number][] {
  if (left.length === 1 && right.length === 1) return [[0, 0]];
  const likely = sharedInk(edits).filter((pair) => {
    const least = Math.min(lineInk(left[pair.left]), lineInk(right[pair.right]));
    return pair.ink > 0 && pair.ink * 4 >= least;
  });
  return heaviestChain(likely).map((pair) => [pair.left, pair.right]);
}

const lineInk = (line: DiffLine | undefined): number =>
  (line?.segments ?? []).reduce((sum, segment) => sum + inkLength(segment.text), 0);

/** Which lines share equal words, and how many characters of them. Both numbers only grow along the list. */
function sharedInk(edits: readonly Edit[]): Pair[] {
  const result: Pair[] = [];
  let left = 0;
  let right = 0;
  for (const edit of edits) {
    if (!edit.same) {
      left += lineEnds(edit.left);
      right += lineEnds(edit.right);
      continue;
    }
    for (const line of splitLines(edit.left)) {
      const last = result.at(-1);
      if (last?.left === left && last.right === right) last.ink += inkLength(line);
      else result.push({ left, right, ink: inkLength(line) });
      if (endingOf(line) !== '') {
        left++;
        right++;
      }
    }
  }
  return result;
}

const lineEnds = (text: string): number => splitLines(text).filter((line) => endingOf(line) !== '').length;

/**
 * The chain of pairs with most ink in which no line occurs twice. The list only grows in both numbers, so the pairs
 * that may come before a pair are those before the first one that shares a line with it: one pass.
 */
function heaviestChain(list: readonly Pair[]): Pair[] {
  const best: { readonly ink: number; readonly pair: Pair | null; readonly before: number }[] = [
    { ink: 0, pair: null, before: 0 },
  ];
  let free = 0;
  for (const [index, pair] of list.entries()) {
    for (let earlier = list[free]; earlier && earlier.left < pair.left && earlier.right < pair.right;) {
      earlier = list[++free];
    }
    const taken = (best[free]?.ink ?? 0) + pair.ink;
    const skipped = best[index];
    if (skipped && skipped.ink > taken) best.push({ ink: skipped.ink, pair: null, before: index });
    else best.push({ ink: taken, pair, before: free });
  }
  const chain: Pair[] = [];
  for (let at = best.length - 1; at > 0;) {
    const step = best[at];
    if (step?.pair) chain.push(step.pair);
    at = step?.before ?? 0;
  }
  return chain.reverse();
}
