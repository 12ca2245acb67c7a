import type { FieldRule, PartTrees } from './signatureRows.ts';
import type { FieldTree } from './signatureTree.ts';

/**
 * MLflow reads a dict of values as one row where a column is an array or an object, as columns of many rows where none
 * is. A change of one column can so change what it makes of the others. Returns the field that changes the reading
 * and the rule it breaks; null where the reading stays, or changes for no call that the old signature takes.
 */
export function dictRule(before: PartTrees, after: PartTrees): FieldRule | null {
  if (!before || !after || before === after) return null;
  const oldRows = before.filter(readsOneRow);
  const newRows = after.filter(readsOneRow);
  if (oldRows.length === 0 && newRows.length > 0) return oneRow(before, after, newRows);
  return oldRows.length > 0 && newRows.length === 0 ? manyRows(oldRows, after) : null;
}

const readsOneRow = ({ type: { type } }: FieldTree): boolean => type === 'array' || type === 'object';

/** Types that refuse a list in one row; the others hold Python objects, which MLflow does not look into. */
const REFUSE_LISTS = ['integer', 'long', 'float', 'double', 'datetime', 'map'];

function oneRow(before: readonly FieldTree[], after: readonly FieldTree[], rows: readonly FieldTree[]) {
  const old = new Set(before.map(({ path }) => path));
  const refuses = after.some(({ path, type }) => old.has(path) && REFUSE_LISTS.includes(type.type));
  const [first] = rows;
  return refuses && first ? ({ path: first.path, id: 'dict-as-row' } as const) : null;
}

/** Columns have to be of one length, and lists and objects do not go together; a map's cells are then its values. */
function manyRows(gone: readonly FieldTree[], after: readonly FieldTree[]) {
  const maps = new Set(after.filter(({ type }) => type.type === 'map').map(({ path }) => path));
  const arrays = gone.filter(({ type }) => type.type === 'array').length;
  const refuses = arrays > 1 || (arrays > 0 && arrays < gone.length) || gone.some(({ path }) => maps.has(path));
  const [first] = gone;
  return refuses && first ? ({ path: first.path, id: 'dict-as-columns' } as const) : null;
}
