import type { z } from 'zod';
import { invalid } from '../../model/errors.ts';
import { checkExperimentId } from '../../model/validation.ts';
import { AGGREGATION_TYPES, TRACE_VIEWS, type MetricAggregation } from '../../store/traceMetricTables.ts';
import type { TraceCounts } from '../../store/traceSearch.ts';
import { count, double, int64, list, message, oneOf, requiredList, requiredText, text } from '../wire/fields.ts';
import { rpc, type Rpc } from './route.ts';

/** Added to every count of the smoothed value, so that few traces prove little (Jeffreys' prior). */
const PRIOR = 0.5;

const aggregation = message({
  aggregation_type: oneOf(AGGREGATION_TYPES, 1),
  percentile_value: double.optional(),
});

/** What MLflow computes over traces instead of listing them. */
export const traceStatisticsRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    'traces/calculate-filter-correlation',
    {
      experiment_ids: requiredList(text),
      filter_string1: requiredText,
      filter_string2: requiredText,
      base_filter: text.optional(),
    },
    (args, { store }) => {
      args.experiment_ids.forEach(checkExperimentId);
      const base = args.base_filter ?? '';
      const within = (filter: string) => (base === '' ? filter : `${base} and ${filter}`);
      const filters = [within(args.filter_string1), within(args.filter_string2), base] as const;
      const counts = store.traceSearch.count(args.experiment_ids, ...filters);
      return {
        ...known('npmi', correlation(counts, 0)),
        ...known('npmi_smoothed', correlation(counts, PRIOR)),
        filter1_count: counts.first,
        filter2_count: counts.second,
        joint_count: counts.both,
        total_count: counts.total,
      };
    },
    3,
  ),
  rpc(
    'POST',
    'traces/metrics',
    {
      experiment_ids: requiredList(text),
      view_type: oneOf(TRACE_VIEWS, 1),
      metric_name: requiredText,
      aggregations: requiredList(aggregation),
      dimensions: list(text),
      filters: list(text),
      time_interval_seconds: count.optional(),
      start_time_ms: int64.optional(),
      end_time_ms: int64.optional(),
      max_results: count.default(1000),
    },
    (args, { store }) => {
      args.experiment_ids.forEach(checkExperimentId);
      if (args.view_type === undefined) throw missing('view_type');
      const points = store.traceMetrics.query({
        experimentIds: args.experiment_ids,
        view: args.view_type,
        metric: args.metric_name,
        aggregations: args.aggregations.map(toAggregation),
        dimensions: args.dimensions,
        filters: args.filters,
        ...(args.time_interval_seconds === undefined ? {} : { seconds: args.time_interval_seconds }),
        ...(args.start_time_ms === undefined ? {} : { from: args.start_time_ms }),
        ...(args.end_time_ms === undefined ? {} : { until: args.end_time_ms }),
        maxResults: args.max_results,
      });
      const data = points.map(({ dimensions, values }) => ({
        metric_name: args.metric_name,
        ...(Object.keys(dimensions).length === 0 ? {} : { dimensions }),
        values,
      }));
      return data.length === 0 ? {} : { data_points: data };
    },
    3,
  ),
];

function toAggregation(sent: z.output<typeof aggregation>): MetricAggregation {
  const { aggregation_type: type, percentile_value: percentile } = sent;
  if (type === undefined) throw missing('aggregation_type');
  if (type !== 'PERCENTILE') return { type };
  if (percentile === undefined) throw invalid('Percentile value is required for PERCENTILE aggregation');
  if (percentile >= 0 && percentile <= 100) return { type, percentile };
  throw invalid(`Percentile value must be between 0 and 100, got ${percentile}`);
}

/** A value that is not defined is left out. */
const known = (key: string, value: number): object => (Number.isNaN(value) ? {} : { [key]: value });

/**
 * Normalised pointwise mutual information: 1 where two filters find the same traces, -1 where never one, 0 where they
 * do not depend on each other; NaN where one finds none.
 */
function correlation({ total, first, second, both }: TraceCounts, prior: number): number {
  if (first === 0 || second === 0) return NaN;
  if (both === 0 && prior === 0) return -1;
  if (both === total) return 1;
  const [joint, one, other, all] = [both + prior, first + 2 * prior, second + 2 * prior, total + 4 * prior];
  const information = Math.log(joint) + Math.log(all) - Math.log(one) - Math.log(other);
  return Math.max(-1, Math.min(1, information / (Math.log(all) - Math.log(joint))));
}

const missing = (parameter: string): Error =>
  invalid(
    `Missing value for required parameter '${parameter}'. See the API docs for more information about request parameters.`,
  );
