import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { SectionName } from '../../src/compare/comparison.ts';
import type { SectionOverview } from '../sections.ts';
import { useView } from '../view.ts';

/**
 * How many of the sections are drawn: none before the summary is painted, then as many as fill the window, then the
 * others one by one when the browser has time. All of them where the page is to be scrolled to what would not be there
 * yet.
 */
export function useDrawnCount(sections: readonly SectionOverview[]): number {
  const view = useView();
  const all = sections.length;
  const isScrolled = view.choices.scroll.peek() > 0;
  const [count, setCount] = useState(isScrolled ? Infinity : 0);
  const drawn = view.goal.value === undefined ? count : all;
  const last = sections[drawn - 1]?.name;
  useLayoutEffect(() => {
    if (drawn < all && last !== undefined && endOf(last) < innerHeight) setCount(drawn + 1);
  }, [drawn, all, last]);
  useEffect(() => {
    if (drawn >= all) return undefined;
    if (drawn === 0) return afterPaint(() => setCount(1));
    const handle = requestIdleCallback(() => setCount(drawn + 1), { timeout: 200 });
    return () => cancelIdleCallback(handle);
  }, [drawn, all]);
  return drawn;
}

/** What was drawn before one frame is seen when the next one begins. */
function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => (timer = setTimeout(run)));
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

const endOf = (section: SectionName): number =>
  document.getElementById(`${section}-content`)?.getBoundingClientRect().bottom ?? 0;
