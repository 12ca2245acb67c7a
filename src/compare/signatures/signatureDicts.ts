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
  return oldRows.length > 0 && newRows.length === 0 ? manyRows(before, after, oldRows) : null;
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

/**
 * Columns have to be of one length, and lists and objects do not go together, whatever becomes of them afterwards; a
 * map's cells are then its values.
 */
function manyRows(before: readonly FieldTree[], after: readonly FieldTree[], gone: readonly FieldTree[]) {
  const old = new Set(before.map(({ path }) => path));
  const count = (...types: string[]): number => before.filter(({ type }) => types.includes(type.type)).length;
  const lists = count('array');
  const unlike = lists > 1 || (lists > 0 && count('object', 'map') > 0) || count('any') > 0;
  const refuses = unlike || after.some(({ path, type }) => type.type === 'map' && old.has(path));
  const [first] = gone;
  return refuses && first ? ({ path: first.path, id: 'dict-as-columns' } as const) : null;
}
