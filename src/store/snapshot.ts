import type { RunSnapshot } from '../model/snapshot.ts';
import type { Store } from './store.ts';

export interface SnapshotOptions {
  /** Files larger than this many bytes get no digest. */
  readonly hashUpTo?: number;
}

export async function readSnapshot(
  store: Store,
  runId: string,
  _options: SnapshotOptions = {},
): Promise<RunSnapshot | undefined> {
  const run = store.runs.find(runId);
  if (!run) return undefined;
  const { experimentId, name } = store.experiments.get(run.info.experimentId);
  const models = store.loggedVersions.ofRun(runId);
  return {
    run,
    experiment: { experimentId, name },
    prompts: [],
    models,
    artifacts: await Promise.resolve([]),
    artifactsTruncated: false,
  };
}
