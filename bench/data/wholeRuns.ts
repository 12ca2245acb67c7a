import type { WholeRun } from '../../src/store/bulkRuns.ts';
import type { FilledRun } from './runs.ts';

/** A run as the store takes it whole. */
export function wholeRun({ runId, name, startTime, endTime, params, metrics, tags }: FilledRun): WholeRun {
  return {
    info: {
      runId,
      experimentId: '0',
      runName: name,
      userId: '',
      status: 'FINISHED',
      startTime,
      endTime,
      artifactUri: `mlflow-artifacts:/0/${runId}/artifacts`,
      lifecycleStage: 'active',
    },
    params,
    metrics,
    tags,
  };
}
