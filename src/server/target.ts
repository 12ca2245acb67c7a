import { Refusal } from './refusal.ts';

/** A request target split, still percent-encoded. `path` starts with one slash. */
export interface Target {
  readonly path: string;
  readonly query: string;
}

/** Query arguments; a repeated key has several values. */
export type Query = ReadonlyMap<string, readonly string[]>;

/**
 * Splits the raw request target. It is not given to `URL`, which resolves `..` and `%2e%2e` before anybody sees them.
 * Refuses absolute targets, back-slashes, broken percent-encoding and every segment that would climb when decoded.
 */
export function readTarget(raw: string): Target {
  // Printable ASCII without "#" and "\": clients encode everything else.
  if (!/^\/(?!\/)[\x21\x22\x24-\x5b\x5d-\x7e]*$/.test(raw)) throw invalidTarget();
  const mark = raw.indexOf('?');
  const path = mark < 0 ? raw : raw.slice(0, mark);
  if (climbs(path)) throw invalidTarget();
  return { path, query: mark < 0 ? '' : raw.slice(mark + 1) };
}

/** Whether a segment is `.` or `..`, written plainly or encoded, also behind an encoded slash or back-slash. */
function climbs(path: string): boolean {
  const plain = path.includes('%') ? decodeOnce(path) : path;
  return /(?:^|[/\\])\.\.?(?:[/\\]|$)/.test(plain);
}

/** Decodes percent-encoding once, strictly: broken escapes and anything but UTF-8 are refused. */
export function decodeOnce(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) throw invalidTarget();
    throw error;
  }
}

/** Reads a query string as forms write it: `+` is a space. */
export function readQuery(raw: string): Query {
  const query = new Map<string, string[]>();
  for (const pair of raw.split('&').filter((part) => part !== '')) {
    const mark = pair.indexOf('=');
    const key = decodeForm(mark < 0 ? pair : pair.slice(0, mark));
    const value = mark < 0 ? '' : decodeForm(pair.slice(mark + 1));
    const values = query.get(key);
    if (values) values.push(value);
    else query.set(key, [value]);
  }
  return query;
}

/** The argument of this name, the last where several were sent; empty for none. */
export const argument = (query: Query, name: string): string => query.get(name)?.at(-1) ?? '';

const decodeForm = (text: string): string => decodeOnce(text.replaceAll('+', ' '));
const invalidTarget = (): Refusal => new Refusal(400, 'INVALID_PARAMETER_VALUE', 'Invalid path');
