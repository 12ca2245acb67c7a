import { notFound } from '../../model/errors.ts';
import { type HistoryRange, type MetricHistory, thinnedIndexes } from '../../model/metricHistory.ts';
import type { Metric } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import type { Store } from '../store.ts';
import { Breather, byKey } from './metrics.ts';
import { type Recorded, readRecorded } from './recorded.ts';

/** Points read before others may go on. */
const PAGE = 10_000;

/**
 * The points of a metric that lie in the range (all where it is null), thinned to about `most`. Throws
 * RESOURCE_DOES_NOT_EXIST when there is no such run, version or metric.
 */
export async function readHistory(
  store: Store,
  subject: Subject,
  key: string,
  range: HistoryRange | null,
  most: number,
): Promise<MetricHistory> {
  const recorded = readRecorded(store, subject);
  const all = recorded && (await pointsOf(store, recorded, key));
  if (!all || all.length === 0) throw notFound(`There is no metric "${key}".`);
  const axis = range?.axis ?? 'step';
  const place = (point: Metric): number => Number(axis === 'step' ? point.step : point.timestamp);
  const inside =
    range === null ? [...all] : all.filter((point) => place(point) >= range.from && place(point) <= range.to);
  if (axis === 'step') inside.sort((a, b) => Number(a.step) - Number(b.step));
  const kept = thinnedIndexes(
    inside.map(({ value }) => value),
    most,
  );
  const points = kept.flatMap((index) => inside[index] ?? []);
  return {
    steps: points.map(({ step }) => Number(step)),
    timestamps: points.map(({ timestamp }) => Number(timestamp)),
    values: points.map(({ value }) => value),
    total: inside.length,
  };
}

/** Sorted by time, step and value. */
async function pointsOf(store: Store, recorded: Recorded, key: string): Promise<readonly Metric[]> {
  const { run, modelMetrics, modelMetricsFirst } = recorded;
  const own = byKey(modelMetrics).get(key) ?? [];
  const sorted = own.toSorted((a, b) => Number(a.timestamp) - Number(b.timestamp) || Number(a.step) - Number(b.step));
  if (run === null || (modelMetricsFirst && own.length > 0)) return sorted;
  const points = await runPoints(store, run.info.runId, key);
  return points.length > 0 ? points : sorted;
}

async function runPoints(store: Store, runId: string, key: string): Promise<readonly Metric[]> {
  const points: Metric[] = [];
  const breather = new Breather();
  for (let token = ''; ;) {
    const page = store.runLog.history(runId, key, PAGE, token);
    for (const point of page.items) points.push(point);
    if (page.nextPageToken === undefined) return points;
    token = page.nextPageToken;
    await breather.pause();
  }
}
