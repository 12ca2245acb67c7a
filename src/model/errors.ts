/**
 * The error codes of MLflow's REST protocol that Promptrail gives. Clients branch on the names; the HTTP status
 * that belongs to each stands in server/wire.
 */
export type ErrorCode =
  | 'INVALID_PARAMETER_VALUE'
  | 'BAD_REQUEST'
  | 'RESOURCE_ALREADY_EXISTS'
  | 'RESOURCE_DOES_NOT_EXIST'
  | 'ENDPOINT_NOT_FOUND'
  | 'INVALID_STATE'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_IMPLEMENTED'
  | 'RESOURCE_EXHAUSTED'
  | 'TEMPORARILY_UNAVAILABLE';

/**
 * An error whose text is safe and useful to show as written: it names what was wrong and what to do,
 * and holds no stack, no token and no path the user did not give. Every other Error is a defect.
 */
export class UserError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.code = code;
  }
}

export const invalid = (message: string): UserError => new UserError('INVALID_PARAMETER_VALUE', message);
export const notFound = (message: string): UserError => new UserError('RESOURCE_DOES_NOT_EXIST', message);
export const alreadyExists = (message: string): UserError => new UserError('RESOURCE_ALREADY_EXISTS', message);
