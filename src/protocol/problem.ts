import { UserError } from '../model/errors.ts';
import type { ErrorCode } from '../model/errors.ts';

/** `INTERNAL` is a defect whose text stays in the log; `DEADLINE_EXCEEDED` a call that was not answered in time. */
export type ProblemCode = ErrorCode | 'INTERNAL' | 'DEADLINE_EXCEEDED';

/** An error as it crosses between host and webview: its message is safe to show as written. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
}

/** What a failed call rejects with on the caller's side. */
export class ProblemError extends Error implements Problem {
  readonly code: ProblemCode;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
    this.code = problem.code;
  }
}

/** The part of any error that may leave its process: text of user errors, and of the others only that they happened. */
export function problemOf(error: unknown): Problem {
  if (error instanceof UserError || error instanceof ProblemError) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: 'Something went wrong inside Promptrail. The log has the details.' };
}
