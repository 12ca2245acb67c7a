import { expect, test } from 'vitest';
import { keyMove } from '../../../../webview/tables/gridKeys.ts';

const SIZE = { rows: ['a', 'b', 'c', 'd', 'e'], columns: 2, page: 2 };

function pressed(keys: string) {
  const parts = keys.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
  };
}

/** Where the keys lead to from a cell, as `c0`: the row's key, then the column, `h` for its head. */
function walk(from: string, ...keys: string[]): string {
  const column = (text: string): number => (text === 'h' ? -1 : Number(text));
  let cell = { row: from.charAt(0), column: column(from.slice(1)) };
  for (const one of keys) cell = keyMove(pressed(one), cell, SIZE) ?? cell;
  return cell.row + (cell.column === -1 ? 'h' : String(cell.column));
}

test('arrow keys go to the next cell and stop at the edges', () => {
  expect([walk('ah', 'ArrowDown'), walk('ah', 'ArrowRight'), walk('b0', 'ArrowLeft'), walk('b0', 'ArrowUp')]).toEqual([
    'bh',
    'a0',
    'bh',
    'a0',
  ]);
  expect([walk('ah', 'ArrowUp'), walk('ah', 'ArrowLeft'), walk('e1', 'ArrowDown'), walk('e1', 'ArrowRight')]).toEqual([
    'ah',
    'ah',
    'e1',
    'e1',
  ]);
});

test('Home and End go to the ends of the row, with Ctrl to those of the table', () => {
  expect([walk('c0', 'Home'), walk('c0', 'End'), walk('c0', 'Ctrl+Home'), walk('c0', 'Ctrl+End')]).toEqual([
    'ch',
    'c1',
    'ah',
    'e1',
  ]);
  expect([walk('c0', 'Ctrl+ArrowUp'), walk('c0', 'Cmd+ArrowDown'), walk('c0', 'Ctrl+ArrowRight')]).toEqual([
    'a0',
    'e0',
    'c1',
  ]);
});

test('Page Down and Page Up go a page, at most to the end', () => {
  expect([walk('a1', 'PageDown'), walk('d1', 'PageDown'), walk('b1', 'PageUp')]).toEqual(['c1', 'e1', 'a1']);
});

test('keys with Alt or Shift, and other keys, do not move', () => {
  for (const keys of ['Alt+ArrowDown', 'Shift+ArrowDown', 'a', 'Enter', 'Ctrl+PageDown']) {
    expect(keyMove(pressed(keys), { row: 'b', column: 0 }, SIZE)).toBeUndefined();
  }
});
