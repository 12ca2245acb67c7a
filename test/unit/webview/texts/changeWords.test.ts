import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import { changeWords } from '../../../../webview/texts/changeWords.ts';
import { buildPrompt, buildSnapshot } from '../../../fixtures/build.ts';

/** What is said of a prompt that `v1` and `v2` have with these lines; null where a run has no such prompt. */
function wordsFor(...texts: (readonly string[] | null)[]): string | undefined {
  const runs = texts.map((lines) => buildSnapshot({ prompts: lines === null ? [] : [buildPrompt(lines.join('\n'))] }));
  const cell = compare(runs).prompts.items[0]?.cells[1];
  return cell && changeWords(cell, 'v1', 'v2');
}

describe('what became of a text', () => {
  it.each<[string, readonly string[] | null, readonly string[] | null]>([
    ['Identical', ['a'], ['a']],
    ['1 line changed', ['be brief'], ['be very brief']],
    ['2 lines changed', ['be brief', 'same', 'be kind'], ['be very brief', 'same', 'be very kind']],
    ['1 line changed, 2 added', ['be brief', 'end'], ['be very brief', 'x', 'y', 'end']],
    ['2 lines removed', ['same', 'x', 'y', 'end'], ['same', 'end']],
    ['Only in v2', null, ['a']],
    ['Only in v1', ['a', 'b'], null],
  ])('is said in words: %s', (words, left, right) => {
    expect(wordsFor(left, right)).toBe(words);
  });

  it('is nothing where neither run has it', () => {
    expect(changeWords({ change: 'same', diff: null }, 'v1', 'v2')).toBe('');
  });
});
