import * as z from 'zod';
import type { Int64 } from '../../model/json.ts';
import { normalise } from './normalise.ts';

/**
 * The field types of MLflow's JSON (protocol facts, section 3), as zod schemas. A required field that is missing or
 * has a wrong type gives an issue; `wire/arguments.ts` turns it into MLflow's text.
 */

export const text = z.string();
/** A required text: MLflow takes an empty one for missing. */
export const requiredText = z.string().min(1);

/** An object inside a request. */
export const message = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((value) => normalise(shape, value), z.object(shape));

/** A repeated field that must be there. It is read up to the first bad item: a million of those are one mistake. */
export const requiredList = <T extends z.ZodType>(item: T) =>
  z.array(z.unknown()).transform((values, context): z.output<T>[] => {
    const items: z.output<T>[] = [];
    for (const [index, value] of values.entries()) {
      const read = item.safeParse(value);
      if (!read.success) {
        const path = [index, ...(read.error.issues[0]?.path ?? [])];
        context.issues.push({ code: 'custom', input: value, path });
        return z.NEVER;
      }
      items.push(read.data);
    }
    return items;
  });

/** A repeated field; absent means empty. */
export const list = <T extends z.ZodType>(item: T) => requiredList(item).default([]);

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/** A 64-bit integer: a JSON number, also `3.0`, or digits as text. Exact beyond 2^53. */
export const int64 = z.unknown().transform((value, context): Int64 => {
  const number = toInteger(value);
  if (number !== undefined && number >= MIN_INT64 && number <= MAX_INT64) return number;
  context.issues.push({ code: 'custom', input: value });
  return z.NEVER;
});

/** A number that counts things, as far as a double counts. */
export const count = int64.transform((value) =>
  Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(value))),
);

/** A number of results, none of them more than `most`. */
export const countUpTo = (most: number) =>
  count.transform((value, context) => {
    if (value <= most) return value;
    context.issues.push({ code: 'custom', input: value });
    return z.NEVER;
  });

function toInteger(value: unknown): Int64 | undefined {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  if (typeof value !== 'string' || !/^-?\d{1,20}$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

const SPECIAL: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  [true, 1],
  [false, 0],
]);

/** A double: a number, a number as text, or the words that JSON has no number for. */
export const double = z.unknown().transform((value, context): number => {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const special = SPECIAL.get(value);
  if (special !== undefined) return special;
  if (typeof value === 'string' && /^-?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(value)) return Number(value);
  context.issues.push({ code: 'custom', input: value });
  return z.NEVER;
});

/** A boolean, or the words Python writes for one into a query. */
export const flag = z.preprocess((value) => {
  if (value === 'True' || value === 'true' || value === '1') return true;
  return value === 'False' || value === 'false' || value === '0' ? false : value;
}, z.boolean());

/** A name of an enumeration or its number, which counts from `first`; as in MLflow, other names count as not given. */
export const oneOf = <const T extends string>(names: readonly T[], first: number) =>
  z
    .unknown()
    .optional()
    .transform((value, context): T | undefined => {
      if (value === undefined) return undefined;
      const number = typeof value === 'number' || (typeof value === 'string' && /^\d{1,3}$/.test(value));
      const found = number ? names[Number(value) - first] : names.find((name) => name === value);
      if (found !== undefined || (typeof value === 'string' && !number)) return found;
      context.issues.push({ code: 'custom', input: value });
      return z.NEVER;
    });

export const tag = message({ key: requiredText, value: text.default('') });
export const param = tag;
