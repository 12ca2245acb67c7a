import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { SectionName } from '../../src/compare/comparison.ts';
import type { SectionOverview } from '../sections.ts';
import { useView } from '../view.ts';

/**
 * How many of the sections are drawn: as many as fill the window before it is painted, then the others one by one when
 * the browser has time. All of them where the page is to be scrolled to what would not be there yet.
 */
export function useDrawnCount(sections: readonly SectionOverview[]): number {
  const view = useView();
  const all = sections.length;
  const isScrolled = view.choices.scroll.peek() > 0;
  const [count, setCount] = useState(isScrolled ? Infinity : 1);
  const drawn = view.goal.value === undefined ? count : all;
  const last = sections[drawn - 1]?.name;
  useLayoutEffect(() => {
    if (drawn < all && last !== undefined && endOf(last) < innerHeight) setCount(drawn + 1);
  }, [drawn, all, last]);
  useEffect(() => {
    if (drawn >= all) return undefined;
    const handle = requestIdleCallback(() => setCount(drawn + 1), { timeout: 200 });
    return () => cancelIdleCallback(handle);
  }, [drawn, all]);
  return drawn;
}

const endOf = (section: SectionName): number =>
  document.getElementById(`${section}-content`)?.getBoundingClientRect().bottom ?? 0;
