import { expect, test } from 'vitest';
import { newWorkspace } from './client.ts';

test('mlflow.genai.datasets makes, fills, searches, moves and deletes evaluation datasets', async () => {
  const workspace = await newWorkspace();
  expect(await workspace.read('mlflow3', 'evaluation_datasets.py')).toEqual({
    experiments: true,
    schema: {
      inputs: { question: 'string', temperature: 'float' },
      outputs: { answer: 'string' },
      expectations: { answer: 'string' },
      version: '1.0',
    },
    profile: { num_records: 2 },
    created_by: 'ada',
    rows: [
      {
        inputs: { question: 'and a model?' },
        outputs: { answer: 'files' },
        expectations: { answer: 'files with a signature' },
        tags: { kind: 'short', 'mlflow.user': 'promptrail' },
      },
      {
        inputs: { question: 'what is a run?', temperature: 1 },
        outputs: {},
        expectations: { answer: 'one training' },
        tags: { 'mlflow.user': 'promptrail' },
      },
    ],
    'temperature is a float': true,
    tags: { 'mlflow.user': 'ada', team: 'ranking' },
    moved: true,
    names: ['answers', 'questions'],
    ranking: ['questions'],
    'of other': ['questions'],
    deleted: 1,
    left: 1,
    after: ['answers'],
  });
});
