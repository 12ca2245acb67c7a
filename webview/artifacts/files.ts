import type { ArtifactRow } from '../../src/compare/comparison.ts';
import type { Subject } from '../../src/model/subject.ts';
import { contextAttribute } from '../../src/protocol/webviewContext.ts';

const isPresent = (row: ArtifactRow, column: number): boolean => row.cells[column]?.present === true;

/** The path that the row's file has in a column. */
export const pathIn = (row: ArtifactRow, column: number): string => row.cells[column]?.renamedFrom ?? row.path;

/** Whether a column's file can be opened against the baseline's: both are there, and the content may differ. */
export function canDiff(row: ArtifactRow, column: number): boolean {
  const change = row.cells[column]?.change;
  return column > 0 && isPresent(row, 0) && isPresent(row, column) && change !== 'same' && change !== 'renamed';
}

/** The `data-vscode-context` of a file; undefined where the column does not have it. */
export function fileContext(row: ArtifactRow, column: number, subjects: readonly Subject[]): string | undefined {
  const subject = subjects[column];
  if (subject === undefined || !isPresent(row, column)) return undefined;
  const baseline = canDiff(row, column) ? subjects[0] : undefined;
  const against = baseline === undefined ? {} : { baseline, baselinePath: pathIn(row, 0) };
  return contextAttribute({ webviewSection: 'artifactRow', subject, path: pathIn(row, column), ...against });
}
