import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import { invalid, type UserError } from '../../model/errors.ts';
import { jsonExtent } from '../../model/jsonExtent.ts';
import { parseJson, parseJsonLiterally, stringifyJson } from '../../model/json.ts';
import type { Query } from '../target.ts';
import { normalise } from './normalise.ts';

/** Deeper than any message of the protocol; a parser's stack is not ours to fill. */
const MAX_DEPTH = 64;
/** More than any message of the protocol: a body of a few megabytes must not become gigabytes of objects. */
const MAX_VALUES = 1_000_000;
const SEE_DOCS = 'See the API docs for more information about request parameters.';

/** The arguments of a GET: repeated keys where the field is a list, else the first one. */
export function queryArguments(schema: z.ZodObject, query: Query): Readonly<Record<string, unknown>> {
  const sent: Record<string, unknown> = {};
  for (const [key, values] of query) {
    if (Object.hasOwn(Object.prototype, key)) continue;
    sent[key] = isList(schema.shape[key]) ? values : values[0];
  }
  return sent;
}

/** The arguments of a JSON body. No body is an empty object; JSON written as a JSON string is unwrapped. */
export function bodyArguments(body: Buffer): unknown {
  if (!isUtf8(body)) throw notUnicode();
  const source = body.toString('utf8');
  if (source.trim() === '') return {};
  const value = parseBody(source);
  return typeof value === 'string' ? parseBody(value) : value;
}

/**
 * Checks arguments against a schema; `params` of the path win. Throws INVALID_PARAMETER_VALUE with MLflow's texts, which
 * show a number as it stands in `body`.
 */
export function readArguments<S extends z.ZodObject>(
  schema: S,
  sent: unknown,
  params: Readonly<Record<string, string>>,
  body: Buffer,
): z.output<S> {
  const fields = normalise(schema.shape, sent);
  const given =
    typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? { ...fields, ...params } : fields;
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw explain(result.error.issues[0], given, body);
}

/** MLflow's text for a field that must be there. */
export function missing(parameter: string): UserError {
  return invalid(`Missing value for required parameter '${parameter}'. ${SEE_DOCS}`);
}

function parseBody(source: string): unknown {
  assertModest(source);
  if (hasLoneSurrogate(source)) throw notUnicode();
  // No field of the protocol has this name, and it is no harmless one in JavaScript.
  if (/"__proto__"\s*:/.test(withoutEscapedLetters(source))) throw malformed();
  try {
    return parseJson(source);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed();
    throw error;
  }
}

function assertModest(source: string): void {
  const { depth, values } = jsonExtent(source);
  if (depth > MAX_DEPTH) throw malformed();
  if (values > MAX_VALUES) throw invalid(`The request body holds more than ${MAX_VALUES} values.`);
}

/** Whether an escape stands for half a character: such a text cannot be kept, SQLite would keep another one. */
function hasLoneSurrogate(source: string): boolean {
  if (!/\\ud/i.test(source)) return false;
  // Escapes one after another, so that an escaped back-slash before "u" begins none.
  for (const [, lone] of source.matchAll(/\\(?:ud[89ab]..\\ud[c-f]|u(d[89a-f])|.)/gis)) if (lone) return true;
  return false;
}

function withoutEscapedLetters(source: string): string {
  if (!source.includes('\\u00')) return source;
  return source.replace(/\\u00([567][\da-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function explain(issue: z.core.$ZodIssue | undefined, given: unknown, body: Buffer): UserError {
  const path = issue?.path ?? [];
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  const parameter = name.replace(/^\./, '');
  if (parameter === '') return malformed();
  const value = at(given, path);
  if (value === undefined || (value === '' && issue?.code === 'too_small')) return missing(parameter);
  const number = typeof value === 'number' ? at(parseJsonLiterally(body.toString('utf8')), path) : undefined;
  const shown = stringifyJson(number ?? value).slice(0, 200);
  const type = typeof value === 'number' && /[.eE]/.test(shown) ? 'float' : pythonType(value);
  const hint = ` Hint: Value was of type '${type}'. ${SEE_DOCS}`;
  return invalid(`Invalid value ${shown} for parameter '${parameter}' supplied: ${hint}`);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}

function pythonType(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value === null) return 'NoneType';
  return { string: 'str', boolean: 'bool', number: 'int', bigint: 'int' }[typeof value as string] ?? 'dict';
}

function isList(type: unknown): boolean {
  if (type instanceof z.ZodDefault) return isList(type.unwrap());
  return type instanceof z.ZodArray || (type instanceof z.ZodPipe && isList(type.in));
}

const malformed = (): UserError => invalid('The request body must be a JSON object of the documented fields.');
const notUnicode = (): UserError => invalid('The request body must be UTF-8 without broken characters.');
