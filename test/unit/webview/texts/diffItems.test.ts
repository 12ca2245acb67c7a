import { describe, expect, it } from 'vitest';
import { diffItems, lineNumber, showsLine } from '../../../../webview/texts/diffItems.ts';
import type { DiffItem } from '../../../../webview/texts/diffItems.ts';
import { foldRows } from '../../../../webview/texts/folds.ts';
import { rowsOf } from './picture.ts';

function itemsOf(picture: string, layout: 'split' | 'unified', top = 0): readonly DiffItem[] {
  const rows = rowsOf(picture);
  return diffItems(rows, foldRows(rows), layout, () => ({ top, bottom: 0 }));
}

const drawn = (items: readonly DiffItem[]): string[] =>
  items.map((item) => {
    if (item.kind === 'fold') return `fold of ${item.stretch.end - item.stretch.first}`;
    return `${lineNumber(item)}${item.stop ? ' stop' : ''}`;
  });

describe('what is drawn of a diff', () => {
  it('stops at the first of each run of changed rows', () => {
    expect(drawn(itemsOf('=~+==-=', 'split'))).toEqual(['1', '2 stop', '3', '4', '5', '5 stop', '6']);
    expect(drawn(itemsOf('=~+=', 'unified'))).toEqual(['1', '2 stop', '2', '3', '4']);
  });

  it('has folds, of which some rows may be open', () => {
    expect(drawn(itemsOf('~=============', 'split'))).toEqual(['1 stop', '2', '3', '4', 'fold of 10']);
    expect(drawn(itemsOf('~=============', 'split', 2))).toEqual(['1 stop', '2', '3', '4', '5', '6', 'fold of 8']);
  });

  it('has a key of its own for each row', () => {
    const keys = itemsOf('=~+-~=+============-', 'unified').map((item) => item.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is found by its line numbers on either side, unless it is folded', () => {
    const items = itemsOf('-=+=', 'unified');
    expect(items.map((item) => [showsLine(item, 'left', 2), showsLine(item, 'right', 2)])).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect(itemsOf('==========', 'split').some((item) => showsLine(item, 'left', 5))).toBe(false);
  });
});
