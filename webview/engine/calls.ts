import { compare } from '../../src/compare/compare.ts';
import type { CompareOptions } from '../../src/compare/compare.ts';
import type { Comparison } from '../../src/compare/comparison.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { problemOf } from '../../src/protocol/problem.ts';
import type { Problem } from '../../src/protocol/problem.ts';

/** Page -> worker. */
export interface Call {
  readonly id: number;
  readonly snapshots: readonly Snapshot[];
  readonly options: CompareOptions;
}

/** Worker -> page. */
export type Answer =
  { readonly id: number; readonly comparison: Comparison } | { readonly id: number; readonly problem: Problem };

export function answer({ id, snapshots, options }: Call): Answer {
  try {
    return { id, comparison: compare(snapshots, options) };
  } catch (error) {
    return { id, problem: problemOf(error) };
  }
}
