import { formatDelta, formatNumbers, formatPercent } from '../../model/format.ts';
import { metricText } from '../../model/json.ts';
import type { MetricSummary, Snapshot } from '../../model/snapshot.ts';
import { anyDiffers, byText, changeOf, section } from '../align.ts';
import {
  type Aggregate,
  type MetricCell,
  type MetricDirection,
  type MetricRow,
  type MetricValue,
  type Section,
} from '../comparison.ts';
import { type Direction, type DirectionSettings, isSystemMetric, metricDirections } from './metricDirection.ts';

/** All metrics, sorted by key, the machine's own after the others. */
export function compareMetrics(snapshots: readonly Snapshot[], settings: DirectionSettings): Section<MetricRow> {
  const directionOf = metricDirections(snapshots, settings);
  const columns = snapshots.map(({ metrics }) => new Map(metrics.map((metric) => [metric.key, metric] as const)));
  const keys = [...new Set(columns.flatMap((metrics) => [...metrics.keys()]))].sort(byText);
  const rows = keys.map((key) =>
    metricRow(
      key,
      columns.map((metrics) => metrics.get(key)),
      directionOf(key),
    ),
  );
  return section([...rows.filter((row) => !row.system), ...rows.filter((row) => row.system)]);
}

type Found = readonly (MetricSummary | undefined)[];

function metricRow(key: string, found: Found, { direction, directionFrom }: Direction): MetricRow {
  const [latest, min, max] = [
    metricValues(found.map(latestOf), direction),
    metricValues(found.map(leastOf), direction),
    metricValues(found.map(greatestOf), direction),
  ];
  const best = direction === null ? latest : direction === 'lower' ? min : max;
  const values: Readonly<Record<Aggregate, Values>> = { latest, best, min, max };
  const cells = found.map((metric, index) => metricCell(found[0], metric, perColumn(values, index)));
  return {
    key,
    cells,
    differs: anyDiffers(cells),
    system: isSystemMetric(key),
    direction,
    directionFrom,
    best: perAggregate((aggregate) => bestColumns(values[aggregate], direction)),
    regression: perAggregate((aggregate) => regressionOf(values[aggregate])),
  };
}

const perAggregate = <T>(make: (aggregate: Aggregate) => T): Record<Aggregate, T> => ({
  latest: make('latest'),
  best: make('best'),
  min: make('min'),
  max: make('max'),
});

type Values = readonly (MetricValue | null)[];

function perColumn(values: Readonly<Record<Aggregate, Values>>, index: number): MetricCell['values'] {
  const { latest, best, min, max } = values;
  const [a, b, c, d] = [latest[index], best[index], min[index], max[index]];
  return a && b && c && d ? { latest: a, best: b, min: c, max: d } : null;
}

function metricCell(
  base: MetricSummary | undefined,
  metric: MetricSummary | undefined,
  values: MetricCell['values'],
): MetricCell {
  return {
    values,
    step: metric?.step ?? null,
    timestamp: metric?.timestamp ?? null,
    count: metric?.count ?? 0,
    change: changeOf(base?.value, metric?.value, sameValue),
  };
}

/** NaN is the same as NaN here: it was logged so both times. */
const sameValue = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

const latestOf = (metric: MetricSummary | undefined): number | undefined => metric?.value;
/** A history of nothing but NaN has NaN for its least and its greatest. */
const leastOf = (metric: MetricSummary | undefined): number | undefined => metric && (metric.min ?? NaN);
const greatestOf = (metric: MetricSummary | undefined): number | undefined => metric && (metric.max ?? NaN);

function metricValues(numbers: readonly (number | undefined)[], direction: MetricDirection | null): Values {
  const texts = formatNumbers(numbers.filter((value) => value !== undefined));
  const base = numbers[0];
  let shown = 0;
  return numbers.map((value, index): MetricValue | null => {
    if (value === undefined) return null;
    const exact = metricText(value);
    const text = texts[shown++] ?? exact;
    const delta = index === 0 ? NO_DELTA : deltaOf(base, value);
    const verdict = index === 0 || base === undefined ? null : verdictOf(base, value, direction);
    return { value, text, exact, ...delta, verdict };
  });
}

type Delta = Pick<MetricValue, 'delta' | 'deltaText' | 'percent' | 'percentText'>;
const NO_DELTA: Delta = { delta: null, deltaText: null, percent: null, percentText: null };

/** The difference of two finite numbers, in itself and in per cent of the first one's size. */
export function deltaOf(base: number | undefined, here: number | undefined): Delta {
  if (base === undefined || here === undefined || !Number.isFinite(base) || !Number.isFinite(here)) return NO_DELTA;
  const delta = here - base;
  if (!Number.isFinite(delta)) return NO_DELTA;
  const percent = base === 0 ? null : (delta / Math.abs(base)) * 100;
  const finitePercent = percent !== null && Number.isFinite(percent) ? percent : null;
  return {
    delta,
    deltaText: formatDelta(delta),
    percent: finitePercent,
    percentText: finitePercent === null ? null : formatPercent(finitePercent),
  };
}

function verdictOf(base: number, here: number, direction: MetricDirection | null): MetricValue['verdict'] {
  if (direction === null || Number.isNaN(base)) return null;
  if (Number.isNaN(here)) return 'worse';
  if (base === here) return 'same';
  return here > base === (direction === 'higher') ? 'better' : 'worse';
}

/** NaN is worse than every number. */
function bestColumns(values: Values, direction: MetricDirection | null): number[] {
  const numbers = values.flatMap((value) => (value ? [value.value] : []));
  const counted = numbers.filter((value) => !Number.isNaN(value));
  if (direction === null || counted.length === 0 || new Set(numbers).size < 2) return [];
  const best = direction === 'higher' ? Math.max(...counted) : Math.min(...counted);
  return values.flatMap((value, index) => (value?.value === best ? [index] : []));
}

function regressionOf(values: Values): number {
  const worse = values.map((value) => {
    if (value?.verdict !== 'worse') return 0;
    return value.percent === null ? Infinity : Math.abs(value.percent) / 100;
  });
  return Math.max(0, ...worse);
}
