import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffLine, DiffSegment, TextDiff } from '../../../../src/compare/comparison.ts';
import { diffText } from '../../../../src/compare/texts/textDiff.ts';
import { splitLines, splitSentences, splitWords } from '../../../../src/compare/texts/textTokens.ts';

/** The right text, made of the left one and of nothing of the diff but what it marks as changed on the right. */
function applyDiff(left: string, { rows }: TextDiff): string {
  const lines = (side: 'left' | 'right'): DiffLine[] => rows.flatMap((row) => row[side] ?? []);
  const pieces = (side: 'left' | 'right'): Pick<DiffSegment, 'text' | 'changed'>[] =>
    lines(side).flatMap(({ segments, ending, endingChanged }) => [
      ...segments,
      { text: ending, changed: endingChanged },
    ]);
  let at = 0;
  let kept = '';
  for (const { text, changed } of pieces('left')) {
    if (!changed) kept += left.slice(at, at + text.length);
    at += text.length;
  }
  expect(at).toBe(left.length);
  let taken = 0;
  const right = pieces('right').map(({ text, changed }) =>
    changed ? text : kept.slice(taken, (taken += text.length)),
  );
  expect(taken).toBe(kept.length);
  return right.join('');
}

const words = fc.constantFrom(
  'Classify',
  'the',
  'text',
  '{text}',
  'сначала',
  '情感分析',
  '文章を要約する。',
  'สวัสดีครับ',
  'សួស្តី',
  'مرحبا',
  '\u202eשלום',
  '👩‍👩‍👧',
  '👍🏽',
  'e\u0301',
  '\u0301',
  '\ud800',
  '😀',
);
const gaps = fc.constantFrom(' ', ' ', '  ', '\t', '\n', '\r\n', '\r', '\n\n', '\u2028', '\u00a0', '. ', ',', '。', '');
const pieces = fc.array(fc.oneof(words, gaps), { maxLength: 60 });

/** A text and what became of it: some pieces replaced, removed, said twice, or moved. */
const edited = fc
  .record({
    list: pieces,
    edits: fc.array(fc.record({ at: fc.nat(60), piece: fc.oneof(words, gaps), kind: fc.nat(3) }), { maxLength: 6 }),
  })
  .map(({ list, edits }) => {
    const right = [...list];
    for (const { at, piece, kind } of edits) {
      if (kind === 0) right.splice(at, 1, piece);
      else if (kind === 1) right.splice(at, 1);
      else if (kind === 2) right.splice(at, 0, piece, piece);
      else right.splice(at, 0, ...right.splice(0, 3));
    }
    return [list.join(''), right.join('')] as const;
  });
/** A long text, or one long line, too unlike for little effort: it is cut at what both have. */
const long = fc
  .tuple(edited, edited, fc.constantFrom(' ', '\n'))
  .map(([[a, b], [c, d], gap]) => [`${a} `.repeat(20) + gap + c, d + gap + `${b} `.repeat(20)] as const);
const effort = fc.constantFrom(0, 50, 5_000, 2_000_000);

describe('diffText, for a text and what became of it', () => {
  it.each([
    ['short', edited],
    ['long', long],
  ])('gives the right text out of the left one, character for character: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, effort, ([left, right], steps) => {
        expect(applyDiff(left, diffText(left, right, steps))).toBe(right);
        expect(applyDiff(right, diffText(right, left, steps))).toBe(left);
      }),
      { numRuns: 150 },
    );
  });

  it('mirrors the answer when the texts are swapped', () => {
    const mirror = { same: 'same', changed: 'changed', removed: 'added', added: 'removed' } as const;
    fc.assert(
      fc.property(fc.oneof(edited, long), effort, ([left, right], steps) => {
        const there = diffText(left, right, steps);
        const back = diffText(right, left, steps);
        expect(back.rows).toEqual(
          there.rows.map((row) => ({ kind: mirror[row.kind], left: row.right, right: row.left })),
        );
        expect([back.precision, back.identical]).toEqual([there.precision, there.identical]);
      }),
      { numRuns: 150 },
    );
  });

  it('marks nothing in rows that are the same, and white space as such', () => {
    fc.assert(
      fc.property(edited, effort, ([left, right], steps) => {
        for (const { kind, left: before, right: after } of diffText(left, right, steps).rows) {
          const segments = [...(before?.segments ?? []), ...(after?.segments ?? [])];
          if (kind === 'same') expect(segments.some(({ changed }) => changed)).toBe(false);
          for (const { text, changed, whitespace } of segments) {
            expect(text).not.toBe('');
            expect(whitespace).toBe(changed && text.trim() === '');
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('cutting a text', () => {
  const anyText = fc.oneof(
    pieces.map((list) => list.join('')),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', '1', 'é', 'ß', '²', '_', '-', '’', '—', ' ', '\u00a0', '\n', '\r') }),
  );

  it('keeps every character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const split of [splitLines, splitWords, splitSentences]) expect(split(text).join('')).toBe(text);
      }),
    );
  });

  it('finds the same words whether or not there is anything beside western letters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(splitWords(`${text}|\n中`)).toEqual([...splitWords(`${text}|`), '\n', '中']);
      }),
    );
  });

  it('finds words where none is set apart by a space', () => {
    expect(splitWords('ฉันรักแมว')).toEqual(['ฉัน', 'รัก', 'แมว']);
    expect(splitWords('请分析文本')).toEqual(['请', '分析', '文本']);
    expect(splitWords('東京に行く')).toEqual(['東京', 'に', '行く']);
    expect(splitWords('ខ្ញុំស្រលាញ់ឆ្មា').length).toBeGreaterThan(1);
    expect(splitWords('العربية سهلة')).toEqual(['العربية', ' ', 'سهلة']);
    expect(splitWords('cafe\u0301 👩‍👩‍👧!')).toEqual(['cafe\u0301', ' ', '👩‍👩‍👧', '!']);
  });
});
