import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MetricHistory } from '../../../../src/model/metricHistory.ts';
import { drawable, lineOf, merge, originOf, spread, undrawn, withDetail } from '../../../../webview/metrics/lines.ts';
import type { Line } from '../../../../webview/metrics/lines.ts';

const history: MetricHistory = { steps: [0, 1, 2], timestamps: [5_000, 9_000, 7_000], values: [1, 2, 3], total: 3 };

const line = (...points: readonly (readonly [x: number, y: number])[]): Line => ({
  xs: points.map(([x]) => x),
  ys: points.map(([, y]) => y),
});

describe('a line along an axis', () => {
  test('goes from step to step', () => {
    expect(lineOf(history, 'step', 0)).toEqual(line([0, 1], [1, 2], [2, 3]));
  });

  test('goes from time to time, in whichever order the steps were logged', () => {
    expect(lineOf(history, 'time', 0)).toEqual(line([5_000, 1], [7_000, 3], [9_000, 2]));
  });

  test('begins at zero on the axis of relative time', () => {
    expect(lineOf(history, 'relative', originOf(history))).toEqual(line([0, 1], [2_000, 3], [4_000, 2]));
  });

  test('has the points of a closer look where one was taken, and its own around it', () => {
    const whole = line([0, 1], [10, 2], [20, 3], [30, 4]);
    const detail = line([10, 2], [12, 9], [20, 3]);
    expect(withDetail(whole, detail, { from: 10, to: 20 })).toEqual(line([0, 1], [10, 2], [12, 9], [20, 3], [30, 4]));
    expect(withDetail(whole, line([29, 7]), { from: 25, to: 99 })).toEqual(line([0, 1], [10, 2], [20, 3], [29, 7]));
    expect(withDetail(whole, line(), { from: -9, to: -1 })).toEqual(whole);
  });
});

describe('lines of different steps', () => {
  test('share one axis, on which each has its own places', () => {
    expect(merge([line([0, 1], [2, 1]), line([1, 5], [2, 5], [3, 5])])).toEqual({
      xs: [0, 1, 2, 3],
      rows: [
        [0, 2],
        [1, 2, 3],
      ],
    });
  });

  test('keep every one of several values at the same place', () => {
    expect(merge([line([0, 1], [0, 2], [0, 3]), line([0, 9], [1, 9])])).toEqual({
      xs: [0, 0, 0, 1],
      rows: [
        [0, 1, 2],
        [0, 3],
      ],
    });
  });

  test('lose no point and stay in order, whatever they are', () => {
    const ascending = fc.array(fc.integer({ min: 0, max: 40 })).map((xs) => xs.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(ascending), (all) => {
        const lines = all.map((xs) => ({ xs, ys: xs.map(() => 1) }));
        const { xs, rows } = merge(lines);
        expect(xs).toEqual(xs.toSorted((a, b) => a - b));
        expect(rows.map((own) => own.map((row) => xs[row]))).toEqual(all);
      }),
    );
  });
});

describe('values along shared places', () => {
  test('leave open what belongs to other lines', () => {
    expect(spread([1, 2], [0, 3], 5)).toEqual([1, undefined, undefined, 2, undefined]);
  });

  test('have a gap up to the neighbours of a point that cannot be drawn', () => {
    expect(spread([1, null, 2], [0, 2, 4], 6)).toEqual([1, null, null, null, 2, undefined]);
    expect(spread([null, 2], [1, 3], 5)).toEqual([null, null, null, 2, undefined]);
  });
});

test('NaN and infinities are not drawn; on a log scale neither is what is not above zero', () => {
  const ys = [1, NaN, Infinity, -Infinity, 0, -2, 3];
  expect(drawable(ys, false)).toEqual([1, null, null, null, 0, -2, 3]);
  expect(drawable(ys, true)).toEqual([1, null, null, null, null, null, 3]);
  expect(undrawn({ xs: ys, ys }, false)).toEqual({ nan: [1], positive: [2], negative: [3], notAboveZero: [] });
  expect(undrawn({ xs: ys, ys }, true)).toEqual({ nan: [1], positive: [2], negative: [3], notAboveZero: [4, 5] });
});
