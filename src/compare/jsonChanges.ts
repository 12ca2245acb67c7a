import {
  isVerbatimArray,
  isVerbatimObject,
  parseVerbatim,
  type VerbatimJson,
  type VerbatimObject,
  verbatimText,
} from '../model/verbatimJson.ts';
import { mergeOrder } from './align.ts';
import type { JsonChange } from './comparison.ts';
import { Effort, stretchesOf } from './edits.ts';

/**
 * What changed inside of a JSON object or array, in the order of the text; null where the texts are not two of a kind.
 * Numbers are compared as they are written: every digit counts. Elements of arrays are matched with equal ones first,
 * the others of a stretch by position.
 */
export function jsonChanges(before: JsonText, after: JsonText, effort: number): readonly JsonChange[] | null {
  if (before.value === null || after.value === null) return null;
  if (isVerbatimArray(before.value) !== isVerbatimArray(after.value)) return null;
  // Of several ways to match elements the algorithm prefers one side; a fixed order of the texts makes it prefer none.
  const isOrdered = before.text <= after.text;
  const [left, right] = isOrdered ? [before, after] : [after, before];
  const whole: Pair = [
    { path: '', value: left.value },
    { path: '', value: right.value },
  ];
  return [...inside(whole, new Effort(effort))].map(([a, b]) =>
    isOrdered ? changeBetween(a, b) : changeBetween(b, a),
  );
}

/** A text, and what it says where that is a JSON object or array. */
export interface JsonText {
  readonly text: string;
  readonly value: VerbatimJson;
}

export const jsonText = (text: string): JsonText => ({ text, value: structureOf(text) });

/** What the text holds where that is an object or an array, which is never null; null for every other text. */
export function structureOf(text: string): VerbatimJson {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return parseVerbatim(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A value and where it stands; undefined where there is none. */
interface Place {
  readonly path: string;
  readonly value: VerbatimJson | undefined;
}

type Pair = readonly [Place, Place];

function changeBetween({ path, value }: Place, now: Place): JsonChange {
  const before = value === undefined ? null : verbatimText(value);
  const after = now.value === undefined ? null : verbatimText(now.value);
  return {
    path: after === null ? path : now.path,
    before,
    after,
    change: before === null ? 'added' : after === null ? 'removed' : 'changed',
  };
}

/** What is nested deeper is compared whole. */
const MAX_DEPTH = 20;

function* inside(pair: Pair, effort: Effort, depth = 0): Iterable<Pair> {
  const [left, right] = pair;
  if (left.value === undefined || right.value === undefined) {
    yield pair;
  } else if (depth < MAX_DEPTH && isVerbatimArray(left.value) && isVerbatimArray(right.value)) {
    for (const next of elements(left.path, left.value, right.path, right.value, effort)) {
      yield* inside(next, effort, depth + 1);
    }
  } else if (depth < MAX_DEPTH && isVerbatimObject(left.value) && isVerbatimObject(right.value)) {
    for (const next of members(left.path, left.value, right.path, right.value)) yield* inside(next, effort, depth + 1);
  } else if (verbatimText(left.value) !== verbatimText(right.value)) {
    yield pair;
  }
}

type JsonArray = readonly VerbatimJson[];

function* members(leftPath: string, left: VerbatimObject, rightPath: string, right: VerbatimObject): Iterable<Pair> {
  for (const name of mergeOrder([Object.keys(left), Object.keys(right)])) {
    yield [
      { path: memberPath(leftPath, name), value: Object.hasOwn(left, name) ? left[name] : undefined },
      { path: memberPath(rightPath, name), value: Object.hasOwn(right, name) ? right[name] : undefined },
    ];
  }
}

function memberPath(path: string, name: string): string {
  const written = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? name : JSON.stringify(name);
  return path === '' ? written : `${path}.${written}`;
}

function* elements(
  leftPath: string,
  left: JsonArray,
  rightPath: string,
  right: JsonArray,
  effort: Effort,
): Iterable<Pair> {
  const { stretches } = stretchesOf(left.map(verbatimText), right.map(verbatimText), 1, effort);
  let [leftAt, rightAt, leftEnd, rightEnd] = [0, 0, 0, 0];
  for (const stretch of [...stretches, { same: true, left: 0, right: 0 }]) {
    // What was removed and what came in its place may be two stretches: both wait for the next equal elements.
    if (stretch.same) {
      while (leftAt < leftEnd || rightAt < rightEnd) {
        yield [
          { path: `${leftPath}[${leftAt}]`, value: leftAt < leftEnd ? left[leftAt++] : undefined },
          { path: `${rightPath}[${rightAt}]`, value: rightAt < rightEnd ? right[rightAt++] : undefined },
        ];
      }
      [leftAt, rightAt] = [leftEnd + stretch.left, rightEnd + stretch.right];
    }
    leftEnd += stretch.left;
    rightEnd += stretch.right;
  }
}
