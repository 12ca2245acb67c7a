/**
 * JSON that keeps every digit. Integers beyond 2^53 (64-bit steps, nanosecond times) become bigints and are written
 * back as plain JSON numbers, as MLflow's protocol has them.
 */

/** An integer of 64 bits: a number while it is exact as one, a bigint beyond 2^53. */
export type Int64 = number | bigint;

interface ReviverContext {
  readonly source?: string;
}

/** Digits enough for an integer that a double may not hold: looking at every value for one takes fifty times as long. */
const LONG_NUMBER = /(?:^|[\s,:[-])\d{16,}(?![\d.eE])/;

/** Parses JSON text; integers that a double cannot hold become bigints. Throws SyntaxError on anything but JSON. */
export function parseJson(text: string): unknown {
  return (LONG_NUMBER.test(text) ? JSON.parse(text, exactInteger) : JSON.parse(text)) as unknown;
}

function exactInteger(_key: string, value: unknown, context?: ReviverContext): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** Parses JSON text and keeps numbers as they are written, `9.0` for example, for `stringifyJson` to write them so. */
export function parseJsonLiterally(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: ReviverContext) =>
    typeof value === 'number' ? rawJson(context?.source ?? String(value)) : value,
  ) as unknown;
}

/**
 * Writes JSON with bigints as plain numbers and the sign of a zero. Non-finite numbers become the strings MLflow uses
 * for them.
 */
export function stringifyJson(value: unknown, indent?: number): string {
  // A replacer is called for every value and takes ten times as long as looking whether one is needed.
  return isPlain(value) ? JSON.stringify(value, undefined, indent) : JSON.stringify(value, replaceExact, indent);
}

/** Whether JSON itself writes everything in the value as it is. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  if (Array.isArray(value)) return value.every(isPlain);
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

const rawJson = (JSON as unknown as { rawJSON(this: void, text: string): unknown }).rawJSON;

function replaceExact(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return rawJson(String(value));
  if (Object.is(value, -0)) return rawJson('-0');
  if (typeof value === 'number' && !Number.isFinite(value)) return metricText(value);
  return value;
}

/** The text MLflow's JSON has for a double that JSON itself cannot hold; digits for every other. */
export function metricText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return 'Infinity';
  if (value === -Infinity) return '-Infinity';
  return String(value);
}

/** The smallest exact form of a 64-bit integer. */
export function int64(value: Int64): Int64 {
  return typeof value === 'bigint' && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    ? Number(value)
    : value;
}
