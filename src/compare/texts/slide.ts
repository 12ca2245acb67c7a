import type { Edit } from './edits.ts';
import { isGap, isLineStart } from './textTokens.ts';

/** How far an addition is moved at most, in characters to either side. */
const FARTHEST = 300;

/**
 * Text that was added (or removed) between equal texts can often stand in several places: of `a b a c` beside `a c`
 * either `a b ` is new or `b a `. It is moved to where a reader would put it: to the start of a line, else of a
 * sentence, else of a word.
 */
export function atWordStarts(edits: readonly Edit[]): Edit[] {
  // What is equal may come to stand before the first change and after the last one.
  const result: Edit[] = [NOTHING, ...edits, NOTHING];
  for (const [index, edit] of [...result.entries()].slice(1, -1)) {
    if (edit.same || (edit.left !== '' && edit.right !== '')) continue;
    const before = result[index - 1]?.left ?? '';
    const after = result[index + 1]?.left ?? '';
    const place = new Place(before, edit.left + edit.right, after, index <= 2, index >= result.length - 3);
    const moved = place.best();
    if (moved === 0) continue;
    const [start, text, end] = place.movedBy(moved);
    result[index - 1] = { same: true, left: start, right: start };
    result[index] = edit.left === '' ? { ...edit, right: text } : { ...edit, left: text };
    result[index + 1] = { same: true, left: end, right: end };
  }
  return result.filter((edit) => edit.left !== '' || edit.right !== '');
}

const NOTHING: Edit = { same: true, left: '', right: '' };

class Place {
  readonly #text: string;
  /** Where in `#text` the changed text starts now, and how long it is. */
  readonly #start: number;
  readonly #length: number;
  readonly #isFirst: boolean;
  readonly #isLast: boolean;
  readonly #before: string;
  readonly #after: string;

  constructor(before: string, changed: string, after: string, isFirst: boolean, isLast: boolean) {
    this.#before = before.slice(0, -FARTHEST);
    this.#after = after.slice(FARTHEST);
    const near = before.slice(-FARTHEST);
    this.#text = near + changed + after.slice(0, FARTHEST);
    this.#start = near.length;
    this.#length = changed.length;
    this.#isFirst = isFirst && this.#before === '';
    this.#isLast = isLast && this.#after === '';
  }

  /** By how many characters to move it; 0 where it stands best. */
  best(): number {
    let best = { at: this.#start, rank: this.#rank(this.#start) };
    const consider = (at: number): void => {
      const rank = this.#rank(at);
      if (rank > best.rank) best = { at, rank };
    };
    for (let at = this.#start; at > this.#least && this.#isAlike(at - 1); at--) consider(at - 1);
    for (let at = this.#start; at < this.#most && this.#isAlike(at); at++) consider(at + 1);
    return best.at - this.#start;
  }

  movedBy(distance: number): readonly [before: string, changed: string, after: string] {
    const start = this.#start + distance;
    const end = start + this.#length;
    return [
      this.#before + this.#text.slice(0, start),
      this.#text.slice(start, end),
      this.#text.slice(end) + this.#after,
    ];
  }

  /** What is equal on both sides of a change keeps something, so that changes stay apart. */
  get #least(): number {
    return this.#isFirst ? 0 : 1;
  }

  get #most(): number {
    return this.#text.length - this.#length - (this.#isLast ? 0 : 1);
  }

  #isAlike(at: number): boolean {
    return this.#text.charCodeAt(at) === this.#text.charCodeAt(at + this.#length);
  }

  /** How good a place is: whole lines, from the start of a sentence, from the start of a word, or no better than now. */
  #rank(at: number): number {
    const text = this.#text;
    const end = at + this.#length;
    const startsLine = isLineStart(text, at);
    if (startsLine && isLineStart(text, end)) return 3;
    if (!isGap(text, at) || !isGap(text, end)) return 0;
    const before = text.slice(Math.max(0, at - 2), at);
    if (startsLine || /[.!?…:;]\s$/.test(before)) return 2;
    return /\s$/.test(before) ? 1 : 0;
  }
}
