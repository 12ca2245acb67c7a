import { expect, test } from 'vitest';
import { openStore } from '../../fixtures/tempStore.ts';

test('A new logged model is pending, in its own folder, and the next logged version of its name', () => {
  const { loggedModels, loggedVersions } = openStore();
  const model = loggedModels.create({
    experimentId: '0',
    name: 'analyzer',
    modelType: 'agent',
    sourceRunId: 'r',
    params: [{ key: 'p', value: '1' }],
    tags: [{ key: 't', value: 'x' }],
    now: 5,
  });
  expect(model.modelId).toMatch(/^m-[0-9a-f]{32}$/);
  expect(model).toEqual({
    modelId: model.modelId,
    experimentId: '0',
    name: 'analyzer',
    artifactUri: `mlflow-artifacts:/0/models/${model.modelId}/artifacts`,
    status: 'LOGGED_MODEL_PENDING',
    statusMessage: null,
    modelType: 'agent',
    sourceRunId: 'r',
    creationTimestamp: 5,
    lastUpdatedTimestamp: 5,
    tags: [{ key: 't', value: 'x' }],
    params: [{ key: 'p', value: '1' }],
    metrics: [],
  });
  expect(loggedVersions.get('analyzer', 1)).toMatchObject({ modelId: model.modelId, runId: 'r', createdAt: 5 });
  expect(loggedModels.create({ experimentId: '0' }).name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
});

test('Finalizing sets the status; tags are overwritten, params are not', () => {
  const { loggedModels } = openStore();
  const { modelId } = loggedModels.create({ experimentId: '0', name: 'm', params: [{ key: 'p', value: '1' }], now: 1 });
  expect(loggedModels.finalize(modelId, 'LOGGED_MODEL_UPLOAD_FAILED', 'disk full', 2)).toMatchObject({
    status: 'LOGGED_MODEL_UPLOAD_FAILED',
    statusMessage: 'disk full',
    lastUpdatedTimestamp: 2,
  });
  loggedModels.setTags(modelId, [
    { key: 't', value: 'a' },
    { key: 't', value: 'b' },
  ]);
  expect(loggedModels.get(modelId).tags).toEqual([{ key: 't', value: 'b' }]);
  loggedModels.deleteTag(modelId, 't');
  expect(() => loggedModels.deleteTag(modelId, 't')).toThrow(
    `No tag with key 't' found for model with ID '${modelId}'.`,
  );
  const params = [
    { key: 'q', value: '2' },
    { key: 'p', value: '2' },
  ];
  expect(() => loggedModels.addParams(modelId, params)).toThrow(
    `Param 'p' was already logged for model with ID ${modelId}.`,
  );
  expect(loggedModels.get(modelId).params).toEqual([{ key: 'p', value: '1' }]);
});

test('A metric that names a model is kept on the run and on the model, with its dataset', () => {
  const { loggedModels, runs, runLog } = openStore();
  const { runId } = runs.create({ experimentId: '0' }).info;
  const { modelId } = loggedModels.create({ experimentId: '0', name: 'm' });
  const point = { key: 'acc', value: NaN, step: 9_007_199_254_740_993n, timestamp: 3 };
  const dataset = { datasetName: 'iris', datasetDigest: 'd' };
  runLog.log(runId, {
    metrics: [
      { ...point, modelId, ...dataset },
      { ...point, step: 1, modelId: 'm-unknown' },
      { ...point, step: 2 },
    ],
  });
  expect(loggedModels.get(modelId).metrics).toEqual([{ ...point, runId, ...dataset }]);
  expect(runLog.history(runId, 'acc').items.map((metric) => metric.step)).toEqual([1, 2, 9_007_199_254_740_993n]);
});

test('A deleted model is missing, unless deleted ones are asked for', () => {
  const { loggedModels } = openStore();
  const { modelId } = loggedModels.create({ experimentId: '0', name: 'm' });
  loggedModels.delete(modelId);
  const missing = { code: 'RESOURCE_DOES_NOT_EXIST', message: `Logged model with ID '${modelId}' not found.` };
  expect(() => loggedModels.get(modelId)).toThrow(expect.objectContaining(missing));
  expect([loggedModels.get(modelId, true).name, loggedModels.find(modelId)]).toEqual(['m', undefined]);
});
