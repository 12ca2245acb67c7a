import { createHash } from 'node:crypto';
import { invalid } from '../../model/errors.ts';

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

/**
 * An opaque page token. `search`, where given, binds it to one search: MLflow refuses a token of logged models that
 * comes with other arguments.
 */
export function pageToken(offset: number, search?: unknown): string {
  const content = search === undefined ? { offset } : { offset, search: fingerprint(search) };
  return Buffer.from(JSON.stringify(content)).toString('base64');
}

/** The offset in a token; 0 for none. Throws INVALID_PARAMETER_VALUE for a text that is no token of this search. */
export function offsetOf(token: string | undefined, search?: unknown): number {
  if (!token) return 0;
  const offset = Number(/^\{"offset":(\d{1,15})[,}]/.exec(Buffer.from(token, 'base64').toString())?.[1] ?? NaN);
  if (Number.isNaN(offset)) throw invalid('Invalid page token, could not base64-decode');
  if (token !== pageToken(offset, search)) throw invalid('Invalid page token, it belongs to another search');
  return offset;
}

const fingerprint = (search: unknown): string =>
  createHash('sha256').update(JSON.stringify(search)).digest('base64url');
