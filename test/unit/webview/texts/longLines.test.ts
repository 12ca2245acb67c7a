import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffSegment } from '../../../../src/compare/comparison.ts';
import { cutLine, LONG_LINE } from '../../../../webview/texts/longLines.ts';
import type { LinePart } from '../../../../webview/texts/longLines.ts';

const same = (text: string): DiffSegment => ({ text, changed: false, whitespace: false });
const changed = (text: string): DiffSegment => ({ text, changed: true, whitespace: false });

const picture = (parts: readonly LinePart[]): string[] =>
  parts.map((part) => ('omitted' in part ? `… ${part.omitted} …` : `${part.text.length}${part.changed ? '!' : ''}`));

describe('a very long line', () => {
  it('is whole as long as it is of ordinary length', () => {
    const segments = [same('a'.repeat(LONG_LINE - 1)), changed('b')];
    expect(cutLine(segments)).toBe(segments);
  });

  it('shows its start where nothing in it changed', () => {
    expect(picture(cutLine([same('a'.repeat(1_000_000))]))).toEqual(['2000', '… 998000 …']);
  });

  it('shows what changed, with some of the text around it', () => {
    const segments = [same('a'.repeat(5_000)), changed('one'), same('b'.repeat(9_000)), changed('two'), same('c')];
    expect(picture(cutLine(segments))).toEqual(['… 4880 …', '120', '3!', '120', '… 8760 …', '120', '3!', '1']);
  });

  it('shows the start of a change that is long itself', () => {
    expect(picture(cutLine([same('a'), changed('b'.repeat(10_000)), same('c')]))).toEqual(['1', '1999!', '… 8002 …']);
  });

  it('is never cut inside a character of two code units', () => {
    const parts = cutLine([same('😀'.repeat(5_000)), changed('x'), same(`a${'😀'.repeat(5_000)}`)]);
    expect(parts.flatMap((part) => ('omitted' in part ? [] : [part.text.isWellFormed()]))).not.toContain(false);
  });

  it('has nothing lost or invented, whatever it is made of', () => {
    const segment = fc.record({
      text: fc.string({ minLength: 1, maxLength: 3_000 }),
      changed: fc.boolean(),
      whitespace: fc.constant(false),
    });
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), (segments) => {
        const whole = segments.map(({ text }) => text).join('');
        let at = 0;
        for (const part of cutLine(segments)) {
          if (!('omitted' in part)) expect(whole.slice(at, at + part.text.length)).toBe(part.text);
          at += 'omitted' in part ? part.omitted : part.text.length;
        }
        expect(at).toBe(whole.length);
      }),
    );
  });
});
