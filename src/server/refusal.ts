import type { ErrorCode } from '../model/errors.ts';

/**
 * A request that is not served, with the HTTP status to say so. The message is safe to show: it never holds a path
 * of this machine or a token.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: ErrorCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
