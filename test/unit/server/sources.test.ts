import { describe, expect, test } from 'vitest';
import { serveNewStore, type Served } from './served.ts';

/** The answer's version, or the status and text of the refusal. */
async function create(served: Served, request: object): Promise<unknown> {
  const [status, answer] = await served.call('POST', 'model-versions/create', { name: 'N', ...request });
  const { model_version: version, message } = answer as {
    model_version?: { version: string; source: string; run_id: string };
    message?: string;
  };
  if (!version) return `${status} ${message}`;
  const uri = await served.ok<{ artifact_uri: string }>(
    'GET',
    `model-versions/get-download-uri?name=N&version=${version.version}`,
  );
  return { source: version.source, run: version.run_id, files: uri.artifact_uri };
}

async function withRunAndModel() {
  const served = await serveNewStore();
  const { store } = served.stores;
  const run = store.runs.create({ experimentId: '0' }).info;
  const model = store.loggedModels.create({ experimentId: '0', name: 'm', sourceRunId: run.runId });
  store.registry.create('N');
  return { served, store, run, model };
}

describe('the source of a model version', () => {
  test('is refused for files also when it claims to be a prompt', async () => {
    const { served } = await withRunAndModel();
    const prompt = (source: string, value = 'true') =>
      create(served, { source, tags: [{ key: 'mlflow.prompt.is_prompt', value }] });
    expect([
      await prompt('/etc/passwd'),
      await prompt('file:///etc', 'TRUE'),
      await prompt('dummy-source', 'false'),
    ]).toEqual([
      expect.stringMatching(/^400 Invalid prompt source/),
      expect.stringMatching(/^400 Invalid prompt source/),
      expect.stringMatching(/^400 Invalid model version source/),
    ]);
    expect([await prompt('dummy-source'), await prompt('prompt-template')]).toEqual([
      { source: 'dummy-source', run: '', files: 'dummy-source' },
      { source: 'prompt-template', run: '', files: 'prompt-template' },
    ]);
  });

  test('leads to the files when it names a model or a run of this store', async () => {
    const { served, run, model } = await withRunAndModel();
    const ofRun = `mlflow-artifacts:/0/${run.runId}/artifacts/mod`;
    expect([
      await create(served, { source: `models:/${model.modelId}`, model_id: model.modelId }),
      await create(served, { source: ofRun, run_id: run.runId }),
      await create(served, { source: `runs:/${run.runId}/mod`, run_id: run.runId }),
      await create(served, { source: 'models:/N/1' }),
      await create(served, { source: 'models:/N/2', run_id: run.runId }),
      await create(served, { source: 's3://bucket/a/model' }),
    ]).toEqual([
      { source: `models:/${model.modelId}`, run: run.runId, files: model.artifactUri },
      { source: ofRun, run: run.runId, files: ofRun },
      { source: `runs:/${run.runId}/mod`, run: run.runId, files: `runs:/${run.runId}/mod` },
      { source: 'models:/N/1', run: run.runId, files: model.artifactUri },
      { source: 'models:/N/2', run: run.runId, files: ofRun },
      { source: 's3://bucket/a/model', run: '', files: 's3://bucket/a/model' },
    ]);
  });

  test('must lie in the run or model that the request names', async () => {
    const { served, store, run, model } = await withRunAndModel();
    const other = store.runs.create({ experimentId: '0' }).info;
    const inRun = `mlflow-artifacts:/0/${run.runId}/artifacts/mod`;
    const refusal = (source: string) =>
      `400 Invalid model version source: '${source}'. The run_id request parameter must identify the resource that contains the source.`;
    await create(served, { source: `models:/${model.modelId}`, model_id: model.modelId });
    const requests = [
      { source: inRun },
      { source: inRun, run_id: other.runId },
      { source: `mlflow-artifacts:/0/${run.runId}/artifacts-of-others/x`, run_id: run.runId },
      { source: `runs:/${run.runId}/mod` },
      { source: `runs:/${run.runId}/mod`, run_id: other.runId },
      { source: 'models:/N/1', run_id: other.runId },
    ];
    const answers = [];
    for (const request of requests) answers.push(await create(served, request));
    expect(answers).toEqual(requests.map(({ source }) => refusal(source)));
    const ofModel = `models:/${model.modelId}`;
    const otherModel = `m-${'0'.repeat(32)}`;
    const refusedModel = (source: string) => refusal(source).replace('run_id', 'model_id');
    expect(await create(served, { source: ofModel, model_id: otherModel })).toBe(refusedModel(ofModel));
    expect(await create(served, { source: ofModel })).toBe(refusedModel(ofModel));
    expect(await create(served, { source: inRun, model_id: model.modelId })).toBe(refusedModel(inRun));
  });
});

test('a source that names a run of another server is text', async () => {
  const { served } = await withRunAndModel();
  const source = `runs:/${'0'.repeat(32)}/mod`;
  expect(await create(served, { source, run_id: 'another' })).toEqual({ source, run: 'another', files: source });
});

test('a logged model carries the list of its registered versions, to the letter as Python writes it', async () => {
  const { served, store, model } = await withRunAndModel();
  const request = { source: `models:/${model.modelId}`, model_id: model.modelId };
  await create(served, request);
  await create(served, request);
  expect(store.loggedModels.get(model.modelId).tags).toEqual([
    { key: 'mlflow.modelVersions', value: '[{"name": "N", "version": 1}, {"name": "N", "version": 2}]' },
  ]);
  expect(await create(served, { source: 's3://bucket/m', model_id: `m-${'0'.repeat(32)}` })).toMatch(/^404 /);
  expect(store.registry.versions.ofName('N').map(({ version }) => version)).toEqual(['2', '1']);
});
