import type { SnapshotModel } from '../model/snapshot.ts';
import type { SignatureColumn } from './comparison.ts';

export type ExampleVerdicts = Pick<SignatureColumn, 'baselineExample' | 'ownExample' | 'example'>;

export function exampleVerdicts(
  _base: SnapshotModel | undefined,
  _here: SnapshotModel | undefined,
  _isBaseline: boolean,
): ExampleVerdicts {
  return { baselineExample: null, ownExample: null, example: null };
}
