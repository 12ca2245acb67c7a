import { expect, test } from 'vitest';
import { modelUris } from '../../../src/commands/modelUris.ts';
import type { ModelVersion } from '../../../src/model/models.ts';
import { buildModel } from '../../fixtures/build.ts';

const RUN = '1'.repeat(32);
const MODEL = `m-${'2'.repeat(32)}`;

test('a logged model of an MLflow 3 client is loaded by its id', () => {
  expect(modelUris({ version: buildModel({ modelId: MODEL, runId: RUN }) })).toEqual([`models:/${MODEL}`]);
});

test('a model in the files of an MLflow 2 run is loaded by its folder there', () => {
  const artifactUri = `mlflow-artifacts:/7/${RUN}/artifacts/models/sentiment_analyzer`;
  const version = buildModel({ modelId: null, runId: RUN, artifactUri });
  expect(modelUris({ version })).toEqual([`runs:/${RUN}/models/sentiment_analyzer`]);
});

test('what is registered of a logged version comes first, aliases before numbers', () => {
  const registered = [
    { name: 'sentiment', version: '3', aliases: ['champion', 'stable'] },
    { name: 'archive', version: '1', aliases: [] },
  ];
  expect(modelUris({ version: buildModel({ modelId: MODEL, registered }) })).toEqual([
    'models:/sentiment@champion',
    'models:/sentiment@stable',
    'models:/sentiment/3',
    'models:/archive/1',
    `models:/${MODEL}`,
  ]);
});

test('a version that is only registered is loaded by its aliases and its number', () => {
  const version: ModelVersion = {
    name: 'sentiment',
    version: '4',
    creationTimestamp: 1,
    lastUpdatedTimestamp: 1,
    stage: 'None',
    description: '',
    userId: '',
    source: 's3://bucket/model',
    storageLocation: null,
    runId: '',
    modelId: null,
    runLink: '',
    status: 'READY',
    statusMessage: null,
    tags: [],
    aliases: ['challenger'],
  };
  expect(modelUris({ version })).toEqual(['models:/sentiment@challenger', 'models:/sentiment/4']);
});
