import { describe, expect, it } from 'vitest';
import { listEntries } from '../../../../webview/texts/lineEntries.ts';
import type { ListEntry } from '../../../../webview/texts/lineEntries.ts';

const picture = (entries: readonly ListEntry[]): string =>
  entries
    .map((entry) => {
      if (entry.kind === 'space') return `(${entry.height})`;
      return entry.kind === 'row' ? `${entry.index}` : `${entry.index}?`;
    })
    .join(' ');

describe('the entries of a long list', () => {
  it('are its rows where all of them are drawn', () => {
    const drawn = [0, 1, 2].map((index) => ({ index, space: 0 }));
    expect(picture(listEntries({ drawn, after: 0 }, [1], 3))).toBe('0 1 2');
  });

  it('keep a place for rows that must be found, among the free space for the others', () => {
    const drawn = [
      { index: 10, space: 200 },
      { index: 11, space: 0 },
    ];
    expect(picture(listEntries({ drawn, after: 160 }, [0, 4, 11, 15], 20))).toBe(
      '0? (60) 4? (100) 10 11 (60) 15? (80)',
    );
  });

  it('take as much room as the list, whatever is drawn of it', () => {
    const drawn = [
      { index: 3, space: 60 },
      { index: 7, space: 66 },
    ];
    const entries = listEntries({ drawn, after: 40 }, [0, 1, 2, 5, 9], 10);
    const room = entries.reduce((sum, entry) => sum + (entry.kind === 'row' ? 0 : entry.height), 0);
    expect(room).toBeCloseTo(166);
    expect(entries.flatMap((entry) => (entry.kind === 'space' ? [] : [entry.index]))).toEqual([0, 1, 2, 3, 5, 7, 9]);
  });

  it('are none of an empty list', () => {
    expect(listEntries({ drawn: [], after: 0 }, [], 0)).toEqual([]);
  });
});
