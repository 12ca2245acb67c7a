import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  axisLabels,
  axisTicks,
  logTicks,
  numberLabels,
  numberTicks,
  paddedRange,
  timeLabels,
} from '../../../../webview/metrics/ticks.ts';

const at = (text: string): number => Date.parse(`2026-11-${text}Z`);
const SECOND = 1000;
const HOUR = 3_600_000;

describe('marks on an axis of numbers', () => {
  test('are round', () => {
    expect(numberTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(numberTicks(0.871, 0.874, 4)).toEqual([0.871, 0.872, 0.873, 0.874]);
    expect(numberTicks(-130, 260, 4)).toEqual([-100, 0, 100, 200]);
    expect(numberTicks(0, 3e-12, 3)).toHaveLength(4);
  });

  test('are whole where they are steps', () => {
    expect(axisTicks('step', 0, 3, 10)).toEqual([0, 1, 2, 3]);
    expect(axisTicks('step', 0, 99_999, 5)).toEqual([0, 20_000, 40_000, 60_000, 80_000]);
  });

  test('lie in the range, in order, and are not many more than asked for', () => {
    const bound = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(bound, bound, fc.integer({ min: 1, max: 20 }), (a, b, most) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const ticks = numberTicks(from, to, most);
        // Between two large numbers that are close together there is hardly a number to mark.
        const slack = (to - from) * 1e-6 + Math.max(Math.abs(from), Math.abs(to)) * Number.EPSILON;
        expect(ticks.every((tick) => tick >= from - slack && tick <= to + slack)).toBe(true);
        expect(ticks).toEqual([...new Set(ticks)].sort((x, y) => x - y));
        expect(ticks.length).toBeLessThanOrEqual(most + 2);
      }),
    );
  });

  test('are said in short, and differently where they differ', () => {
    expect(numberLabels([0, 20_000, 40_000])).toEqual(['0', '20k', '40k']);
    expect(numberLabels([-1.5e6, 0, 1.5e6])).toEqual(['−1.5M', '0', '1.5M']);
    expect(numberLabels([0.1 + 0.2, 0.4])).toEqual(['0.3', '0.4']);
    expect(numberLabels([66_850, 66_860])).toEqual(['66,850', '66,860']);
    expect(numberLabels([10_000.5, 10_001.5])).toEqual(['10,000.5', '10,001.5']);
    expect(numberLabels([1e-7, 2e-7])).toEqual(['1e-7', '2e-7']);
    expect(numberLabels([])).toEqual([]);
  });
});

describe('marks on a log scale', () => {
  test('are powers of ten, thinned where those are many', () => {
    expect(logTicks(0.001, 1000, 8)).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
    expect(logTicks(1e-12, 1e12, 6)).toHaveLength(5);
  });

  test('have 2 and 5 between where there is room, and round numbers where not even those are enough', () => {
    expect(logTicks(1, 100, 8)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(logTicks(3, 4.5, 4)).toEqual([3, 3.5, 4, 4.5]);
  });
});

describe('marks on an axis of time', () => {
  test('stand at round times of the clock, with the day where it begins', () => {
    const ticks = axisTicks('time', at('23T22:10:00'), at('24T03:50:00'), 4);
    expect(axisLabels('time', ticks)).toEqual(['00:00\nNov 24, 2026', '02:00']);
    expect(timeLabels([at('23T22:00:00'), at('23T23:00:00'), at('24T00:00:00')])).toEqual([
      '22:00\nNov 23, 2026',
      '23:00',
      '00:00\nNov 24, 2026',
    ]);
  });

  test('are as exact as their distance asks for', () => {
    const first = at('23T22:10:00');
    expect(timeLabels([first, first + 5 * SECOND])).toEqual(['22:10:00\nNov 23, 2026', '22:10:05']);
    expect(timeLabels([first, first + 5])).toEqual(['22:10:00.000\nNov 23, 2026', '22:10:00.005']);
    expect(timeLabels([first, first + 24 * HOUR])).toEqual(['Nov 23, 2026', 'Nov 24, 2026']);
    expect(timeLabels([9e15])).toEqual(['']);
  });

  test('count from the first point where time is relative', () => {
    const ticks = axisTicks('relative', 0, 5 * 60 * SECOND, 5);
    expect(axisLabels('relative', ticks)).toEqual(['0', '1 min', '2 min', '3 min', '4 min', '5 min']);
  });
});

describe('the range of values', () => {
  test('has a little room above and below', () => {
    expect(paddedRange(0, 100, false)).toEqual([-6, 106]);
    expect(paddedRange(5, 5, false)).toEqual([4.5, 5.5]);
    expect(paddedRange(0, 0, false)).toEqual([-1, 1]);
    expect(paddedRange(null, null, false)).toEqual([0, 1]);
  });

  test('stays above zero on a log scale', () => {
    const [from, to] = paddedRange(1, 1e20, true);
    expect([Math.round(Math.log10(from)), Math.round(Math.log10(to))]).toEqual([-1, 21]);
    expect(paddedRange(4, 4, true)).toEqual([2, 8]);
    expect(paddedRange(null, null, true)).toEqual([0.1, 10]);
  });
});
