import { describe, expect, it } from 'vitest';
import { cutText } from '../../../webview/ui/cuts.ts';

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n');

describe('a long text', () => {
  it('is cut at a line, or where one line alone is too long', () => {
    expect([cutText(lines(6), 'normal'), cutText(lines(7), 'normal')]).toEqual([lines(6), lines(6)]);
    expect(cutText(lines(200), 'page')).toBe(lines(60));
    expect(cutText('x'.repeat(1_000_000), 'page')).toBe('x'.repeat(8000));
  });

  it('is not cut in the middle of an emoji', () => {
    expect(cutText(`${'x'.repeat(89)}🙂`, 'short')).toBe('x'.repeat(89));
  });
});
