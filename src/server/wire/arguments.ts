import { z } from 'zod';
import { invalid, type UserError } from '../../model/errors.ts';
import { parseJson, stringifyJson } from '../../model/json.ts';
import type { Query } from '../target.ts';
import { normalise } from './normalise.ts';

/** Deeper than any message of the protocol; a parser's stack is not ours to fill. */
const MAX_DEPTH = 64;
const SEE_DOCS = 'See the API docs for more information about request parameters.';

/** The arguments of a GET: repeated keys where the field is a list, else the last one. */
export function queryArguments(schema: z.ZodObject, query: Query): Readonly<Record<string, unknown>> {
  const sent: Record<string, unknown> = {};
  for (const [key, values] of query) {
    if (Object.hasOwn(Object.prototype, key)) continue;
    sent[key] = isList(schema.shape[key]) ? values : values.at(-1);
  }
  return sent;
}

/** The arguments of a JSON body. No body is an empty object; JSON written as a JSON string is unwrapped. */
export function bodyArguments(body: Buffer): unknown {
  const source = body.toString('utf8');
  if (source.trim() === '') return {};
  const value = parseBody(source);
  return typeof value === 'string' ? parseBody(value) : value;
}

/** Checks arguments against a schema; `params` of the path win. Throws INVALID_PARAMETER_VALUE with MLflow's texts. */
export function readArguments<S extends z.ZodObject>(
  schema: S,
  sent: unknown,
  params: Readonly<Record<string, string>>,
): z.output<S> {
  const fields = normalise(schema.shape, sent);
  const given =
    typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? { ...fields, ...params } : fields;
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw explain(result.error.issues[0], given);
}

function parseBody(source: string): unknown {
  assertShallow(source);
  // No field of the protocol has this name, and it is no harmless one in JavaScript.
  if (/"__proto__"\s*:/.test(source)) throw malformed();
  try {
    return parseJson(source);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed();
    throw error;
  }
}

function assertShallow(source: string): void {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < source.length; index++) {
    const code = source.charCodeAt(index);
    if (code === 0x22) quoted = !quoted;
    else if (code === 0x5c) index++;
    else if (quoted) continue;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
    if (depth > MAX_DEPTH) throw malformed();
  }
}

function explain(issue: z.core.$ZodIssue | undefined, given: unknown): UserError {
  const path = issue?.path ?? [];
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  const parameter = name.replace(/^\./, '');
  if (parameter === '') return malformed();
  const value = at(given, path);
  if (value === undefined || value === '') {
    return invalid(`Missing value for required parameter '${parameter}'. ${SEE_DOCS}`);
  }
  const shown = stringifyJson(value).slice(0, 200);
  const hint = `Hint: Value was of type '${pythonType(value)}'. ${SEE_DOCS}`;
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
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return { string: 'str', boolean: 'bool', bigint: 'int' }[typeof value as string] ?? 'dict';
}

function isList(type: unknown): boolean {
  return type instanceof z.ZodArray || (type instanceof z.ZodDefault && isList(type.unwrap()));
}

const malformed = (): UserError => invalid('The request body must be a JSON object of the documented fields.');
