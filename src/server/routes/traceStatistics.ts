import { checkExperimentId } from '../../model/validation.ts';
import type { TraceCounts } from '../../store/traceSearch.ts';
import { requiredList, requiredText, text } from '../wire/fields.ts';
import { rpc, type Rpc } from './route.ts';

/** Added to every count of the smoothed value, so that few traces prove little (Jeffreys' prior). */
const PRIOR = 0.5;

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
];

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
