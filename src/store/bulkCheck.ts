import { invalid, UserError } from '../model/errors.ts';
import type { Int64 } from '../model/json.ts';
import { RUN_STATUSES, type Param, type RunInfo } from '../model/run.ts';
import { checkExperimentId, checkMetric, checkParamKey, checkTagKey } from '../model/validation.ts';
import type { WholeRun } from './bulkRuns.ts';

/** Keys repeat from run to run; this many are remembered as good. */
const MAX_KNOWN = 10_000;

/** Says what keeps runs out of the store, by MLflow's rules for names and numbers. */
export class BulkCheck {
  /** Keys of params, metrics and tags obey the same rule. */
  readonly #known = new Set<string>();

  /** Why the run cannot be kept, or undefined. */
  reasonAgainst(run: WholeRun): string | undefined {
    try {
      this.#check(run);
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
  }

  #check({ info, params, metrics, tags }: WholeRun): void {
    checkInfo(info);
    this.#checkParams(params);
    for (const metric of metrics) {
      if (!this.#isKnown(metric.key) || metric.timestamp < 0) checkMetric(metric);
      checkInt64(metric.timestamp, 'timestamp');
      checkInt64(metric.step, 'step');
    }
    for (const { key } of tags) if (!this.#isKnown(key)) checkTagKey(key);
    for (const list of [params, metrics, tags]) for (const { key } of list) this.#remember(key);
  }

  /** A param may come twice with one value, as in two calls of a client. */
  #checkParams(params: readonly Param[]): void {
    const values = new Map<string, string>();
    for (const { key, value } of params) {
      if (!this.#isKnown(key)) checkParamKey(key);
      if ((values.get(key) ?? value) !== value) throw invalid(`The param '${key}' has two values.`);
      values.set(key, value);
    }
  }

  #isKnown(key: string): boolean {
    return this.#known.has(key);
  }

  #remember(key: string): void {
    if (this.#known.size < MAX_KNOWN) this.#known.add(key);
  }
}

function checkInfo(info: RunInfo): void {
  if (!/^[a-zA-Z0-9][\w-]{0,255}$/.test(info.runId)) throw invalid('The run id is not one of MLflow.');
  checkExperimentId(info.experimentId);
  if (!RUN_STATUSES.includes(info.status)) throw invalid('The run has no known status.');
  checkInt64(info.startTime, 'start_time');
  if (info.endTime !== null) checkInt64(info.endTime, 'end_time');
}

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

function checkInt64(value: Int64, name: string): void {
  if (typeof value === 'number' ? Number.isSafeInteger(value) : value >= LEAST && value <= MOST) return;
  throw invalid(`'${name}' is no 64-bit integer.`);
}
