import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  drawnSpan,
  pannedSpan,
  spanOf,
  stillServes,
  widened,
  within,
  zoomedSpan,
} from '../../../../webview/metrics/span.ts';

const whole = { from: 0, to: 100 };

test('the span of lines goes from their first to their last place', () => {
  expect(spanOf([{ xs: [5, 9] }, { xs: [] }, { xs: [2, 3] }])).toEqual({ from: 2, to: 9 });
  expect(spanOf([{ xs: [] }])).toBeUndefined();
});

test('a single point is drawn with room on both sides', () => {
  expect(drawnSpan({ from: 7, to: 7 })).toEqual({ from: 6, to: 8 });
});

test('zooming keeps the place it zooms around where it is', () => {
  expect(zoomedSpan(whole, whole, 0.5, 25, 2)).toEqual({ from: 12.5, to: 62.5 });
  expect(zoomedSpan({ from: 10, to: 12 }, whole, 0.5, 11, 2)).toEqual({ from: 10, to: 12 });
});

test('zooming out ends with all there is', () => {
  expect(zoomedSpan({ from: 0, to: 60 }, whole, 2, 30, 2)).toBeNull();
  expect(zoomedSpan({ from: 80, to: 100 }, whole, 2, 90, 2)).toEqual({ from: 60, to: 100 });
});

test('the view moves up to the ends', () => {
  expect(pannedSpan({ from: 10, to: 30 }, whole, 0.5)).toEqual({ from: 20, to: 40 });
  expect(pannedSpan({ from: 70, to: 90 }, whole, 5)).toEqual({ from: 80, to: 100 });
  expect(pannedSpan(whole, whole, 0.5)).toBeNull();
});

test('whatever is zoomed into lies within all there is', () => {
  const place = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(place, place, (a, b) => {
      const seen = within({ from: Math.min(a, b), to: Math.max(a, b) }, whole);
      if (seen === null) return;
      expect(seen.from).toBeGreaterThanOrEqual(whole.from);
      expect(seen.to).toBeLessThanOrEqual(whole.to + 1e-9);
    }),
  );
});

test('what was asked for a view still does for one inside of it that is about as wide', () => {
  const seen = { from: 40, to: 60 };
  const asked = widened(seen);
  expect(asked).toEqual({ from: 30, to: 70 });
  expect(stillServes(asked, seen, { from: 48, to: 68 })).toBe(true);
  expect(stillServes(asked, seen, { from: 52, to: 72 })).toBe(false);
  expect(stillServes(asked, seen, { from: 45, to: 50 })).toBe(false);
});
