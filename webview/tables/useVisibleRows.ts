import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { SectionName } from '../../src/compare/comparison.ts';
import { useView } from '../view.ts';

/** A section's rows without those that "Differences only" hides; the same array as long as nothing of that changes. */
export function useVisibleRows<Row extends { readonly differs: boolean }>(
  section: SectionName,
  rows: readonly Row[],
): readonly Row[] {
  const view = useView();
  const hides = useMemo(() => computed(() => view.hidesIdentical(section)), [view, section]).value;
  return useMemo(() => (hides ? rows.filter((row) => row.differs) : rows), [rows, hides]);
}
