import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf } from '../../../../webview/metrics/bars.ts';

test('bars begin at zero, on one scale', () => {
  expect(barsOf([10, 5, 0])).toEqual([
    { left: 0, width: 100 },
    { left: 0, width: 50 },
    { left: 0, width: 0 },
  ]);
});

test('values below zero go to the other side', () => {
  expect(barsOf([-10, 30])).toEqual([
    { left: 0, width: 25 },
    { left: 25, width: 75 },
  ]);
});

test('what was not logged or is no finite number has no bar, and a tiny value has one that can be seen', () => {
  expect(barsOf([null, NaN, Infinity, 1e-9, 1])).toEqual([
    null,
    null,
    null,
    { left: 0, width: 0.5 },
    { left: 0, width: 100 },
  ]);
});

test('bars lie within their room, whatever the values', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
      for (const bar of barsOf(values)) {
        expect(bar?.left).toBeGreaterThanOrEqual(0);
        expect((bar?.left ?? NaN) + (bar?.width ?? NaN)).toBeLessThanOrEqual(100.6);
      }
    }),
  );
});
