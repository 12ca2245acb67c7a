import { useLayoutEffect } from 'preact/hooks';
import type { SignatureRow } from '../../src/compare/comparison.ts';
import { useRowGoal } from '../find/places.ts';
import { rowsAbove } from './signatureTree.ts';
import type { TreeRow } from './signatureTree.ts';

/** Opens what hides the row that the page is to go to. */
export function useOpenedAbove(
  name: string,
  rows: readonly SignatureRow[],
  tree: readonly TreeRow[],
  toggle: (path: string) => void,
): void {
  const goal = useRowGoal(name);
  const path = goal?.place.row;
  useLayoutEffect(() => {
    if (path === undefined || tree.some(({ row }) => row.path === path)) return;
    const above = rowsAbove(rows, path);
    const closed = tree.find(({ row, parts, open }) => parts && !open && above.includes(row.path));
    if (closed !== undefined) toggle(closed.row.path);
  }, [path, rows, tree]);
}
