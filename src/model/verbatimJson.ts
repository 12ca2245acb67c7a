import type { Int64 } from './json.ts';
import { isReadable } from './jsonExtent.ts';

/**
 * JSON whose numbers keep the characters they were written with: `1.0` stays `1.0`, which a Python client reads back
 * as a float and not as an int. For what a user stores with us and nobody here calculates with.
 */
export type VerbatimJson = null | boolean | string | VerbatimNumber | readonly VerbatimJson[] | VerbatimObject;

export interface VerbatimObject {
  readonly [key: string]: VerbatimJson;
}

/** A number as its characters, which only `verbatimText` writes. */
export interface VerbatimNumber {
  readonly rawJSON: string;
}

interface RawJson {
  rawJSON(this: void, text: string): VerbatimNumber;
  isRawJSON(this: void, value: unknown): boolean;
}

const { rawJSON, isRawJSON } = JSON as unknown as RawJson;

/** Parses JSON text. Throws SyntaxError on anything but JSON and on text too deep or too large to be read. */
export function parseVerbatim(text: string): VerbatimJson {
  if (!isReadable(text)) throw new SyntaxError('JSON too deep or of too many values');
  return JSON.parse(text, keepNumber) as VerbatimJson;
}

function keepNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? rawJSON(context.source) : value;
}

export const verbatimInteger = (value: Int64): VerbatimNumber => rawJSON(String(value));

export const verbatimText = (value: VerbatimJson): string => JSON.stringify(value);

/** The same text for values that differ in the order of their keys alone. */
export function canonicalText(value: VerbatimJson): string {
  if (isVerbatimArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isVerbatimObject(value)) return verbatimText(value);
  const entries = Object.keys(value).toSorted();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`).join(',')}}`;
}

export const isVerbatimArray = (value: VerbatimJson): value is readonly VerbatimJson[] => Array.isArray(value);

export const isVerbatimNumber = (value: VerbatimJson): value is VerbatimNumber => isRawJSON(value);

export const isVerbatimObject = (value: VerbatimJson): value is VerbatimObject =>
  typeof value === 'object' && value !== null && !isVerbatimArray(value) && !isRawJSON(value);
