import { artifactPath } from '../src/store/artifacts.ts';
import { describeModel } from '../src/store/modelFolder.ts';
import type { Store } from '../src/store/store.ts';
import { LARGE, largeRun, type LargeSize } from '../test/fixtures/rich.ts';

/** Points of the one long history. */
const POINTS = 100_000;

/** Logs the two large runs, with real files: `large_v1` and `large_v2` in the experiment "large". */
export async function seedLarge(store: Store, size: LargeSize = LARGE): Promise<void> {
  const experimentId = store.experiments.create('large');
  for (const version of [1, 2] as const) await logLarge(store, experimentId, version, size);
}

async function logLarge(store: Store, experimentId: string, version: 1 | 2, size: LargeSize): Promise<void> {
  const { head, params, metrics, prompts, models, artifacts } = largeRun(version, size);
  const startTime = Date.now() - 60_000 + version;
  const { runId, artifactUri } = store.runs.create({ experimentId, runName: head.name, startTime }).info;
  const folder = artifactPath(artifactUri);
  const timestamp = startTime;
  store.runLog.log(runId, {
    params: params.filter(({ key }) => key.startsWith('param_')),
    metrics: metrics.map(({ key, value }) => ({ key, value, timestamp, step: 0 })),
  });
  const points = Array.from({ length: POINTS }, (_, step) => {
    return {
      key: 'loss',
      value: 1 / (1 + step / 1_000) + Math.sin(step * version) / 50,
      timestamp: timestamp + step,
      step,
    };
  });
  store.runLog.log(runId, { metrics: points });
  await store.artifacts.write(`${folder}/prompts/system.txt`, prompts[0]?.text ?? '');
  for (const { path, sha256 } of artifacts) await store.artifacts.write(`${folder}/${path}`, `${sha256}\n`);
  const model = store.loggedModels.create({ experimentId, name: 'large', sourceRunId: runId });
  const inputs = JSON.stringify(models[0]?.description?.signature?.inputs ?? []);
  const mlmodel = `flavors:\n  python_function: {loader_module: mlflow.pyfunc.model}\nsignature:\n  inputs: '${inputs}'\n`;
  await store.artifacts.write(`${artifactPath(model.artifactUri)}/MLmodel`, mlmodel);
  const logged = store.loggedVersions.findByArtifactUri(model.artifactUri);
  if (!logged) throw new Error('The model was just logged.');
  store.loggedVersions.describe(
    logged.name,
    logged.version,
    await describeModel(store.artifacts, artifactPath(model.artifactUri)),
  );
  store.loggedModels.finalize(model.modelId, 'LOGGED_MODEL_READY');
  store.runs.update(runId, { status: 'FINISHED', endTime: startTime + 30_000 });
}
