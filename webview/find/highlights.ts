import { headRanges } from './Finder.ts';
import type { Found } from './Finder.ts';
import { textRanges } from './domText.ts';

/** The names that the style sheet knows. */
const ALL = 'promptrail-find';
const CURRENT = 'promptrail-find-current';

/**
 * Marks what is found wherever it is drawn; the current match in its own way. The page's elements stay as they are: these
 * are highlights of the browser's own. Returns where the current match stands.
 */
export function highlight(page: Element, pattern: RegExp | undefined, found: Found | undefined): Range | undefined {
  if (pattern === undefined) {
    CSS.highlights.delete(ALL);
    CSS.highlights.delete(CURRENT);
    return undefined;
  }
  CSS.highlights.set(ALL, new Highlight(...textRanges(page, pattern)));
  const own = found === undefined ? [] : rangesIn(found.element, page, pattern);
  const current = own[found?.occurrence ?? 0] ?? own[0];
  const marked = new Highlight(...(current === undefined ? [] : [current]));
  marked.priority = 1;
  CSS.highlights.set(CURRENT, marked);
  return current;
}

function rangesIn(element: Element, page: Element, pattern: RegExp): Range[] {
  if (!element.isConnected) return [];
  return element === page ? headRanges(page, pattern) : textRanges(element, pattern);
}
