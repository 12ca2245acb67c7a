/**
 * Messages between host and webview cross as text. JSON alone would lose bigints (64-bit steps and times), NaN and
 * infinities, so those are written as tagged values: `{"$": "bigint", "v": "9007199254740993"}`. An object that has
 * a `$` of its own is written as a list of its entries under the tag `object`, so no logged data can pose as a tag.
 */
import { ProblemError, problemOf } from './problem.ts';
import type { ProblemCode } from './problem.ts';

const TAG = '$';
/** How a tag begins in JSON. No text can hold this: its quotes would be escaped. */
const WRITTEN_TAG = '"$":';

type Plain = Readonly<Record<string, unknown>>;

/** Writes a plain value (objects, arrays, text, numbers, bigints, booleans, null, errors) as one line of text. */
export function encodeMessage(value: unknown): string {
  return JSON.stringify(tagged(value));
}

/** Reads what `encodeMessage` wrote. Errors become ProblemErrors. Throws SyntaxError on any other text. */
export function decodeMessage(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  return text.includes(WRITTEN_TAG) ? untagged(value) : value;
}

/**
 * The value as JSON can carry it. Whatever needs no tag stays the same object: a comparison has megabytes of text and
 * few values that do, and a replacer called for each of its members would take three times as long.
 */
function tagged(value: unknown): unknown {
  if (typeof value === 'bigint') return { [TAG]: 'bigint', v: String(value) };
  if (typeof value === 'number') {
    const isPlain = Number.isFinite(value) && !Object.is(value, -0);
    return isPlain ? value : { [TAG]: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return taggedItems(value);
  if (value instanceof Error) return { [TAG]: 'error', ...problemOf(value) };
  const members = taggedMembers(value as Plain);
  return Object.hasOwn(value, TAG) ? { [TAG]: 'object', v: Object.entries(members) } : members;
}

function taggedItems(items: readonly unknown[]): readonly unknown[] {
  let written: unknown[] | undefined;
  for (const [index, item] of items.entries()) {
    const own = tagged(item);
    if (own !== item) (written ??= [...items])[index] = own;
  }
  return written ?? items;
}

function taggedMembers(value: Plain): Plain {
  let written: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const own = tagged(value[key]);
    if (own !== value[key]) (written ??= Object.fromEntries(Object.entries(value)))[key] = own;
  }
  return written ?? value;
}

/** The value that was tagged; it is JSON that was just read, so its members are put in place. */
function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Record<string, unknown>;
  for (const key of Object.keys(members)) {
    const own = untagged(members[key]);
    if (own !== members[key]) members[key] = own;
  }
  return !Array.isArray(value) && Object.hasOwn(value, TAG) ? meantBy(members) : value;
}

function meantBy(tag: Plain): unknown {
  switch (tag[TAG]) {
    case 'bigint':
      return BigInt(String(tag['v']));
    case 'number':
      return Number(tag['v']);
    case 'error':
      return new ProblemError({ code: tag['code'] as ProblemCode, message: String(tag['message']) });
    case 'object':
      return Object.fromEntries(tag['v'] as [string, unknown][]);
    default:
      throw new SyntaxError(`A message has the unknown tag ${JSON.stringify(tag[TAG])}.`);
  }
}
