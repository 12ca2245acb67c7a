import { describe, expect, it } from 'vitest';
import { isSameValue, sizeOfValue } from '../../../webview/plainValues.ts';

const value = () => ({ list: [1, 2n, NaN, null, { deep: 'text' }], flag: true, absent: undefined });

describe('plain values', () => {
  it('are the same when all that is in them is', () => {
    expect(isSameValue(value(), value())).toBe(true);
  });

  it.each([
    [1, 2],
    [0, -0],
    [1n, 1],
    [null, {}],
    [[], {}],
    [{ a: 1 }, { b: 1 }],
    [{ a: undefined }, { b: undefined }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [[1, 2], [1]],
    [{ a: { b: [{ c: 'x' }] } }, { a: { b: [{ c: 'y' }] } }],
  ])('differ: %o and %o', (one, other) => {
    expect([isSameValue(one, other), isSameValue(other, one)]).toEqual([false, false]);
  });

  it('are as large as their texts, about, and counted no further than it takes to know', () => {
    expect([sizeOfValue('text', 100), sizeOfValue({ a: 'ab', b: [1, 2] }, 100)]).toEqual([4, 6]);
    const read: number[] = [];
    const list = Array.from({ length: 9 }, (_, index) => ({
      get text() {
        read.push(index);
        return 'x'.repeat(10);
      },
    }));
    expect(sizeOfValue(list, 25)).toBeGreaterThanOrEqual(25);
    expect(read).toEqual([0, 1, 2]);
  });
});
