import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LoggedVersion } from '../../src/model/models.ts';
import { CLIENTS, EXAMPLES, newWorkspace } from './client.ts';

const PROMPT_1 = 'Analyze the sentiment of the following text: {text}';
const PROMPT_2 =
  "Classify the sentiment of the following text. Respond with only 'positive', 'negative', or 'neutral'. Text: {text}";

const FILES = [
  'MLmodel',
  'conda.yaml',
  'input_example.json',
  'python_env.yaml',
  'requirements.txt',
  'sentiment_analyzer.py',
  'serving_input_example.json',
];

/** What a client reads back of the two runs. */
const PICTURE = [
  {
    name: 'sentiment_v1',
    status: 'FINISHED',
    params: { prompt_template: PROMPT_1, model_type: 'simple_keyword', temperature: '0.7' },
    metrics: { accuracy: 0.75, errors: 2, prompt_words: 8 },
    accuracy: [1, 1, 1, 0.75, 0.6, 0.667, 0.714, 0.75],
    inputs: [{ type: 'string', name: 'text', required: true }],
    outputs: [{ type: 'string', name: 'sentiment', required: true }],
    example: { text: ['I love this phone, the camera is great'] },
    prediction: ['positive', 'positive'],
    files: FILES,
    artifacts: expect.arrayContaining(['predictions.json']) as string[],
    wrong: ['Not good at all', 'Not bad, I am happy with it'],
  },
  {
    name: 'sentiment_v2',
    status: 'FINISHED',
    params: { prompt_template: PROMPT_2, model_type: 'advanced_llm_sim', temperature: '0.0' },
    metrics: { accuracy: 1, errors: 0, prompt_words: 16 },
    accuracy: [1, 1, 1, 1, 1, 1, 1, 1],
    inputs: [{ type: 'string', name: 'text', required: true }],
    outputs: [{ type: 'string', name: 'sentiment', required: true }],
    example: { text: ['Not bad, I am happy with it'] },
    prediction: ['negative', 'positive'],
    files: FILES,
    artifacts: expect.arrayContaining(['predictions.json']) as string[],
    wrong: [],
  },
];

/** What Promptrail's own views show of a logged version. */
const shown = (version: LoggedVersion) => ({
  version: version.version,
  status: version.status,
  flavors: version.description?.flavors,
  inputs: version.description?.signature?.inputs,
  outputs: version.description?.signature?.outputs,
  example: JSON.parse(version.description?.inputExample ?? 'null') as unknown,
  requirements: version.description?.requirements.includes('pandas'),
  problems: version.description?.problems,
});

const logged = (version: number, text: string) => ({
  version,
  status: 'LOGGED_MODEL_READY',
  flavors: ['python_function'],
  inputs: [{ type: 'string', name: 'text', required: true }],
  outputs: [{ type: 'string', name: 'sentiment', required: true }],
  example: { columns: ['text'], data: [[text]] },
  requirements: true,
  problems: [],
});

describe.each(CLIENTS)('the scenario with %s', (client) => {
  test('is logged without a complaint and read back by the client and from the store', async () => {
    const workspace = await newWorkspace();
    const first = await workspace.run(client, join(EXAMPLES, 'log_v1.py'));
    const second = await workspace.run(client, join(EXAMPLES, 'log_v2.py'));
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    expect(first.stdout).toContain('Logged sentiment_v1: 75% of 8 reviews are right.');
    expect(await workspace.read(client, 'read_sentiment.py')).toEqual(PICTURE);

    const { store } = workspace;
    const versions = store.loggedVersions.ofName('sentiment_analyzer');
    expect(versions.map(shown)).toEqual([
      logged(2, 'Not bad, I am happy with it'),
      logged(1, 'I love this phone, the camera is great'),
    ]);
    const runs = versions.toReversed().map((version) => store.runs.get(version.runId ?? ''));
    expect(
      runs.map(({ info, params }) => [
        info.runName,
        info.status,
        Object.fromEntries(params.map((p) => [p.key, p.value])),
      ]),
    ).toEqual(PICTURE.map(({ name, status, params }) => [name, status, params]));
    expect(workspace.serverLog.filter((line) => !line.startsWith('info') && !line.startsWith('debug'))).toEqual([]);
  });
});

test('what one client logs the other reads, and both number the same model', async () => {
  const workspace = await newWorkspace();
  await workspace.run('mlflow2', join(EXAMPLES, 'log_v1.py'));
  await workspace.run('mlflow3', join(EXAMPLES, 'log_v2.py'));
  expect(await workspace.read('mlflow3', 'read_sentiment.py')).toEqual(PICTURE);
  const versions = workspace.store.loggedVersions.ofName('sentiment_analyzer').map(shown);
  expect(versions).toEqual([
    logged(2, 'Not bad, I am happy with it'),
    logged(1, 'I love this phone, the camera is great'),
  ]);
});
