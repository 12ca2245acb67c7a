/**
 * Messages between host and webview cross as text. JSON alone would lose bigints (64-bit steps and times), NaN and
 * infinities, so those are written as tagged values: `{"$": "bigint", "v": "9007199254740993"}`. An object that has
 * a `$` of its own is written as a list of its entries under the tag `object`, so no logged data can pose as a tag.
 */
import { ProblemError, problemOf } from './problem.ts';
import type { ProblemCode } from './problem.ts';

const TAG = '$';

/** Writes a plain value (objects, arrays, text, numbers, bigints, booleans, null, errors) as one line of text. */
export function encodeMessage(value: unknown): string {
  return JSON.stringify(value, tagged);
}

/** Reads what `encodeMessage` wrote. Errors become ProblemErrors. Throws SyntaxError on any other text. */
export function decodeMessage(text: string): unknown {
  return JSON.parse(text, untagged) as unknown;
}

function tagged(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { [TAG]: 'bigint', v: String(value) };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { [TAG]: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (value instanceof Error) return { [TAG]: 'error', ...problemOf(value) };
  if (isObject(value) && Object.hasOwn(value, TAG)) return { [TAG]: 'object', v: Object.entries(value) };
  return value;
}

function untagged(_key: string, value: unknown): unknown {
  if (!isObject(value) || !Object.hasOwn(value, TAG)) return value;
  switch (value[TAG]) {
    case 'bigint':
      return BigInt(String(value['v']));
    case 'number':
      return Number(value['v']);
    case 'error':
      return new ProblemError({ code: value['code'] as ProblemCode, message: String(value['message']) });
    case 'object':
      return Object.fromEntries(value['v'] as [string, unknown][]);
    default:
      throw new SyntaxError(`A message has the unknown tag ${JSON.stringify(value[TAG])}.`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
