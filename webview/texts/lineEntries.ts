import type { DrawnRow } from '../tables/useVirtualRows.ts';

/** What stands in a long list: rows drawn whole, free space for others, and places for those that must be found. */
export type ListEntry =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'place'; readonly index: number; readonly height: number }
  | { readonly kind: 'space'; readonly before: number; readonly height: number };

/**
 * The drawn rows with the space between them, in which the rows that are `places` keep an empty one of their own: "next
 * difference" finds them there, and they are drawn when it scrolls to them. Rows that are not drawn count as equally
 * high.
 *
 * @param places Indexes in ascending order.
 * @param count How many rows the list has.
 */
export function listEntries(
  { drawn, after }: { readonly drawn: readonly DrawnRow[]; readonly after: number },
  places: readonly number[],
  count: number,
): readonly ListEntry[] {
  const entries: ListEntry[] = [];
  let [next, place] = [0, 0];
  const fill = (end: number, space: number): void => {
    const height = end > next ? space / (end - next) : 0;
    for (; (places[place] ?? end) < end; place++) {
      const index = places[place] ?? end;
      if (index > next) entries.push({ kind: 'space', before: index, height: (index - next) * height });
      entries.push({ kind: 'place', index, height });
      next = index + 1;
    }
    if (end > next) entries.push({ kind: 'space', before: end, height: (end - next) * height });
    next = end;
  };
  for (const { index, space } of drawn) {
    fill(index, space);
    entries.push({ kind: 'row', index });
    next = index + 1;
    while ((places[place] ?? Infinity) <= index) place++;
  }
  fill(count, after);
  return entries;
}
