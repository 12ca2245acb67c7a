import { invalid } from '../../model/errors.ts';
import { shortened } from './parse.ts';
import { repr } from './python.ts';

/** How many results a search gives by default and at most. */
export interface Limits {
  /** Absent where the client must say. */
  readonly usual?: number;
  readonly most: number;
}

/** The number of results asked for. Throws INVALID_PARAMETER_VALUE outside 1 ... `most`. */
export function limitOf(maxResults: number | undefined, limits: Limits): number {
  const limit = maxResults ?? limits.usual ?? 0;
  const problem = (rule: string) =>
    invalid(`Invalid value ${limit} for parameter 'max_results' supplied. It must be ${rule}`);
  if (!Number.isInteger(limit) || limit < 1) throw problem('a positive integer');
  if (limit > limits.most) throw problem(`at most ${limits.most}`);
  return limit;
}

/** What a page token says of the search it came from, under the names MLflow's messages give it. */
export type Bound = Readonly<Record<'experiment_ids' | 'filter_string' | 'order_by', unknown>>;

const BOUND: Readonly<Record<keyof Bound, string>> = {
  experiment_ids: 'Experiment IDs in the page token do not match the requested experiment IDs.',
  filter_string: 'Filter string in the page token does not match the requested filter string.',
  order_by: 'Order by in the page token does not match the requested order by.',
};

/** A page token. `bound`, where given, holds it to one search, as MLflow does for logged models. */
export function pageToken(offset: number, bound?: Bound): string {
  return Buffer.from(JSON.stringify({ offset, ...bound })).toString('base64');
}

/**
 * The offset in a token; 0 for none. Throws INVALID_PARAMETER_VALUE with MLflow's texts for what is no token of ours,
 * or of another search.
 */
export function offsetOf(token: string | undefined, bound?: Bound): number {
  if (!token) return 0;
  const content = decoded(token, bound !== undefined);
  if (bound) checkBound(content, bound);
  const { offset } = content;
  if (typeof offset === 'number' && Number.isSafeInteger(offset) && offset > 0) return offset;
  if (typeof offset === 'string') throw invalid(`Invalid page token, not stringable ${shortened(offset)}`);
  throw invalid(`Invalid page token, parsed value=${shortened(repr(content))}`);
}

type Content = Readonly<Record<string, unknown>>;

function decoded(token: string, bound: boolean): Content {
  const letters = token.replace(/[^A-Za-z0-9+/]/g, '').length;
  if (Buffer.byteLength(token) > token.length || letters % 4 === 1)
    throw invalid('Invalid page token, could not base64-decode');
  const bytes = Buffer.from(token, 'base64');
  const content = parsed(bytes.toString());
  if (content) return content;
  const reason = bound ? `: ${shortened(token)}.` : `, decoded value=b${byteText(bytes)}`;
  throw invalid(`Invalid page token${shortened(reason)}`);
}

/** Bytes as Python's messages show them. */
const byteText = (bytes: Buffer): string =>
  repr(bytes.toString('latin1')).replace(/[\u0080-\u00ff]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16)}`);

/** The object this JSON is, if it is one. */
function parsed(text: string): Content | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function checkBound(content: Content, bound: Bound): void {
  for (const [key, problem] of Object.entries(BOUND)) {
    const [expected, found] = [bound[key as keyof Bound], content[key] ?? null];
    if (JSON.stringify(expected) === JSON.stringify(found)) continue;
    throw invalid(`${problem} Expected: ${shortened(repr(expected))}. Found: ${shortened(repr(found))}`);
  }
}
