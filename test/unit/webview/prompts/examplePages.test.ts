import { describe, expect, it } from 'vitest';
import type { ValueCell } from '../../../../src/compare/comparison.ts';
import { columnChange, examplePage, recordPairs, recordWords } from '../../../../webview/prompts/examplePages.ts';

const cell = (text: string, change: ValueCell['change'] = 'same'): ValueCell => ({ text, change });

describe('the pages of a long example', () => {
  it('have twenty records each, the last one what is left', () => {
    expect(examplePage(45, 1)).toEqual({ page: 1, pages: 3, first: 0, end: 20 });
    expect(examplePage(45, 3)).toEqual({ page: 3, pages: 3, first: 40, end: 45 });
    expect(examplePage(20, 1)).toEqual({ page: 1, pages: 1, first: 0, end: 20 });
    expect(examplePage(0, 1)).toEqual({ page: 1, pages: 1, first: 0, end: 0 });
  });

  it('end where the example does, also where it was longer before', () => {
    expect(examplePage(30, 9).page).toBe(2);
  });
});

describe('the records of two examples', () => {
  it('stand beside each other by their position, with those only one of them has', () => {
    const before = [[cell('a')], [cell('b')], [cell('c')]];
    const after = [[cell('a')], [cell('x', 'changed')]];
    const pairs = recordPairs(before, after);
    expect(pairs.map((pair) => [pair.before?.[0]?.text, pair.after?.[0]?.text, pair.change])).toEqual([
      ['a', 'a', 'same'],
      ['b', 'x', 'changed'],
      ['c', undefined, 'removed'],
    ]);
    expect(recordWords(pairs)).toBe('1 record changed, 1 removed');
    expect(recordWords(recordPairs(before, before))).toBe('Identical');
  });

  it('may have columns that only one side has', () => {
    const before = [[cell('a'), { text: null, change: 'same' as const }]];
    const pairs = recordPairs(before, [[cell('a'), cell('b', 'added')]]);
    expect([0, 1].map((column) => columnChange(pairs, column))).toEqual(['same', 'added']);
  });

  it('are there where one side has no example at all', () => {
    expect(recordPairs(null, [[cell('a', 'added')]])).toHaveLength(1);
    expect(recordPairs([[cell('a')]], null)).toHaveLength(1);
    expect(recordPairs(null, null)).toEqual([]);
  });
});
