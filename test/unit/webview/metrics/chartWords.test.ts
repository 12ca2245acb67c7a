import { describe, expect, test } from 'vitest';
import {
  chartSummary,
  placeText,
  spokenValues,
  undrawnTexts,
  valueText,
  valuesAt,
} from '../../../../webview/metrics/chartWords.ts';
import { pointRows, summaryRows } from '../../../../webview/metrics/pointRows.ts';
import { nearestPoint, plotBasis, plotData } from '../../../../webview/metrics/plotData.ts';

const v1 = { xs: [0, 10, 20, 30], ys: [0.5, 0.9, NaN, 0.7] };
const v2 = { xs: [0, 15], ys: [-1, Infinity] };

describe('what is told of a chart that nobody sees', () => {
  test('names each line with its ends and extremes', () => {
    const named = [
      { name: 'v1', line: v1, count: 4 },
      { name: 'v2', line: { xs: [7], ys: [2] }, count: 1 },
      { name: 'v3', line: undefined, count: 5 },
    ];
    expect(chartSummary('accuracy', 'step', named)).toBe(
      'accuracy by step. ' +
        'v1: 4 points, first 0.5 at step 0, last 0.7 at step 30, least 0.5 at step 0, greatest 0.9 at step 10. ' +
        'v2: 1 point, 2 at step 7. ' +
        'v3: no points.',
    );
  });

  test('says the place in the words of its axis', () => {
    expect(placeText('step', 12_345)).toBe('step 12,345');
    expect(placeText('time', Date.UTC(2026, 10, 23, 17))).toBe('2026-11-23T17:00:00Z');
    expect(placeText('relative', 64_000)).toBe('1 min 4 s');
  });

  test('says numbers that no chart can draw', () => {
    expect([NaN, Infinity, -Infinity, -0.5, 0].map(valueText)).toEqual(['NaN', 'Infinity', '−Infinity', '−0.5', '0']);
  });
});

describe('what a chart does not draw', () => {
  const lines = (log: boolean, ...all: readonly (typeof v1)[]) =>
    plotData(plotBasis(all, log), [], 0).lines.map((line, index) => ({
      ...line,
      name: `v${index + 1}`,
      count: line.xs.length,
    }));

  test('is said for each line', () => {
    expect(undrawnTexts(lines(false, v1, v2), 'step')).toEqual(['v1: NaN at step 20', 'v2: Infinity at step 15']);
  });

  test('is said once where it is the same, and without names where it is so of all', () => {
    const fine = { xs: [1], ys: [1] };
    expect(undrawnTexts(lines(false, v1, v1), 'step')).toEqual(['NaN at step 20']);
    expect(undrawnTexts(lines(false, v1, fine, v1), 'step')).toEqual(['v1, v3: NaN at step 20']);
  });

  test('tells how many points it is about, and that there may be more than were sent', () => {
    const [line] = lines(true, { xs: [1, 2, 3], ys: [0, -1, 5] });
    if (line === undefined) return expect.fail('no line');
    const text = 'Zero or less, not drawn on a log scale, at 2 points from step 1 on';
    expect(undrawnTexts([line], 'step')).toEqual([text]);
    expect(undrawnTexts([{ ...line, count: 100 }], 'step')).toEqual([text.replace('2 points', 'more than 2 points')]);
  });
});

describe('the values at the cursor', () => {
  const { lines } = plotData(plotBasis([v1, v2], false), [], 0);

  test('are those of the nearest points, the last ones where there is no cursor', () => {
    expect(valuesAt(lines, 13)).toEqual([
      { x: 10, value: 0.9, main: 0.9 },
      { x: 15, value: Infinity, main: null },
    ]);
    expect(valuesAt(lines, null)).toEqual([
      { x: 30, value: 0.7, main: 0.7 },
      { x: 15, value: Infinity, main: null },
    ]);
  });

  test('are none where a line has ended, or has no point at all', () => {
    expect(valuesAt(lines, 29)[1]).toBeNull();
    expect(nearestPoint([], 3, 1)).toBe(-1);
    expect(nearestPoint([5], 5.5, 1)).toBe(0);
  });

  test('are spoken with the names of the lines that are drawn', () => {
    const names = [{ name: 'v1' }, { name: 'v2' }];
    expect(spokenValues(0, 'step', lines, names)).toBe('step 0, v1 0.5, v2 −1');
    const one = plotData(plotBasis([v1, v2], false), [true, false], 0).lines;
    expect(spokenValues(20, 'step', one, names)).toBe('step 20, v1 NaN');
  });
});

describe('a chart as a table', () => {
  test('begins with the ends and extremes of each line', () => {
    const named = [
      { name: 'v1', line: v1, count: 4 },
      { name: 'v2', line: undefined, count: 1 },
    ];
    expect(summaryRows(named, 'step')).toEqual([
      { head: 'First', cells: ['0.5 (step 0)', null] },
      { head: 'Last', cells: ['0.7 (step 30)', null] },
      { head: 'Least', cells: ['0.5 (step 0)', null] },
      { head: 'Greatest', cells: ['0.9 (step 10)', null] },
    ]);
  });

  test('has the points of all lines that lie in the view', () => {
    expect(pointRows([v1, v2], { from: 10, to: 20 }, 'step')).toEqual({
      all: 3,
      rows: [
        { head: 'step 10', cells: ['0.9', null] },
        { head: 'step 15', cells: [null, 'Infinity'] },
        { head: 'step 20', cells: ['NaN', null] },
      ],
    });
  });

  test('has the first, the last and some between of very many points', () => {
    const xs = Array.from({ length: 5000 }, (_, index) => index);
    const { rows, all } = pointRows([{ xs, ys: xs }], { from: 0, to: 4999 }, 'step');
    expect([rows.length, all, rows[0]?.head, rows.at(-1)?.head]).toEqual([100, 5000, 'step 0', 'step 4,999']);
  });
});
