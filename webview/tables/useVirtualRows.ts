import { Virtualizer, defaultRangeExtractor, measureElement, observeElementRect } from '@tanstack/virtual-core';
import type { Range } from '@tanstack/virtual-core';
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { RowHeights } from './RowHeights.ts';

/** Fewer rows than this are all drawn: find, print and screen readers have them at no price. */
const LEAST = 80;
/** Rows drawn above and below what is seen. */
const OVERSCAN = 8;
/** How many rows of a list that was short are drawn while it is looked at where it stands. */
const GROWN = 4 * LEAST;
/** What is drawn before the page has a height. */
const FIRST_HEIGHT = 800;

interface VirtualRowsOptions {
  /** A name per row, each once; the same array as long as the rows are the same. */
  readonly keys: readonly string[];
  /** The height in pixels of a row before any was drawn. */
  readonly height: number;
  /** Rows of one kind are thought to be equally high until they are drawn; all are, by default. */
  readonly kindOf?: (index: number) => string;
  /** A row that is drawn wherever the page is scrolled to: the one with the focus, or one that is about to get it. */
  readonly kept?: number | null;
}

export interface DrawnRow {
  readonly index: number;
  /** Pixels to leave free between the row drawn before, or the start of the list, and this one. */
  readonly space: number;
}

export interface VirtualRows<List extends HTMLElement> {
  readonly drawn: readonly DrawnRow[];
  /** Pixels to leave free after the last drawn row. */
  readonly after: number;
  /** For the element that holds the rows, and nothing above them. */
  readonly list: RefObject<List | null>;
  /** For each row's element, which must carry its index as `data-index`. */
  readonly measure: (row: HTMLElement | null) => void;
}

/**
 * Of a long list on the page, the rows to draw: those near what is seen, and `kept`. Rows may be of any height; they
 * are measured as they are drawn. The browser's own scroll anchoring keeps what is seen in its place when rows above it
 * turn out higher than estimated, so nothing here ever scrolls. To go to a row: make it `kept`, then scroll its element
 * into view.
 */
export function useVirtualRows<List extends HTMLElement>(options: VirtualRowsOptions): VirtualRows<List> {
  const { keys, height, kindOf = oneKind, kept = null } = options;
  const list = useRef<List>(null);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const kinds = useRef(kindOf);
  kinds.current = kindOf;
  const [heights] = useState(() => new RowHeights(height));
  const [virtualizer] = useState(() => newVirtualizer(heights, (index) => kinds.current(index), draw));
  const enabled = keys.length >= LEAST;
  const top = useTop(list, enabled);
  const margin = top ?? 0;
  const hadAll = useRef(false);
  if (!enabled) hadAll.current = true;
  virtualizer.setOptions({
    ...virtualizer.options,
    enabled,
    count: keys.length,
    getScrollElement: () => list.current?.closest('main') ?? null,
    // Another function has all rows put in their places again.
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys, heights.turn]),
    rangeExtractor: useCallback((range: Range) => withKept(defaultRangeExtractor(range), kept, range.count), [kept]),
    scrollMargin: margin,
  });
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  const all = useMemo(() => keys.map((_, index) => ({ index, space: 0 })), [keys]);
  if (!enabled) return { drawn: all, after: 0, list, measure: ignore };
  // A list that has just grown long keeps its rows, and the focus in one, until it is known which of them are seen.
  const isNew = top === undefined && hadAll.current;
  if (isNew) return { drawn: all.slice(0, GROWN), after: 0, list, measure: virtualizer.measureElement };
  return { ...drawnRows(virtualizer, margin), list, measure: virtualizer.measureElement };
}

const ignore = (): void => undefined;
const oneKind = (): string => 'row';

function newVirtualizer(
  heights: RowHeights,
  kindOf: (index: number) => string,
  draw: (action: void) => void,
): Virtualizer<HTMLElement, HTMLElement> {
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
    count: 0,
    getScrollElement: () => null,
    estimateSize: (index) => heights.of(kindOf(index)),
    scrollToFn: () => undefined, // it would take a list that comes to be while the page is scrolled back to the top
    observeElementRect,
    observeElementOffset: (own, tell) => observeScroll(own.scrollElement, tell),
    measureElement: (row, seen, own) => {
      const index = own.indexFromElement(row);
      const height = seenHeight(row, index, seen, own);
      if (seen !== undefined) heights.see(kindOf(index), height, seen.contentRect.width);
      return height;
    },
    overscan: OVERSCAN,
    initialRect: { width: 0, height: FIRST_HEIGHT },
    onChange: () => draw(),
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  return virtualizer;
}

/**
 * Tells of a scroll in the same frame, but after all lists looked where it went: to look after one of them drew its rows
 * would have the page laid out once more. That a scroll begins or ends is no reason to draw anything.
 */
function observeScroll(
  scroller: HTMLElement | null,
  tell: (offset: number, isScrolling: boolean) => void,
): (() => void) | undefined {
  if (scroller === null) return undefined;
  let frame: number | undefined;
  let offset = scroller.scrollTop;
  tell(offset, false);
  const look = (): void => {
    offset = scroller.scrollTop;
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      tell(offset, false);
    });
  };
  scroller.addEventListener('scroll', look, { passive: true });
  return () => {
    scroller.removeEventListener('scroll', look);
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
}

/**
 * Asking a row that was just drawn for its height would have the whole page laid out for each of them: the observer
 * tells all heights at once, before they are painted.
 */
function seenHeight(
  row: HTMLElement,
  index: number,
  seen: ResizeObserverEntry | undefined,
  own: Virtualizer<HTMLElement, HTMLElement>,
): number {
  if (seen !== undefined) return measureElement(row, seen, own);
  return own.itemSizeCache.get(own.options.getItemKey(index)) ?? own.options.estimateSize(index);
}

function withKept(indexes: readonly number[], kept: number | null, count: number): number[] {
  if (kept === null || kept >= count || indexes.includes(kept)) return [...indexes];
  return [...indexes, kept].sort((a, b) => a - b);
}

function drawnRows(
  virtualizer: Virtualizer<HTMLElement, HTMLElement>,
  margin: number,
): { readonly drawn: readonly DrawnRow[]; readonly after: number } {
  let end = margin;
  const drawn = virtualizer.getVirtualItems().map((item) => {
    const space = item.start - end;
    end = item.end;
    return { index: item.index, space };
  });
  return { drawn, after: virtualizer.getTotalSize() + margin - end };
}

/**
 * How far below the start of the page's content the list begins; looked at again whenever the content changes its size.
 * Undefined before it was looked at.
 */
function useTop(list: RefObject<HTMLElement | null>, enabled: boolean): number | undefined {
  const [top, setTop] = useState<number>();
  const look = useCallback(() => {
    const scroller = list.current?.closest('main');
    if (list.current === null || scroller == null) return;
    const now = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    setTop((before) => (before !== undefined && Math.abs(before - now) < 1 ? before : now));
  }, [list]);
  useLayoutEffect(() => {
    const scroller = list.current?.closest('main');
    if (!enabled || scroller == null) return undefined;
    const observer = new ResizeObserver(look);
    for (const part of scroller.children) observer.observe(part);
    look();
    return () => observer.disconnect();
  }, [enabled, list, look]);
  return top;
}
