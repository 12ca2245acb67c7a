import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useView } from '../view.ts';
import { keyMove } from './gridKeys.ts';

/** A cell by its row's key and its column, which is -1 for the row's head. */
export interface GridCell {
  readonly row: string;
  readonly column: number;
}

/** What is copied of a cell; null where there is no such text to be had but what is drawn. */
export interface Copied {
  /** What the row is called. */
  readonly name: string;
  readonly cell: string | null;
  /** The whole row, tab-separated. */
  readonly row: string | null;
}

interface GridOptions {
  /** The keys of the rows that can have the focus, in order. */
  readonly rows: readonly string[];
  readonly has: (row: string) => boolean;
  /** How many there are beside the heads. */
  readonly columns: number;
  /** The cell the page is going to, which becomes the active one. */
  readonly goal: GridCell | undefined;
  readonly copied: (cell: GridCell) => Copied;
}

export interface Grid {
  /** The one cell that the Tab key reaches; undefined of an empty grid. */
  readonly active: GridCell | undefined;
  /** Whether the focus is in the grid. */
  readonly focused: boolean;
  /** The cell that the pointer is over; this and the one with the focus show their controls. */
  readonly pointed: GridCell | undefined;
  readonly copy: (cell: GridCell, what: 'cell' | 'row') => void;
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocusIn: (event: FocusEvent) => void;
    readonly onFocusOut: (event: FocusEvent) => void;
    readonly onPointerOver: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
  };
}

/**
 * The keys of a table: it has one place in the order of the Tab key, its active cell. Arrow keys, Home, End, Page Up and
 * Page Down move, Enter goes to the controls inside a cell, Escape back to it; Ctrl+C copies, with Shift the whole row.
 */
export function useGrid(table: RefObject<HTMLTableElement | null>, options: GridOptions): Grid {
  const { rows, has, columns, goal, copied } = options;
  const view = useView();
  const [chosen, choose] = useState<GridCell>();
  const [hovered, hover] = useState<GridCell>();
  const [focused, setFocused] = useState(false);
  const moved = useRef<GridCell | undefined>(undefined);
  const first = rows[0];
  const wanted = goal ?? chosen;
  const isThere = wanted !== undefined && has(wanted.row);
  const active = isThere ? wanted : first === undefined ? undefined : { row: first, column: -1 };
  useEffect(() => {
    if (goal !== undefined) choose(goal);
  }, [goal?.row, goal?.column]);
  useLayoutEffect(() => {
    const element = moved.current && cellElement(table.current, moved.current.row, moved.current.column);
    if (element == null) return;
    moved.current = undefined;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  useQuietControls(table);

  const copy = (cell: GridCell, what: 'cell' | 'row'): void => {
    const { name, cell: text, row } = copied(cell);
    const drawn = shownTexts(table.current, cell.row);
    const copiedText = what === 'row' ? (row ?? drawn.join('\t')) : (text ?? drawn[cell.column + 1] ?? '');
    void view.copy(copiedText, what === 'row' ? `Row ${name}` : cell.column === -1 ? name : `Value of ${name}`);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cellOf(event.target);
    if (at === undefined || isTyping(event.target)) return;
    const inside = event.target !== at.element;
    if (isCopy(event) && !hasSelection()) {
      copy(at.cell, event.shiftKey ? 'row' : 'cell');
    } else if (!inside && event.key === 'Enter') {
      if (!enter(at.element)) return;
    } else if (inside && event.key === 'Escape') {
      at.element.focus();
    } else if (inside && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      step(at.element, event.target, event.key === 'ArrowRight' ? 1 : -1);
    } else {
      const next = keyMove(event, at.cell, { rows, columns, page: pageRows(at.element) });
      if (next === undefined) return;
      moved.current = next;
      choose(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    active,
    focused,
    pointed: hovered,
    copy,
    handlers: {
      onKeyDown,
      onFocusIn: (event) => {
        const at = cellOf(event.target);
        if (at === undefined) return;
        setFocused(true);
        if (at.cell.row !== active?.row || at.cell.column !== active.column) choose(at.cell);
      },
      onFocusOut: (event) => {
        if (!(event.relatedTarget instanceof Node) || table.current?.contains(event.relatedTarget) !== true)
          setFocused(false);
      },
      onPointerOver: (event) => {
        const cell = cellOf(event.target)?.cell;
        if (cell?.row !== hovered?.row || cell?.column !== hovered?.column) hover(cell);
      },
      onPointerLeave: () => hover(undefined),
    },
  };
}

/** A drawn cell's element; the row's head for column -1. */
export function cellElement(table: Element | null, row: string, column: number): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(row)}"] > [data-column="${column}"]`) ?? null;
}

function cellOf(target: EventTarget | null): { readonly element: HTMLElement; readonly cell: GridCell } | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = element?.parentElement?.dataset['row'];
  if (element == null || row === undefined) return undefined;
  return { element, cell: { row, column: Number(element.dataset['column']) } };
}

function shownTexts(table: Element | null, row: string): readonly string[] {
  const cells = table?.querySelectorAll<HTMLElement>(`tr[data-row="${CSS.escape(row)}"] > [data-column]`) ?? [];
  return [...cells].map((cell) => cell.querySelector<HTMLElement>('[data-value]')?.innerText.trim() ?? '');
}

const isCopy = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'c';

const hasSelection = (): boolean => document.getSelection()?.isCollapsed === false;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null;

const CONTROLS = 'a[href], button, vscode-button, select, summary, [data-control]';

function controlsOf(cell: Element): readonly HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>(CONTROLS)];
}

/** Presses the only control of a value, or goes to the first one of the cell. False where there is none. */
function enter(cell: HTMLElement): boolean {
  const [first] = controlsOf(cell);
  const [value, ...others] = controlsOf(cell).filter((one) => one.closest('[data-value]') !== null);
  if (cell.tagName === 'TD' && value !== undefined && others.length === 0) value.click();
  else first?.focus();
  return first !== undefined;
}

function step(cell: HTMLElement, from: EventTarget | null, by: number): void {
  const controls = controlsOf(cell);
  controls[controls.findIndex((one) => one === from) + by]?.focus();
}

/** How many rows like this one the page shows at a time. */
function pageRows(cell: HTMLElement): number {
  const seen = cell.closest('main')?.clientHeight ?? 0;
  return Math.max(1, Math.floor((seen * 0.8) / Math.max(1, cell.offsetHeight)));
}

/** Takes the controls inside of cells out of the order of the Tab key: a long table would have thousands of them. */
function useQuietControls(table: RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    const element = table.current;
    if (element === null) return undefined;
    const quiet = (): void => {
      for (const control of element.querySelectorAll<HTMLElement>(`[data-column] :is(${CONTROLS}):not([tabindex])`)) {
        if (control.closest('[data-column]')?.querySelector('input, textarea') === null) control.tabIndex = -1;
      }
    };
    quiet();
    const observer = new MutationObserver(quiet);
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [table.current === null]);
}
