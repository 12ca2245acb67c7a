import { describe, expect, it } from 'vitest';
import { diffText } from '../../../../src/compare/texts/textDiff.ts';
import { endingMark, endingWords } from '../../../../webview/texts/endingWords.ts';

const words = (left: string, right: string): readonly string[] => endingWords(diffText(left, right));

/** What stands behind the lines of either side. */
function marks(left: string, right: string): string[] {
  return diffText(left, right).rows.flatMap((row) => {
    const ends = [
      row.left && endingMark(row.left, row.right, 'removed'),
      row.right && endingMark(row.right, row.left, 'added'),
    ];
    return [ends.map((mark) => mark?.sign ?? '').join('|')];
  });
}

describe('line endings that changed', () => {
  it('are said in words', () => {
    expect(words('a\nb\n', 'a\r\nb\r\n')).toEqual(['2 lines end in CRLF instead of LF.']);
    expect(words('a\r\nb\n', 'a\nb\n')).toEqual(['1 line ends in LF instead of CRLF.']);
    expect(words('a\nb', 'a\nb\n')).toEqual(['The last line now ends in a newline.']);
    expect(words('a\nb\n', 'a\nb')).toEqual(['The newline at the end is gone.']);
    expect(words('a\nb', 'a\nc')).toEqual([]);
  });

  it('stand behind their lines', () => {
    expect(marks('a\nb\n', 'a\r\nb\n')).toEqual(['LF|CRLF', '|']);
    expect(marks('a\nb', 'a\nb\n')).toEqual(['|', 'no newline at the end|LF']);
  });

  it('are line breaks, where one was added or removed alone', () => {
    expect(marks('say hello to me now\n', 'say hello to me\nnow\n')).toEqual(['|↵', '|']);
    expect(marks('one two\n', 'one\ntwo\n')).toEqual(['|↵', '|']);
    expect(marks('one\ntwo\n', 'one two\n')).toEqual(['↵|', '|']);
  });

  it('are no news where a whole line came or went', () => {
    expect(marks('a\n', 'a\nb\n')).toEqual(['|', '|']);
  });
});
