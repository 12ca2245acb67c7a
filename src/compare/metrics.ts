import { formatDelta, formatNumbers, formatPercent } from '../model/format.ts';
import { metricText } from '../model/json.ts';
import type { Metric } from '../model/run.ts';
import type { RunSnapshot } from '../model/snapshot.ts';
import { anyDiffers, byText, changeOf, section } from './align.ts';
import type { MetricCell, MetricRow, Section } from './comparison.ts';

const SYSTEM_PREFIX = 'system/';

/** The latest values of all metrics, sorted by key, the machine's own after the others. */
export function compareMetrics(snapshots: readonly RunSnapshot[]): Section<MetricRow> {
  const columns = snapshots.map(({ run }) => new Map(run.metrics.map((metric) => [metric.key, metric] as const)));
  const keys = [...new Set(columns.flatMap((metrics) => [...metrics.keys()]))].sort(byText);
  const rows = keys.map((key): MetricRow => {
    const cells = metricCells(columns.map((metrics) => metrics.get(key)));
    return { key, cells, differs: anyDiffers(cells), system: key.startsWith(SYSTEM_PREFIX) };
  });
  return section([...rows.filter((row) => !row.system), ...rows.filter((row) => row.system)]);
}

function metricCells(metrics: readonly (Metric | undefined)[]): MetricCell[] {
  const texts = formatNumbers(metrics.flatMap((metric) => (metric ? [metric.value] : [])));
  const base = metrics[0]?.value;
  let shown = 0;
  return metrics.map((metric, index) => ({
    value: metric?.value ?? null,
    text: metric ? (texts[shown++] ?? null) : null,
    exact: metric ? metricText(metric.value) : null,
    step: metric?.step ?? null,
    timestamp: metric?.timestamp ?? null,
    change: changeOf(base, metric?.value, sameValue),
    ...(index === 0 ? NO_DELTA : deltaOf(base, metric?.value)),
  }));
}

/** NaN is the same as NaN here: it was logged so both times. */
const sameValue = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

type Delta = Pick<MetricCell, 'delta' | 'deltaText' | 'percent' | 'percentText'>;
const NO_DELTA: Delta = { delta: null, deltaText: null, percent: null, percentText: null };

function deltaOf(base: number | undefined, here: number | undefined): Delta {
  if (base === undefined || here === undefined || !Number.isFinite(base) || !Number.isFinite(here)) return NO_DELTA;
  const delta = here - base;
  const percent = base === 0 ? null : (delta / Math.abs(base)) * 100;
  if (!Number.isFinite(delta)) return NO_DELTA;
  const finitePercent = percent !== null && Number.isFinite(percent) ? percent : null;
  return {
    delta,
    deltaText: formatDelta(delta),
    percent: finitePercent,
    percentText: finitePercent === null ? null : formatPercent(finitePercent),
  };
}
