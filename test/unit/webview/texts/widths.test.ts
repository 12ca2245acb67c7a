import { describe, expect, it } from 'vitest';
import { LONG_LINE } from '../../../../webview/texts/longLines.ts';
import { widestLine } from '../../../../webview/texts/widths.ts';

const line = (...texts: readonly string[]) => ({
  segments: texts.map((text) => ({ text, changed: false, whitespace: false })),
});

describe('the widest line', () => {
  it('counts tabs to their stops and wide characters as two, over all segments', () => {
    expect(widestLine([line('ab', 'cd'), null, line('a\tb')])).toBe(5);
    expect(widestLine([line('日本')])).toBe(4);
    expect(widestLine([])).toBe(0);
  });

  it('is never wider than what is drawn of a long one', () => {
    expect(widestLine([line('a'.repeat(1_000_000))])).toBe(LONG_LINE);
  });
});
