import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smoothed } from '../../../../webview/metrics/smoothing.ts';

const rounded = (values: readonly (number | null)[]) => values.map((value) => value && Number(value.toFixed(4)));

test('an average begins at the first value and follows the others slowly', () => {
  expect(rounded(smoothed([1, 0, 0, 0], 0.5))).toEqual([1, 0.3333, 0.1429, 0.0667]);
});

test('a gap stays a gap, and the average goes on after it as if it were not there', () => {
  expect(rounded(smoothed([null, 1, null, 0], 0.5))).toEqual([null, 1, null, 0.3333]);
});

test('without weight of the past the values stay what they are', () => {
  expect(smoothed([3, 1, 2], 0)).toEqual([3, 1, 2]);
});

test('an average never leaves the range of its values, and equal values have themselves as average', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const weight = fc.double({ min: 0, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), weight, (values, past) => {
      const all = smoothed(values, past).map((one) => one ?? NaN);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
      expect(Math.max(...all)).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
    }),
  );
  expect(rounded(smoothed([7, 7, 7], 0.99))).toEqual([7, 7, 7]);
});
