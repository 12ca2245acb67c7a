import type { GridCell } from './grid.ts';

export interface CellAt {
  readonly element: HTMLElement;
  readonly cell: GridCell;
}

/** A drawn cell's element; the row's head for column -1. */
export function cellElement(table: Element | null, row: string, column: number): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(row)}"] > [data-column="${column}"]`) ?? null;
}

/** The cell that something stands in, with its element. */
export function cellOf(target: EventTarget | null): CellAt | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = element?.parentElement?.dataset['row'];
  if (element == null || row === undefined) return undefined;
  return { element, cell: { row, column: Number(element.dataset['column']) } };
}

/** The texts of a drawn row as they are shown, its head first. */
export function shownTexts(table: Element | null, row: string): readonly string[] {
  const cells = table?.querySelectorAll<HTMLElement>(`tr[data-row="${CSS.escape(row)}"] > [data-column]`) ?? [];
  return [...cells].map((cell) => cell.querySelector<HTMLElement>('[data-value]')?.innerText.trim() ?? '');
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select') !== null;

export const CONTROLS = 'a[href], button, vscode-button, select, summary, [data-control]';

function controlsOf(cell: Element): readonly HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>(CONTROLS)];
}

/** Presses the only control of a value, or goes to the first one of the cell. False where there is none. */
export function enter(cell: HTMLElement): boolean {
  const [first] = controlsOf(cell);
  const [value, ...others] = controlsOf(cell).filter((one) => one.closest('[data-value]') !== null);
  if (cell.tagName === 'TD' && value !== undefined && others.length === 0) value.click();
  else first?.focus();
  return first !== undefined;
}

/** Goes to the control of a cell that is next to one of them. */
export function step(cell: HTMLElement, from: EventTarget | null, by: number): void {
  const controls = controlsOf(cell);
  controls[controls.findIndex((one) => one === from) + by]?.focus();
}

/** How many rows like this one the page shows at a time. */
export function pageRows(cell: HTMLElement): number {
  const seen = cell.closest('main')?.clientHeight ?? 0;
  return Math.max(1, Math.floor((seen * 0.8) / Math.max(1, cell.offsetHeight)));
}
