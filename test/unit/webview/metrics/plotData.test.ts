import { expect, test } from 'vitest';
import { plotBasis, plotData } from '../../../../webview/metrics/plotData.ts';

test('lines are drawn along their shared places, averages over what was logged', () => {
  const lines = [
    { xs: [0, 2], ys: [1, 0] },
    { xs: [1, 2, 3], ys: [4, NaN, 4] },
  ];
  const { xs, raw, smooth, lines: drawn } = plotData(plotBasis(lines, false), [true, false], 0.5);
  expect({ xs, raw, smooth }).toEqual({
    xs: [0, 1, 2, 3],
    raw: [
      [1, undefined, 0, undefined],
      [undefined, 4, null, 4],
    ],
    smooth: [
      [1, undefined, expect.closeTo(1 / 3), undefined],
      [undefined, 4, null, 4],
    ],
  });
  expect(drawn.map(({ visible, main }) => ({ visible, main }))).toEqual([
    { visible: true, main: [1, expect.closeTo(1 / 3)] },
    { visible: false, main: [4, null, 4] },
  ]);
});

test('without smoothing there are no averages', () => {
  const { smooth, lines } = plotData(plotBasis([{ xs: [0], ys: [3] }], false), [], 0);
  expect([smooth, lines[0]?.main]).toEqual([null, [3]]);
});

test('an average on a log scale is that of what can be drawn', () => {
  const { smooth } = plotData(plotBasis([{ xs: [0, 1, 2], ys: [8, -100, 8] }], true), [], 0.5);
  expect(smooth).toEqual([[8, null, 8]]);
});
