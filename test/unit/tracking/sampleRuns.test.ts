import { expect, test } from 'vitest';
import { readSnapshot } from '../../../src/store/snapshot/readSnapshot.ts';
import { logSampleRuns } from '../../../src/tracking/sampleRuns.ts';
import { Tracking } from '../../../src/tracking/tracking.ts';
import { openStore } from '../../fixtures/tempStore.ts';

test('the sample runs tell a story: another prompt, a better model, a wider signature', async () => {
  const store = openStore();
  const runIds = await logSampleRuns(new Tracking(() => store));
  const snapshots = await Promise.all(runIds.map((runId) => readSnapshot(store, { kind: 'run', folder: '', runId })));
  const picture = snapshots.map((snapshot) => ({
    run: snapshot?.head.name,
    status: snapshot?.head.status,
    experiment: snapshot?.experiment?.name,
    prompts: snapshot?.prompts.map(({ name, text }) => `${name}: ${text}`),
    metrics: snapshot?.metrics
      .filter(({ key }) => key !== 'latency_ms')
      .map(({ key, value }) => `${key} ${value.toFixed(3)}`),
    model: snapshot?.models.map(({ name, version }) => `${name} v${version}`),
    outputs: snapshot?.models[0]?.description?.signature?.outputs?.map(({ name, type }) => `${name}: ${type}`),
    params: snapshot?.models[0]?.description?.signature?.params?.map(({ name }) => name),
    example: snapshot?.models[0]?.description?.inputExample,
    requirements: snapshot?.models[0]?.description?.requirements,
    files: snapshot?.artifacts.map(({ path }) => path),
  }));
  const files = ['MLmodel', 'input_example.json', 'lexicon.json', 'requirements.txt', 'serving_input_example.json'];
  const common = {
    status: 'FINISHED',
    experiment: 'sentiment',
    files: ['predictions.json', ...files.map((file) => `sentiment_analyzer/${file}`)],
  };
  expect(picture).toEqual([
    {
      ...common,
      run: 'sentiment_v1',
      prompts: ['prompt_template: Analyze the sentiment of the following text: {text}'],
      metrics: ['accuracy 0.750', 'wrong_answers 3.000'],
      model: ['sentiment_analyzer v1'],
      outputs: ['sentiment: string'],
      params: undefined,
      example: '{"text":"I love this product, it is great!"}',
      requirements: ['pandas==2.2.3'],
    },
    {
      ...common,
      run: 'sentiment_v2',
      prompts: [
        "prompt_template: Classify the sentiment of the following text. Respond with only 'positive', 'negative', or 'neutral'. Text: {text}",
      ],
      metrics: ['accuracy 0.917', 'wrong_answers 1.000'],
      model: ['sentiment_analyzer v2'],
      outputs: ['sentiment: string', 'confidence: double'],
      params: ['threshold'],
      example: '{"inputs":{"text":"I love this product, it is great!"},"params":{"threshold":0.6}}',
      requirements: ['pandas==2.3.1', 'regex==2025.7.34'],
    },
  ]);
});
