import { invalid } from '../../model/errors.ts';
import type { Int64 } from '../../model/json.ts';
import type { Metric } from '../../model/run.ts';
import type { Store } from '../../store/store.ts';
import { missing } from '../wire/arguments.ts';
import { metricJson, pageJson } from '../wire/entities.ts';
import { count, int64, list, requiredText, text } from '../wire/fields.ts';
import { rpc, type Rpc } from './route.ts';
import { runIdOf, runIdShape } from './runFields.ts';

const MAX_RUNS = 100;
const MAX_BULK = 25_000;
const MAX_SAMPLES = 2500;

type RunMetric = Metric & { readonly runId: string };

export const metricRoutes: readonly Rpc[] = [
  rpc(
    'GET',
    'metrics/get-history',
    { ...runIdShape, metric_key: requiredText, max_results: count.optional(), page_token: text.optional() },
    (args, { store }) => {
      const { max_results: limit, metric_key: key } = args;
      if (limit !== undefined && limit <= 0) {
        throw invalid(`Invalid value ${limit} for parameter 'max_results' supplied. It must be a positive integer.`);
      }
      const page = store.runLog.history(runIdOf(args), key, limit, args.page_token);
      return pageJson('metrics', page, metricJson);
    },
  ),
  rpc(
    'GET',
    'metrics/get-history-bulk-interval',
    {
      run_ids: list(text),
      metric_key: requiredText,
      start_step: int64.optional(),
      end_step: int64.optional(),
      max_results: count.default(MAX_SAMPLES),
    },
    (args, { store }) => {
      checkSampled(args.run_ids, args.max_results);
      const { start_step: start, end_step: end } = args;
      checkSteps(start, end);
      const inside = ({ step }: Metric): boolean =>
        start === undefined || end === undefined || (step >= start && step <= end);
      const samples = args.run_ids.flatMap((runId) =>
        sample(runHistory(store, runId, args.metric_key).filter(inside), args.max_results),
      );
      return pageJson('metrics', { items: samples }, metricJson);
    },
  ),
];

/** What only MLflow's own pages ask for. */
export const metricPageRoutes: readonly Rpc[] = [
  rpc(
    'GET',
    'metrics/get-history-bulk',
    { run_id: list(text), metric_key: text.optional(), max_results: count.default(MAX_BULK) },
    ({ run_id: runIds, metric_key: key, max_results: limit }, { store }) => {
      if (runIds.length === 0) throw invalid('GetMetricHistoryBulk request must specify at least one run_id.');
      if (runIds.length > MAX_RUNS)
        throw invalid(`GetMetricHistoryBulk request cannot specify more than ${received(runIds)}`);
      if (key === undefined) throw invalid('GetMetricHistoryBulk request must specify a metric_key.');
      const most = Math.max(0, Math.min(limit, MAX_BULK));
      const points = runIds.toSorted().flatMap((runId) => runHistory(store, runId, key, most));
      return { metrics: points.slice(0, most).map(metricJson) };
    },
  ),
];

function runHistory(store: Store, runId: string, key: string, limit?: number): readonly RunMetric[] {
  return store.runLog.history(runId, key, limit).items.map((point) => ({ ...point, runId }));
}

/**
 * At most `limit` of a run's points: ordered by step, cut into `limit` buckets of equal size, the first point of each.
 * The last point is always among them.
 */
function sample(points: readonly RunMetric[], limit: number): readonly RunMetric[] {
  const sorted = points.toSorted(
    (a, b) => order(a.step, b.step) || order(a.timestamp, b.timestamp) || a.value - b.value,
  );
  if (sorted.length <= limit) return sorted;
  const picked = Array.from({ length: limit }, (_, bucket) => sorted[Math.ceil((bucket * sorted.length) / limit)]);
  return [...picked.slice(0, limit - 1), sorted.at(-1)].filter((point) => point !== undefined);
}

const order = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function checkSampled(runIds: readonly string[], maxResults: number): void {
  if (runIds.length === 0) throw missing('run_ids');
  if (runIds.length > MAX_RUNS) {
    throw invalid(
      `GetMetricHistoryBulkInterval request must specify at most ${received(runIds)} See the API docs for more information about request parameters.`,
    );
  }
  if (maxResults < 1 || maxResults > MAX_SAMPLES) {
    throw invalid(
      `max_results must be between 1 and ${MAX_SAMPLES}. See the API docs for more information about request parameters.`,
    );
  }
}

function checkSteps(start: Int64 | undefined, end: Int64 | undefined): void {
  if ((start === undefined) !== (end === undefined)) {
    throw invalid('If either start step or end step are specified, both must be specified.');
  }
  if (start !== undefined && end !== undefined && start > end) {
    throw invalid(`end_step must be greater than start_step. Found start_step=${start} and end_step=${end}.`);
  }
}

const received = (runIds: readonly string[]): string => `${MAX_RUNS} run_ids. Received ${runIds.length} run_ids.`;
