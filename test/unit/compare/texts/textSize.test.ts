import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sizeOfText } from '../../../../src/compare/texts/textSize.ts';
import { countWords, splitSentences, splitWords } from '../../../../src/compare/texts/textTokens.ts';
import { estimateTokens } from '../../../../src/compare/texts/tokenEstimate.ts';

it.each([
  ['', 0, 0, 0, 0],
  ['You are a support assistant.\nBe brief, {name}!\n', 47, 8, 2, 14],
  ['{"a_b": [1234, 5.6], "c": null}', 31, 6, 1, 18],
  ['Ein Café für Ärzte — geöffnet', 29, 5, 1, 12],
  ['日本語の文章です。', 9, 4, 1, 8],
  ['Привет, мир', 11, 2, 1, 5],
  ['👍🏽 ok', 5, 1, 1, 3],
])('the size of %j', (text, characters, words, lines, tokens) => {
  expect(sizeOfText(text)).toEqual({ characters, words, lines, tokens });
});

it('words are counted as they are compared', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
      expect(countWords(text)).toBe(splitWords(text).filter((word) => /[\p{L}\p{N}]/u.test(word)).length);
    }),
  );
});

it('a foreign word changes the estimate by itself, and not how the words around it are counted', () => {
  const english = 'answer the customer '.repeat(50);
  expect(estimateTokens(`${english}日本 ${english}`)).toBe(Math.ceil(2 * estimateTokens(english) + 2 * 0.85));
});

it('sentences keep every character, and go on over the ends of lines that are wrapped', () => {
  expect(splitSentences('Answer questions\nabout orders.\nBe brief\n- be kind\nThe end')).toEqual([
    'Answer questions\nabout orders.\n',
    'Be brief\n',
    '- be kind\n',
    'The end',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(splitSentences(text).join('')).toBe(text);
    }),
  );
});
