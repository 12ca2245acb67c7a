import { UserError, type ErrorCode } from '../../model/errors.ts';
import type { Log } from '../../model/log.ts';
import { fromSqlite } from '../../store/errors.ts';
import { Refusal } from '../refusal.ts';
import { json, type Answer } from '../routes/route.ts';

/**
 * The status of each code. The stock client repeats a request for minutes on 408, 429, 500, 502, 503 and 504, so only
 * what may pass by itself has one of these: a busy store. A full disk is 507, which it does not repeat.
 */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  INVALID_PARAMETER_VALUE: 400,
  BAD_REQUEST: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  RESOURCE_DOES_NOT_EXIST: 404,
  ENDPOINT_NOT_FOUND: 404,
  INVALID_STATE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_IMPLEMENTED: 501,
  RESOURCE_EXHAUSTED: 507,
  TEMPORARILY_UNAVAILABLE: 503,
};

/** The answer to a request that failed. Defects are logged; their text stays here. */
export function errorAnswer(error: unknown, request: string, log: Log): Answer {
  if (error instanceof Refusal) {
    return json({ error_code: error.code, message: error.message }, error.status, error.headers);
  }
  const known = error instanceof UserError ? error : fromSqlite(error);
  if (known) return json({ error_code: known.code, message: known.message }, STATUS[known.code]);
  log.error(`${request} failed: ${summary(error)}`);
  // Not 500: a defect is the same after the client's seven repetitions, only minutes later.
  return json({ error_code: 'INTERNAL_ERROR', message: 'Promptrail failed on this request. Its log says more.' }, 400);
}

/** An error with the functions it went through, without the folders they live in. */
export function summary(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const places = frames.slice(0, 5).map((frame) => frame.trim().replace(/(\(|at )\S*[/\\]/, '$1'));
  return [gist(error), ...places].join(' < ');
}

/** What an error says, for one that is nobody's defect. */
export function gist(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${withoutPaths(error.message)}` : String(error);
}

const withoutPaths = (text: string): string => text.replace(/(?:[a-z]:)?[/\\][^\s'"]*[/\\]/gi, '');
