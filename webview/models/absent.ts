import type { Change, ModelRow } from '../../src/compare/comparison.ts';

/** Whether a column has no such model at all, which the row of its versions says: its parts need not say it again. */
export const isAbsent = ({ cells }: ModelRow, column: number): boolean => cells[column]?.present !== true;

/** The cells of a part of a model, without a mark where the whole model is missing. */
export function quietWhereAbsent<Cell extends { readonly change: Change }>(
  cells: readonly Cell[],
  model: ModelRow,
): readonly Cell[] {
  return cells.map((cell, column) => (isAbsent(model, column) ? { ...cell, change: 'same' } : cell));
}
