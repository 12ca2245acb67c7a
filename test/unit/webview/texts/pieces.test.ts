import { describe, expect, it } from 'vitest';
import { blankWords, codePoint, piecesOf } from '../../../../webview/texts/pieces.ts';

const picture = (text: string, blanks: boolean): string =>
  piecesOf(text, blanks)
    .map((piece) =>
      piece.kind === 'text'
        ? piece.text
        : `<${piece.kind}${piece.kind === 'hidden' ? ` ${codePoint(piece.text)}` : ''}>`,
    )
    .join('');

describe('a line in pieces', () => {
  it('has its white space apart where that is to be seen', () => {
    expect(picture('a  b\tc', false)).toBe('a  b\tc');
    expect(picture('  a\t\tb ', true)).toBe('<spaces>a<tab><tab>b<spaces>');
    expect(picture('a\u00A0b\u3000', true)).toBe('a<hidden U+00A0>b<hidden U+3000>');
  });

  it('always shows characters that hide, and those that turn the order of others', () => {
    expect(picture('a\u200Bb', false)).toBe('a<hidden U+200B>b');
    expect(picture('\u202Eabc', false)).toBe('<hidden U+202E>abc');
    expect(picture('ok\u{E0041}\u{E0042}', false)).toBe('ok<hidden U+E0041><hidden U+E0042>');
  });

  it('leaves the joiners of emoji and scripts alone', () => {
    expect(picture('👩‍👧 می‌خواهم', false)).toBe('👩‍👧 می‌خواهم');
  });

  it('marks its variables, and has all of its text in order', () => {
    const pieces = piecesOf('say {text} now', true, [{ start: 4, end: 10 }]);
    expect(pieces.map(({ text }) => text).join('')).toBe('say {text} now');
    expect(pieces.filter(({ variable }) => variable).map(({ text }) => text)).toEqual(['{text}']);
  });

  it('says white space in words', () => {
    expect(blankWords('  ')).toBe('2 spaces');
    expect(blankWords('\t')).toBe('1 tab');
    expect(blankWords('\t  \u00A0')).toBe('1 tab and 2 spaces and 1 other blank');
  });
});
