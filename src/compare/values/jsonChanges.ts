import {
  isVerbatimArray,
  isVerbatimObject,
  parseVerbatim,
  type VerbatimJson,
  type VerbatimObject,
  verbatimText,
} from '../../model/verbatimJson.ts';
import { mergeOrder } from '../align.ts';
import type { JsonChange } from '../comparison.ts';
import { Effort, stretchesOf } from '../texts/edits.ts';

/**
 * What changed inside of a JSON object or array, in the order of the text; null where the texts are not two of a kind.
 * Numbers are compared as they are written: every digit counts. Elements of arrays are matched with equal ones first,
 * then with those of the same name, the others by position.
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
    const [own, other] = [placesOf(left.path, left.value), placesOf(right.path, right.value)];
    for (const next of elements(own, other, effort)) yield* inside(next, effort, depth + 1);
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

const placesOf = (path: string, values: JsonArray): Place[] =>
  values.map((value, index) => ({ path: `${path}[${index}]`, value }));

/** Elements that differ: those of one name are paired first, the others by position. */
function* elements(left: readonly Place[], right: readonly Place[], effort: Effort): Iterable<Pair> {
  for (const gap of matched(left, right, ({ value }) => (value === undefined ? '' : verbatimText(value)), effort)) {
    if (gap.same) continue;
    for (const part of matched(gap.left, gap.right, nameOf, effort)) {
      const longest = Math.max(part.left.length, part.right.length);
      for (let nth = 0; nth < longest; nth++) yield [part.left[nth] ?? NOWHERE, part.right[nth] ?? NOWHERE];
    }
  }
}

const NOWHERE: Place = { path: '', value: undefined };

/** Members that tell an element of a list from the others, the most telling first. */
const NAMING = ['id', 'name', 'key', 'title', 'function', 'type', 'role'] as const;

/** What an object is called, as text; of everything else nothing. */
function nameOf({ value }: Place): string {
  if (value === undefined || !isVerbatimObject(value)) return '';
  for (const member of NAMING) {
    const name = Object.hasOwn(value, member) ? value[member] : undefined;
    if (typeof name === 'string') return `${member} ${name}`;
    // Tools are described so: {"type": "function", "function": {"name": ...}}
    if (name !== undefined && isVerbatimObject(name)) return `${member} ${nameOf({ path: '', value: name })}`;
  }
  return '';
}

interface Match {
  readonly same: boolean;
  readonly left: readonly Place[];
  readonly right: readonly Place[];
}

/** Stretches of elements with equal keys, and of others, in turns. */
function matched(
  left: readonly Place[],
  right: readonly Place[],
  keyOf: (place: Place) => string,
  effort: Effort,
): Match[] {
  const matches: Match[] = [];
  let [leftAt, rightAt] = [0, 0];
  for (const stretch of stretchesOf(left.map(keyOf), right.map(keyOf), 1, effort).stretches) {
    const [leftEnd, rightEnd] = [leftAt + stretch.left, rightAt + stretch.right];
    const next = { same: stretch.same, left: left.slice(leftAt, leftEnd), right: right.slice(rightAt, rightEnd) };
    const last = matches.at(-1);
    // What was removed and what came in its place may be two stretches.
    if (last === undefined || last.same !== next.same) matches.push(next);
    else {
      matches[matches.length - 1] = {
        same: next.same,
        left: [...last.left, ...next.left],
        right: [...last.right, ...next.right],
      };
    }
    [leftAt, rightAt] = [leftEnd, rightEnd];
  }
  return matches;
}
