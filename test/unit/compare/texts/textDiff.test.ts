import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffLine, TextDiff } from '../../../../src/compare/comparison.ts';
import { diffText } from '../../../../src/compare/texts/textDiff.ts';
import { drawDiff } from '../draw.ts';

const picture = (left: string, right: string): string => drawDiff(diffText(left, right));

/** Rebuilds the right text from the left one: unchanged text is taken from the left, in order, changed from the diff. */
function apply(left: string, diff: TextDiff): string {
  const kept = pieces(diff, 'left').filter((piece) => !piece.changed);
  expect(
    pieces(diff, 'left')
      .map((piece) => piece.text)
      .join(''),
  ).toBe(left);
  let keptText = kept.map((piece) => piece.text).join('');
  let right = '';
  for (const piece of pieces(diff, 'right')) {
    right += piece.changed ? piece.text : keptText.slice(0, piece.text.length);
    if (!piece.changed) keptText = keptText.slice(piece.text.length);
  }
  expect(keptText).toBe('');
  return right;
}

function pieces(diff: TextDiff, side: 'left' | 'right'): { text: string; changed: boolean }[] {
  const lines = diff.rows.map((row) => row[side]).filter((line): line is DiffLine => line !== null);
  return lines.flatMap((line) => [...line.segments, { text: line.ending, changed: line.endingChanged }]);
}

const word = fc.constantFrom('the', 'text', 'Classify', '{text}', '情感', '分析文本', 'สวัสดีครับ', '👩‍👩‍👧', 'é', 'e\u0301');
const gap = fc.constantFrom(' ', ' ', '  ', '\t', '\n', '\n\n', '\r\n', '\r', '.', ', ');
const prompt = fc.array(fc.oneof(word, gap), { maxLength: 40 }).map((parts) => parts.join(''));
const anyText = fc.oneof(
  prompt,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r') }),
);
const effort = fc.constantFrom(0, 20, 200, 2_000_000);

describe('diffText, for any two texts and any effort', () => {
  it('turns the left text into the right one, character for character', () => {
    fc.assert(fc.property(anyText, anyText, effort, (a, b, steps) => apply(a, diffText(a, b, steps)) === b));
  });

  it('finds no change in a text compared with itself', () => {
    fc.assert(
      fc.property(anyText, effort, (text, steps) => {
        const diff = diffText(text, text, steps);
        return diff.identical && diff.precision === 'words' && diff.rows.every((row) => row.kind === 'same');
      }),
    );
  });

  it('says that unequal texts differ, even by white space alone', () => {
    fc.assert(fc.property(anyText, anyText, effort, (a, b, steps) => diffText(a, b, steps).identical === (a === b)));
  });

  it('mirrors the answer when the texts are swapped', () => {
    const mirror = { same: 'same', changed: 'changed', removed: 'added', added: 'removed' } as const;
    fc.assert(
      fc.property(anyText, anyText, effort, (a, b, steps) => {
        const there = diffText(a, b, steps);
        const back = diffText(b, a, steps);
        expect(back.rows).toEqual(
          there.rows.map(({ kind, left, right }) => ({ kind: mirror[kind], left: right, right: left })),
        );
        expect([back.addedLines, back.removedLines, back.precision]).toEqual([
          there.removedLines,
          there.addedLines,
          there.precision,
        ]);
      }),
    );
  });

  it('numbers the lines of both sides from 1 without a gap', () => {
    fc.assert(
      fc.property(anyText, anyText, effort, (a, b, steps) => {
        for (const side of ['left', 'right'] as const) {
          const numbers = diffText(a, b, steps).rows.flatMap((row) => row[side]?.number ?? []);
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        }
      }),
    );
  });
});

describe('diffText', () => {
  it('marks the changed words on both sides', () => {
    expect(
      picture(
        'Analyze the sentiment of the following text: {text}',
        "Classify the sentiment of the following text. Respond with only 'positive' or 'negative'. Text: {text}",
      ),
    ).toMatchInlineSnapshot(`
      "~ 1 [Analyze] the sentiment of the following text: {text}
        1 [Classify] the sentiment of the following text[. Respond with only 'positive' or 'negative'. Text]: {text}"
    `);
  });

  it('keeps equal lines apart from added, removed and replaced ones', () => {
    const left = 'You are helpful.\nBe brief.\nAnswer in English.\nUse lists.\n';
    const right = 'You are helpful.\nBe very brief.\nNever guess.\nAnswer in English.\n';
    expect(picture(left, right)).toMatchInlineSnapshot(`
      "  1 1 You are helpful.
      ~ 2 Be brief.
        2 Be [very ]brief.
      +   3 [Never guess.]
        3 4 Answer in English.
      - 4   [Use lists.]"
    `);
  });

  it('pairs the lines that share their words, wherever they stand in a rewritten block', () => {
    const left = 'Read the review below.\nReturn the label only.\n';
    const right = 'You are an expert.\nThink first.\nRead the customer review below.\nReturn the label as JSON only.\n';
    expect(picture(left, right)).toMatchInlineSnapshot(`
      "+   1 [You are an expert.]
      +   2 [Think first.]
      ~ 1 Read the review below.
        3 Read the [customer ]review below.
      ~ 2 Return the label only.
        4 Return the label [as JSON ]only."
    `);
  });

  it('does not stop at chance words inside a rewritten sentence', () => {
    expect(picture('Summarize the document thoroughly.', 'Translate the paragraph beautifully.'))
      .toMatchInlineSnapshot(`
      "~ 1 [Summarize the document thoroughly].
        1 [Translate the paragraph beautifully]."
    `);
  });

  it('shows white space that changed, and only that', () => {
    expect(picture('a  b\n\tc', 'a b\n    c ')).toMatchInlineSnapshot(`
      "~ 1 a[··]b
        1 a[·]b
      ~ 2 [→]c
        2 [····]c[·]"
    `);
  });

  it('shows line endings that changed', () => {
    expect(picture('one\r\ntwo\n', 'one\ntwo')).toMatchInlineSnapshot(`
      "~ 1 one⟨CRLF⟩
        1 one⟨LF⟩
      ~ 2 two⟨LF⟩
        2 two⟨none⟩"
    `);
  });

  it('finds words in languages without spaces', () => {
    expect(picture('请分析以下文本的情感。', '请分类以下文本的情感。')).toMatchInlineSnapshot(`
      "~ 1 请[分析]以下文本的情感。
        1 请[分类]以下文本的情感。"
    `);
    expect(picture('次の文章を要約してください。', '次の文章を翻訳してください。')).toMatchInlineSnapshot(`
      "~ 1 次の文章を[要約]してください。
        1 次の文章を[翻訳]してください。"
    `);
  });

  it('never cuts an emoji or an accented letter', () => {
    expect(picture('ok 👩‍👩‍👧 cafe\u0301', 'ok 👩‍👩‍👦 cafe')).toBe('~ 1 ok [👩‍👩‍👧 cafe\u0301]\n  1 ok [👩‍👩‍👦 cafe]');
  });

  it('sets what was added or removed where a reader would, whatever stands around it', () => {
    expect(picture('Be kind.\nBye.\n', 'Be kind.\nBe brief.\nBye.\n')).toMatchInlineSnapshot(`
      "  1 1 Be kind.
      +   2 [Be brief.]
        2 3 Bye."
    `);
    expect(picture('Be brief. Bye.', 'Be brief. Be kind. Bye.')).toBe(
      '~ 1 Be brief. Bye.\n  1 Be brief. [Be kind. ]Bye.',
    );
    expect(picture('very kind', 'kind')).toBe('~ 1 [very ]kind\n  1 kind');
    expect(picture('ha ha', 'ha')).toBe('~ 1 [ha ]ha\n  1 ha');
    expect(picture('ha', 'ha ha')).toBe('~ 1 ha\n  1 [ha ]ha');
  });

  it('treats a missing text as empty', () => {
    expect(picture('', 'a\nb')).toMatchInlineSnapshot(`
      "+   1 [a]
      +   2 [b]"
    `);
    expect(picture('', '')).toBe('');
  });
});

describe('diffText of long texts', () => {
  const words = (count: number, from: number): string[] =>
    Array.from({ length: count }, (_, index) => `word${(index * 7_919 + from) % 5_003}`);

  it('marks a line whole, and says so, when its words are too unlike to compare', () => {
    const left = words(10_000, 1).join(' ');
    const right = words(10_000, 2_500).toReversed().join(' ');
    const diff = diffText(left, right);
    expect({ ...diff, rows: diff.rows.length }).toEqual({
      identical: false,
      rows: 1,
      precision: 'lines',
      shortened: 'Too much changed to compare every word: some changed lines are marked whole.',
      addedLines: 0,
      removedLines: 0,
      changedLines: 1,
    });
    expect(apply(left, diff)).toBe(right);
  });

  it('still finds the one word that changed in a line of 10,000', () => {
    const left = words(10_000, 1);
    const right = left.with(5_000, 'CHANGED');
    const diff = diffText(left.join(' '), right.join(' '));
    const marked = diff.rows.flatMap((row) => row.right?.segments.filter((segment) => segment.changed) ?? []);
    expect(diff.precision).toBe('words');
    expect(marked).toEqual([{ text: 'CHANGED', changed: true, whitespace: false }]);
  });

  it('still finds the text that both have in a line that is too unlike as a whole', () => {
    const unlike = (mark: string): string =>
      words(3_000, 1)
        .map((each, index) => `${each}${mark}${index}`)
        .join(' ');
    const anchor = ' This sentence of ten common words stands in both texts. ';
    const left = unlike('l') + anchor + unlike('L');
    const right = unlike('r') + anchor + unlike('R');
    const diff = diffText(left, right);
    const kept = diff.rows.flatMap((row) => row.left?.segments.filter((segment) => !segment.changed) ?? []);
    expect(kept.map((segment) => segment.text)).toEqual([anchor]);
    expect(diff.precision).toBe('lines');
    expect(apply(left, diff)).toBe(right);
  });

  it('compares every word where each of a thousand lines changed a little', () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `${words(12, index * 31).join(' ')}.`);
    const diff = diffText(lines.join('\n'), lines.map((line) => line.replace(/ /, ' new ')).join('\n'));
    expect([diff.precision, diff.changedLines, diff.addedLines, diff.removedLines]).toEqual(['words', 1_000, 0, 0]);
    const marked = diff.rows.flatMap((row) => row.right?.segments.filter((segment) => segment.changed) ?? []);
    expect(marked.every((segment) => segment.text === 'new ')).toBe(true);
  });

  it('marks one block, and says so, when even the lines are too unlike', () => {
    const left = ['same', ...words(5_000, 1), 'end'].join('\n');
    const right = ['same', ...words(5_000, 2_500).map((line) => `${line}!`), 'end'].join('\n');
    const diff = diffText(left, right);
    expect(diff.precision).toBe('block');
    expect(diff.shortened).toMatch(/^Too many lines changed/);
    expect([diff.rows.at(0)?.kind, diff.rows.at(1)?.kind, diff.rows.at(-1)?.kind]).toEqual(['same', 'changed', 'same']);
    expect(apply(left, diff)).toBe(right);
  });

  it('takes a text of a hundred thousand lines', () => {
    const left = words(200_000, 1).join('\n');
    expect(diffText(left, `${left}\nmore`).addedLines).toBe(1);
    expect(diffText('', left).addedLines).toBe(200_000);
  });
});
