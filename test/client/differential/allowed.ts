import type { Difference } from './difference.ts';

export interface Allowed {
  /** Why a user is served as well, or better, by what we answer. */
  readonly reason: string;
  readonly covers: (difference: Difference) => boolean;
}

/** The ways in which Promptrail's answers may differ from MLflow's. A test fails when one of them is not met any more. */
export const ALLOWED: Readonly<Record<string, Allowed>> = {};
