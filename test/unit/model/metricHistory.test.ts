import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinnedIndexes } from '../../../src/model/metricHistory.ts';

const values = fc.array(fc.oneof(fc.double(), fc.constant(NaN), fc.constant(Infinity)), { maxLength: 400 });

test('a short history keeps every point', () => {
  expect(thinnedIndexes([3, NaN, 1], 3)).toEqual([0, 1, 2]);
});

test('of each stretch the first, the least, the greatest and a gap are kept, and the last point of all', () => {
  //               first   least  gap  greatest
  const stretch = [0, 1, 2, -5, 3, NaN, 9, 4, 2, 1];
  expect(thinnedIndexes([...stretch, ...stretch], 8)).toEqual([0, 3, 5, 6, 10, 13, 15, 16, 19]);
});

test('no history loses its least, its greatest, its ends or its order, or keeps many more points than asked', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 4, max: 100 }), (points, most) => {
      const kept = thinnedIndexes(points, most);
      const numbers = (indexes: readonly number[]) =>
        indexes.flatMap((index) => points[index] ?? []).filter((value) => !Number.isNaN(value));
      const all = points.map((_, index) => index);
      expect(Math.max(...numbers(kept))).toBe(Math.max(...numbers(all)));
      expect(Math.min(...numbers(kept))).toBe(Math.min(...numbers(all)));
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect(kept.length).toBeLessThanOrEqual(most + 1);
      if (points.length > 0) expect([kept.at(0), kept.at(-1)]).toEqual([0, points.length - 1]);
    }),
    { numRuns: 300 },
  );
});
