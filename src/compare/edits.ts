import { diffArrays } from 'diff';
import { splitSentences, splitWords } from './textTokens.ts';

/** A stretch of two texts: equal on both sides (`same`), or the left one replaced by the right one. */
export interface Edit {
  readonly same: boolean;
  readonly left: string;
  readonly right: string;
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

/** The edits between two lists of pieces; undefined when they are too unlike for the effort that is left. */
export function editsOf(left: readonly string[], right: readonly string[], effort: Effort): Edit[] | undefined {
  const limit = effort.maxDistance;
  if (leastDistance(left, right) > limit) return undefined;
  const changes = diffArrays([...left], [...right], { maxEditLength: limit });
  if (changes === undefined) {
    effort.spend(limit);
    return undefined;
  }
  const edits: Edit[] = [];
  let distance = 0;
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '' || added !== '') edits.push({ same: false, left: removed, right: added });
    removed = added = '';
  };
  for (const { value, removed: isRemoved, added: isAdded } of changes) {
    const text = value.join('');
    if (isRemoved || isAdded) distance += value.length;
    if (isRemoved) removed += text;
    else if (isAdded) added += text;
    else {
      flush();
      edits.push({ same: true, left: text, right: text });
    }
  }
  flush();
  effort.spend(distance);
  return edits;
}

/** Pieces that occur more often on one side must be removed or added: found in one pass, it rules out hopeless work. */
function leastDistance(left: readonly string[], right: readonly string[]): number {
  const surplus = new Map<string, number>();
  for (const piece of left) surplus.set(piece, (surplus.get(piece) ?? 0) + 1);
  for (const piece of right) surplus.set(piece, (surplus.get(piece) ?? 0) - 1);
  let distance = 0;
  for (const count of surplus.values()) distance += Math.abs(count);
  return distance;
}

export interface WordEdits {
  readonly edits: readonly Edit[];
  /** False when some replaced stretch is whole, its words not compared. */
  readonly complete: boolean;
}

/** Word by word; where the texts are too unlike for that, sentence by sentence and word by word inside those. */
export function wordEdits(left: string, right: string, effort: Effort): WordEdits {
  const whole: Edit = { same: false, left, right };
  if (left === '' || right === '') return { edits: [whole], complete: true };
  const words = editsOf(splitWords(left), splitWords(right), effort);
  if (words !== undefined) return { edits: withoutSpeckles(words), complete: true };
  const sentences = editsOf(splitSentences(left), splitSentences(right), effort);
  if (sentences === undefined || !sentences.some((edit) => edit.same)) return { edits: [whole], complete: false };
  let complete = true;
  const edits = sentences.flatMap((edit): readonly Edit[] => {
    if (edit.same || edit.left === '' || edit.right === '') return [edit];
    const inside = editsOf(splitWords(edit.left), splitWords(edit.right), effort);
    complete &&= inside !== undefined;
    return inside === undefined ? [edit] : withoutSpeckles(inside);
  });
  return { edits, complete };
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

function isSpeckle(kept: string, before: Edit, after: Edit): boolean {
  if (before.same || after.same || /[\r\n]/.test(kept)) return false;
  const around = Math.min(weight(before), weight(after));
  return around > 0 && inkLength(kept) * 3 <= around;
}

const weight = (edit: Edit): number => Math.max(inkLength(edit.left), inkLength(edit.right));

/** How many characters of a text are not white space. */
export const inkLength = (text: string): number => text.replace(/\s+/g, '').length;
