import { useEffect } from 'preact/hooks';
import type { Finder } from './Finder.ts';
import { highlight } from './highlights.ts';

/** How often the page is looked through while it changes, in milliseconds. */
const PACE = 80;

/** Keeps what is found marked while the page is drawn anew, and scrolls to the current match. */
export function useHighlights(finder: Finder, page: () => HTMLElement | null): void {
  const pattern = finder.pattern.value;
  const found = finder.found.value;
  useEffect(() => {
    const element = page();
    if (element === null || pattern === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mark = (): Range | undefined => {
      timer = undefined;
      return highlight(element, pattern, found);
    };
    const observer = new MutationObserver(() => {
      timer ??= setTimeout(mark, PACE);
    });
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    showRange(mark(), found?.element);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      highlight(element, undefined, undefined);
    };
  }, [finder, pattern, found]);
}

function showRange(range: Range | undefined, element: Element | undefined): void {
  if (element === undefined) return;
  const target = range?.startContainer.parentElement ?? (element.tagName === 'MAIN' ? null : element);
  target?.scrollIntoView({ block: 'center', inline: 'nearest' });
}
