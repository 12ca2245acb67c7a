import { expect, test } from 'vitest';
import { chartLines } from '../../../../webview/metrics/chartSetup.ts';
import { lineStyle } from '../../../../webview/metrics/lineStyle.ts';
import { compare } from '../../../../src/compare/compare.ts';
import { runSubject } from '../../../../src/model/subject.ts';
import { buildMetric, buildSnapshot } from '../../../fixtures/build.ts';

const TEN = Array.from({ length: 10 }, (_, column) => column);

test('no two of ten columns look alike, not even without their colours in high contrast', () => {
  const all = TEN.map((column) => JSON.stringify(lineStyle(column, false)));
  const colorless = TEN.map((column) => JSON.stringify({ ...lineStyle(column, true), color: '' }));
  expect([new Set(all).size, new Set(colorless).size]).toEqual([10, 10]);
});

test('the first lines of an ordinary theme are whole, and another metric in the same chart is dashed', () => {
  expect(TEN.slice(0, 3).map((column) => lineStyle(column, false).dash)).toEqual([[], [], []]);
  expect(lineStyle(0, false, 1)).toEqual({
    ...lineStyle(0, false),
    dash: expect.arrayContaining([expect.any(Number)]),
  });
});

test('a chart has a line for each column that logged the metric, named by what tells the lines apart', () => {
  const { columns, metrics } = compare(
    [
      buildSnapshot({
        info: { runName: 'a' },
        summaries: [buildMetric('loss', 1, { count: 3 }), buildMetric('val_loss', 2)],
      }),
      buildSnapshot({ info: { runName: 'b' }, summaries: [buildMetric('loss', 1)] }),
    ],
    { metricDirections: {} },
  );
  const subjects = ['1', '2'].map((id) => runSubject({ folder: 'file:///w', runId: id }));
  const names = (...keys: readonly string[]) =>
    chartLines(
      metrics.items.filter(({ key }) => keys.includes(key)),
      columns,
      subjects,
      false,
    ).map(({ name, source }) => [name, source.key, source.count]);
  expect(names('loss')).toEqual([
    ['a', 'loss', 3],
    ['b', 'loss', 1],
  ]);
  expect(names('loss', 'val_loss')).toEqual([
    ['a: loss', 'loss', 3],
    ['b: loss', 'loss', 1],
    ['a: val_loss', 'val_loss', 1],
  ]);
});
