import { useEffect, useState } from 'preact/hooks';
import { useView } from '../view.ts';

/** How many sections a window shows at first, as a rule. */
const AT_ONCE = 3;

/**
 * How many of the sections are drawn: those that are seen first at once, the others one by one when the browser has
 * time after that. All of them where the page is to be scrolled to what would not be there yet.
 */
export function useDrawnCount(all: number): number {
  const view = useView();
  const isScrolled = view.ui.peek().scroll > 0;
  const [count, setCount] = useState(isScrolled ? Infinity : AT_ONCE);
  const drawn = view.goal.value === undefined ? count : all;
  useEffect(() => {
    if (drawn >= all) return undefined;
    const handle = requestIdleCallback(() => setCount(drawn + 1), { timeout: 200 });
    return () => cancelIdleCallback(handle);
  }, [drawn, all]);
  return drawn;
}
