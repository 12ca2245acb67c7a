import { describe, expect, test } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import type { Aggregate, MetricRow } from '../../../../src/compare/comparison.ts';
import { buildMetric, buildSnapshot, START } from '../../../fixtures/build.ts';
import {
  cellTooltip,
  directionText,
  hasHistory,
  openRows,
  pointsText,
  regressionsFirst,
} from '../../../../webview/metrics/metricRows.ts';

const history = { count: 1200, min: 0.1, max: 0.9, step: 1199, timestamp: START + 60_000 };

const comparison = compare(
  [
    buildSnapshot({
      summaries: [
        buildMetric('accuracy', 0.5, history),
        ...['f1', 'latency_ms', 'pages'].map((key) => buildMetric(key, 10)),
      ],
    }),
    buildSnapshot({
      summaries: [buildMetric('accuracy', 0.8, history), buildMetric('f1', 9), buildMetric('latency_ms', 40)],
    }),
  ],
  { metricDirections: { pages: 'none' } },
);
const rows = comparison.metrics.items;
const keys = (some: readonly MetricRow[]): readonly string[] => some.map(({ key }) => key);
const row = (key: string): MetricRow => rows.find((one) => one.key === key) ?? expect.fail(key);

describe('the rows of metrics', () => {
  test('stand with the greatest regression first, else as they were', () => {
    expect(keys(regressionsFirst(rows, 'latest'))).toEqual(['latency_ms', 'f1', 'accuracy', 'pages']);
    expect(keys(rows)).toEqual(['accuracy', 'f1', 'latency_ms', 'pages']);
  });

  test('keep their order where regressions are equal, infinite ones included', () => {
    const same = ['a', 'b', 'c'].map((key) => ({
      ...row('f1'),
      key,
      regression: { latest: Infinity } as Record<Aggregate, number>,
    }));
    expect(keys(regressionsFirst(same, 'latest'))).toEqual(['a', 'b', 'c']);
  });

  test('have a history where a column logged more than one point', () => {
    expect(rows.filter(hasHistory).map(({ key }) => key)).toEqual(['accuracy']);
  });

  test('open charts in their own order, and none for what is not there', () => {
    expect(keys(openRows(rows, ['latency_ms', 'gone', 'accuracy']))).toEqual(['accuracy', 'latency_ms']);
  });
});

describe('what stands behind a value', () => {
  const tooltip = (key: string, column: number, aggregate: Aggregate): readonly string[] =>
    cellTooltip(row(key).cells[column] ?? expect.fail(key), aggregate).split('\n');

  test('is every digit, which of how many points it is, and when it was logged', () => {
    expect(tooltip('accuracy', 1, 'latest')).toEqual([
      '0.8',
      'Latest of 1,200 points',
      'Last logged at step 1199, 2026-01-05T09:01:00Z',
    ]);
    expect(tooltip('accuracy', 1, 'max')).toEqual([
      '0.9',
      'Max of 1,200 points',
      'Last logged at step 1199, 2026-01-05T09:01:00Z',
    ]);
  });

  test('says of one point that it is one, and of none that there is none', () => {
    expect(tooltip('f1', 1, 'latest')).toEqual(['9', '1 point', 'Last logged at step 0, 2026-01-05T09:00:01Z']);
    expect(tooltip('pages', 1, 'latest')).toEqual(['Not logged']);
    expect(pointsText(1)).toBe('1 point');
  });
});

test('a direction is said with where it is known from', () => {
  expect(rows.map(directionText)).toEqual([
    'Higher is better (from its name)',
    'Higher is better (from its name)',
    'Lower is better (from its name)',
    'No direction (set by you)',
  ]);
  expect(directionText({ direction: null, directionFrom: null })).toBe('Not known whether more is better');
  expect(directionText({ direction: 'lower', directionFrom: 'logged' })).toBe('Lower is better (as MLflow logged it)');
});
