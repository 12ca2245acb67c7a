import type { GridCell } from './grid.ts';

interface GridSize {
  readonly rows: readonly string[];
  readonly columns: number;
  /** How many rows Page Down goes. */
  readonly page: number;
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where a key moves to in a table; undefined for a key that does not move, and where there is no way on. */
export function keyMove(pressed: Pressed, from: GridCell, size: GridSize): GridCell | undefined {
  if (pressed.altKey || pressed.shiftKey) return undefined;
  const far = pressed.ctrlKey || pressed.metaKey;
  const index = size.rows.indexOf(from.row);
  const last = size.rows.length - 1;
  const to = (row: number, column: number): GridCell | undefined => {
    const key = size.rows[Math.min(Math.max(row, 0), last)];
    const inside = Math.min(Math.max(column, -1), size.columns - 1);
    return key === undefined || (key === from.row && inside === from.column) ? undefined : { row: key, column: inside };
  };
  switch (pressed.key) {
    case 'ArrowUp':
      return to(far ? 0 : index - 1, from.column);
    case 'ArrowDown':
      return to(far ? last : index + 1, from.column);
    case 'ArrowLeft':
      return to(index, far ? -1 : from.column - 1);
    case 'ArrowRight':
      return to(index, far ? size.columns - 1 : from.column + 1);
    case 'Home':
      return to(far ? 0 : index, -1);
    case 'End':
      return to(far ? last : index, size.columns - 1);
    case 'PageUp':
      return far ? undefined : to(index - size.page, from.column);
    case 'PageDown':
      return far ? undefined : to(index + size.page, from.column);
    default:
      return undefined;
  }
}
