import { describe, expect, it } from 'vitest';
import { type Aggregate, AGGREGATES, type MetricRow } from '../../../../src/compare/comparison.ts';
import type { DirectionSettings } from '../../../../src/compare/metrics/metricDirection.ts';
import { compareMetrics } from '../../../../src/compare/metrics/metrics.ts';
import { buildMetric, buildSnapshot } from '../../../fixtures/build.ts';

type Values = Readonly<Record<string, number>>;

const rowsOf = (columns: readonly Values[], settings: DirectionSettings = {}): readonly MetricRow[] =>
  compareMetrics(
    columns.map((metrics) => buildSnapshot({ metrics })),
    settings,
  ).items;

const draw = ({ key, cells, differs, best, regression }: MetricRow, aggregate: Aggregate = 'latest'): string =>
  [
    `${differs ? '*' : ' '} ${key}:`,
    cells
      .map(({ values }, index) => {
        const value = values?.[aggregate];
        if (!value) return '-';
        const said = [value.text, value.deltaText, value.percentText, value.verdict];
        return [...said, best[aggregate].includes(index) ? 'best' : null].filter((each) => each !== null).join(' ');
      })
      .join(' | '),
    regression[aggregate] === 0 ? '' : `(${regression[aggregate]})`,
  ]
    .join(' ')
    .trimEnd();

describe('a metric', () => {
  it('shows what it gained or lost, whether that is good, and where it is best', () => {
    const columns = [
      { accuracy: 0.5, loss: 2, other: 1 },
      { accuracy: 0.75, loss: 1, other: 3 },
      { accuracy: 0.25, loss: 3, other: 1 },
      { accuracy: 0.5, loss: 2 },
    ];
    expect(rowsOf(columns).map((row) => draw(row))).toEqual([
      '* accuracy: 0.5 | 0.75 +0.25 +50% better best | 0.25 −0.25 −50% worse | 0.5 0 0% same (0.5)',
      '* loss: 2 | 1 −1 −50% better best | 3 +1 +50% worse | 2 0 0% same (0.5)',
      '* other: 1 | 3 +2 +200% | 1 0 0% | -',
    ]);
  });

  it('that is missing is not zero, and no number is what it is', () => {
    const rows = rowsOf([
      { gone: 1, 'nan.loss': NaN, top: Infinity, 'nan.f1': 0.5, zero_loss: 0, same: 1e-7 },
      { new: 0, 'nan.loss': 1, top: 5, 'nan.f1': NaN, zero_loss: 2, same: 1e-7 },
    ]);
    expect(rows.map((row) => draw(row))).toEqual([
      '* gone: 1 | -',
      '* nan.f1: 0.5 best | NaN worse (Infinity)',
      '* nan.loss: NaN | 1 best',
      '* new: - | 0',
      '  same: 1e-7 | 1e-7 0 0%',
      '* top: Infinity | 5',
      '* zero_loss: 0 best | 2 +2 worse (Infinity)',
    ]);
    expect(rows[0]?.cells[1]).toEqual({ values: null, step: null, timestamp: null, count: 0, change: 'removed' });
  });

  it('is the same as before where it was NaN, or an infinity, both times', () => {
    expect(
      rowsOf([
        { a: NaN, b: -Infinity, c: -0 },
        { a: NaN, b: -Infinity, c: 0 },
      ]).some((row) => row.differs),
    ).toBe(false);
  });

  it('has the latest of its values, the least, the greatest, and the best by its direction', () => {
    const history = (key: string, value: number, min: number | null, max: number | null) =>
      buildMetric(key, value, { count: 9, step: 8, min, max });
    const snapshots = [
      [
        history('accuracy', 0.5, 0.25, 0.75),
        history('loss', 2, 1, 4),
        history('x', 1, 0, 2),
        history('y', NaN, null, null),
      ],
      [history('accuracy', 0.25, 0, 1), history('loss', 3, 0.5, 4), history('x', 1, -1, 2), history('y', NaN, 1, 1)],
    ].map((summaries) => buildSnapshot({ summaries }));
    const rows = compareMetrics(snapshots, {}).items;
    expect(rows.map((row) => AGGREGATES.map((aggregate) => draw(row, aggregate)))).toEqual([
      [
        '* accuracy: 0.5 best | 0.25 −0.25 −50% worse (0.5)',
        '* accuracy: 0.75 | 1 +0.25 +33% better best',
        '* accuracy: 0.25 best | 0 −0.25 −100% worse (1)',
        '* accuracy: 0.75 | 1 +0.25 +33% better best',
      ],
      [
        '* loss: 2 best | 3 +1 +50% worse (0.5)',
        '* loss: 1 | 0.5 −0.5 −50% better best',
        '* loss: 1 | 0.5 −0.5 −50% better best',
        '* loss: 4 | 4 0 0% same',
      ],
      ['  x: 1 | 1 0 0%', '  x: 1 | 1 0 0%', '  x: 0 | -1 −1', '  x: 2 | 2 0 0%'],
      ['  y: NaN | NaN', '  y: NaN | NaN', '  y: NaN | 1', '  y: NaN | 1'],
    ]);
    expect(rows[0]?.cells.map(({ count, step }) => [count, step])).toEqual([
      [9, 8],
      [9, 8],
    ]);
  });

  it('of the machine comes after the others and is judged only if the user says so', () => {
    const columns = [
      { 'system/gpu_memory': 1, 'system/errors': 1, z: 1 },
      { 'system/gpu_memory': 2, 'system/errors': 2, z: 1 },
    ];
    const rows = rowsOf(columns, { 'system/errors': 'lower' });
    expect(rows.map(({ key, system, direction }) => [key, system, direction])).toEqual([
      ['z', false, null],
      ['system/errors', true, 'lower'],
      ['system/gpu_memory', true, null],
    ]);
  });

  it('keeps every digit, and shows as many as tell its values apart', () => {
    const [row] = rowsOf([{ a: 0.123456789012 }, { a: 0.123456789013 }]);
    expect(row?.cells.map(({ values }) => [values?.latest.text, values?.latest.exact])).toEqual([
      ['0.123456789012', '0.123456789012'],
      ['0.123456789013', '0.123456789013'],
    ]);
  });
});
