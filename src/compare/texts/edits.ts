import { diffArrays } from 'diff';
import { anchorsOf } from './anchors.ts';
import { atWordStarts } from './slide.ts';
import { commonWordEnds, inkLength, splitWords } from './textTokens.ts';

/** A stretch of two texts: equal on both sides (`same`), or the left one replaced by the right one. */
export interface Edit {
  readonly same: boolean;
  readonly left: string;
  readonly right: string;
}

/** A stretch of two lists, as how many pieces it takes of each. */
export interface Stretch {
  readonly same: boolean;
  readonly left: number;
  readonly right: number;
}

/**
 * How much work one comparison may still take, in steps of the edit graph. It is counted, not timed, so that the same
 * texts give the same answer on every machine: two million steps take about a tenth of a second.
 */
export class Effort {
  #steps: number;

  constructor(steps: number) {
    this.#steps = steps;
  }

  /** The greatest edit distance to look for now: one attempt takes at most half of what is left. */
  get maxDistance(): number {
    return Math.floor(Math.sqrt(this.#steps / 2));
  }

  spend(distance: number): void {
    this.#steps = Math.max(0, this.#steps - distance * distance);
  }
}

/** So many comparisons may take the whole effort each; more of them share what those would take. */
const WHOLE_EFFORTS = 20;

/** What each of several comparisons may take, so that a thousand of them are no thousand times as long. */
export const sharedEffort = (effort: number, comparisons: number): number =>
  comparisons <= WHOLE_EFFORTS ? effort : Math.floor((effort * WHOLE_EFFORTS) / comparisons);

export interface Stretches {
  readonly stretches: readonly Stretch[];
  /** False when some replaced stretch is whole, its pieces not compared: they were too unlike for the effort left. */
  readonly complete: boolean;
}

/** So few changes are looked for at once; for more it pays to number the pieces first, and to see whether there is hope. */
const FEW = 100;

/**
 * The shortest way from one list of pieces to the other. Where that is too far, the lists are cut at `run` (a power of
 * two) pieces in a row that each has once, and the way is looked for between the cuts.
 */
export function stretchesOf(left: string[], right: string[], run: number, effort: Effort): Stretches {
  const limit = effort.maxDistance;
  const near = shortestEdit(left, right, Math.min(FEW, limit), effort);
  if (near !== undefined) return { stretches: near, complete: true };
  const { lists, leastDistance } = numbered(left, right);
  const far = leastDistance > limit ? undefined : shortestEdit(lists.left, lists.right, limit, effort);
  if (far !== undefined) return { stretches: far, complete: true };
  const shared = (left.length + right.length - leastDistance) / 2;
  if (shared < run) return { stretches: [{ same: false, left: left.length, right: right.length }], complete: false };
  return betweenAnchors(lists, run, effort);
}

function betweenAnchors(lists: Numbered['lists'], run: number, effort: Effort): Stretches {
  const { left, right } = lists;
  const stretches: Stretch[] = [];
  let complete = true;
  let [leftAt, rightAt] = [0, 0];
  const end = { left: left.length, right: right.length, length: 0 };
  const anchors = anchorsOf(lists, run);
  for (const anchor of [...anchors, end]) {
    const gap = { same: false, left: anchor.left - leftAt, right: anchor.right - rightAt };
    const inside =
      anchors.length === 0
        ? undefined
        : shortestEdit(left.slice(leftAt, anchor.left), right.slice(rightAt, anchor.right), effort.maxDistance, effort);
    complete &&= inside !== undefined || gap.left === 0 || gap.right === 0;
    stretches.push(...(inside ?? [gap]), { same: true, left: anchor.length, right: anchor.length });
    [leftAt, rightAt] = [anchor.left + anchor.length, anchor.right + anchor.length];
  }
  return { stretches: stretches.filter((stretch) => stretch.left + stretch.right > 0), complete };
}

function shortestEdit<T>(left: T[], right: T[], limit: number, effort: Effort): Stretch[] | undefined {
  const changes = diffArrays(left, right, { maxEditLength: limit });
  if (changes === undefined) {
    effort.spend(limit);
    return undefined;
  }
  const distance = changes.reduce((sum, { count, removed, added }) => (removed || added ? sum + count : sum), 0);
  effort.spend(distance);
  return changes.map(({ count, removed, added }) => {
    return { same: !removed && !added, left: added ? 0 : count, right: removed ? 0 : count };
  });
}

interface Numbered {
  /** Equal pieces as equal numbers, which compare faster. */
  readonly lists: { readonly left: number[]; readonly right: number[]; readonly size: number };
  /** Pieces that occur more often on one side must be removed or added: it rules out hopeless work. */
  readonly leastDistance: number;
}

function numbered(left: readonly string[], right: readonly string[]): Numbered {
  const numberOf = new Map<string, number>();
  const surplus: number[] = [];
  const number = (piece: string, side: 1 | -1): number => {
    const known = numberOf.get(piece) ?? numberOf.size;
    if (known === surplus.length) numberOf.set(piece, surplus.push(0) - 1);
    surplus[known] = (surplus[known] ?? 0) + side;
    return known;
  };
  const numbers = { left: left.map((piece) => number(piece, 1)), right: right.map((piece) => number(piece, -1)) };
  return {
    lists: { ...numbers, size: numberOf.size },
    leastDistance: surplus.reduce((sum, count) => sum + Math.abs(count), 0),
  };
}

export interface WordEdits {
  readonly edits: readonly Edit[];
  /** False when some replaced stretch is whole, its words not compared. */
  readonly complete: boolean;
}

/** So many words, signs and gaps in a row, once in each text, are taken to belong together. */
const WORDS_IN_A_ROW = 8;

/** The edits of a text, word by word. */
export function wordEdits(left: string, right: string, effort: Effort): WordEdits {
  const { start, end } = commonWordEnds(left, right);
  const middle = middleEdits(left.slice(start, left.length - end), right.slice(start, right.length - end), effort);
  const edits = joined([kept(left.slice(0, start)), ...middle.edits, kept(left.slice(left.length - end))]);
  return { edits: atWordStarts(edits), complete: middle.complete };
}

function middleEdits(left: string, right: string, effort: Effort): WordEdits {
  if (left === '' || right === '') return { edits: [{ same: false, left, right }], complete: true };
  const leftWords = splitWords(left);
  const rightWords = splitWords(right);
  const { stretches, complete } = stretchesOf(leftWords, rightWords, WORDS_IN_A_ROW, effort);
  const leftCut = cutter(left, leftWords);
  const rightCut = cutter(right, rightWords);
  const edits = stretches.map(({ same, ...count }) => ({
    same,
    left: leftCut(count.left),
    right: rightCut(count.right),
  }));
  return { edits: withoutSpeckles(joined(edits)), complete };
}

/** Takes the next so many pieces of a text, as one. */
function cutter(text: string, pieces: readonly string[]): (count: number) => string {
  let piece = 0;
  let end = 0;
  return (count) => {
    const start = end;
    for (const last = piece + count; piece < last; piece++) end += pieces[piece]?.length ?? 0;
    return text.slice(start, end);
  };
}

const kept = (text: string): Edit => ({ same: true, left: text, right: text });

/** Neighbours of one kind as one edit, without empty ones. */
function joined(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (edit.left === '' && edit.right === '') continue;
    if (last?.same !== edit.same) result.push(edit);
    else result[result.length - 1] = { ...edit, left: last.left + edit.left, right: last.right + edit.right };
  }
  return result;
}

/**
 * Equal words that stand alone between long changes ("the", a space, a comma) are chance, and marking around them makes
 * a rewritten sentence unreadable: they join the changes on both sides of them.
 */
function withoutSpeckles(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const [index, edit] of edits.entries()) {
    const before = result.at(-1);
    const after = edits[index + 1];
    const speckle = edit.same && before !== undefined && after !== undefined && isSpeckle(edit.left, before, after);
    if (before !== undefined && !before.same && (speckle || !edit.same)) {
      result[result.length - 1] = { same: false, left: before.left + edit.left, right: before.right + edit.right };
    } else {
      result.push(edit);
    }
  }
  return result;
}

function isSpeckle(text: string, before: Edit, after: Edit): boolean {
  if (before.same || after.same || /[\r\n]/.test(text)) return false;
  const around = Math.min(weight(before), weight(after));
  const ink = inkLength(text);
  return around > 0 && ink <= SPECKLE && ink * 3 <= around;
}

/** More ink than this in a row is no chance. */
const SPECKLE = 24;

const weight = (edit: Edit): number => Math.max(inkLength(edit.left), inkLength(edit.right));
