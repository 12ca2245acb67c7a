import { expect, test } from 'vitest';
import { countText } from '../../../../webview/find/countText.ts';
import { findMatches } from '../../../../webview/find/matches.ts';
import { findPattern } from '../../../../webview/find/pattern.ts';

const TEXTS = ['Text and text', 'context', 'a_text', 'über Text'].map((text) => ({ text }));

function found(query: string, options: { matchCase?: boolean; wholeWord?: boolean } = {}): readonly string[] {
  const pattern = findPattern(query, { matchCase: false, wholeWord: false, ...options });
  if (pattern === undefined) return ['nothing to find'];
  return findMatches(TEXTS, pattern, 100).items.map(({ text, occurrence }) => `${text}.${occurrence}`);
}

test('every occurrence is found in order, whatever its case', () => {
  expect(found('text')).toEqual(['0.0', '0.1', '1.0', '2.0', '3.0']);
});

test('case and whole words are heeded where asked for', () => {
  expect(found('Text', { matchCase: true })).toEqual(['0.0', '3.0']);
  expect(found('text', { wholeWord: true })).toEqual(['0.0', '0.1', '3.0']);
  expect(found('ber', { wholeWord: true })).toEqual([]);
});

test('a query is a text and no expression, and any white space stands for any other', () => {
  expect(found('.')).toEqual([]);
  expect(found('(a|b)*[')).toEqual([]);
  expect(found('and  text')).toEqual(['0.0']);
  expect(found('')).toEqual(['nothing to find']);
});

test('no more than so many are counted, and it is said that there are more', () => {
  const pattern = findPattern('e', { matchCase: false, wholeWord: false });
  expect(pattern && findMatches(TEXTS, pattern, 2)).toEqual({
    items: [
      { text: 0, occurrence: 0 },
      { text: 0, occurrence: 1 },
    ],
    more: true,
  });
  expect(pattern && findMatches(TEXTS, pattern, 6).more).toBe(false);
});

test('the count says where one is among the matches', () => {
  expect([
    countText('', -1, 0, false),
    countText('x', -1, 0, false),
    countText('x', -1, 17, false),
    countText('x', 2, 17, false),
    countText('x', 1233, 20_000, true),
  ]).toEqual(['', 'No results', '17 found', '3 of 17', '1,234 of 20,000+']);
});
