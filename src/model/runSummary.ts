import type { Int64 } from './json.ts';
import type { LifecycleStage, Metric, RunStatus } from './run.ts';

/** What a list shows of a run; cheap to read for thousands of them. */
export interface RunSummary {
  readonly runId: string;
  readonly experimentId: string;
  readonly runName: string;
  readonly status: RunStatus;
  readonly startTime: Int64;
  readonly endTime: Int64 | null;
  readonly lifecycleStage: LifecycleStage;
  /** The latest values of the metrics asked for (or the first few), in that order. */
  readonly metrics: readonly Pick<Metric, 'key' | 'value'>[];
  /** The param `model_type`, or ''. */
  readonly modelType: string;
}
