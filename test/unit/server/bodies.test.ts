import { expect, test } from 'vitest';
import { serveNewStore, type Served } from './served.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

async function newRun(served: Served): Promise<string> {
  const { run } = await served.ok<{ run: { info: { run_id: string } } }>('POST', 'runs/create', { experiment_id: '0' });
  return run.info.run_id;
}

test('a prompt of a megabyte is kept whole', async () => {
  const served = await serveNewStore();
  const runId = await newRun(served);
  const value = 'Analyze {text}. '.repeat(65_536);
  await served.ok('POST', 'runs/log-parameter', { run_id: runId, key: 'prompt_template', value });
  expect(served.stores.store.runs.get(runId).params).toEqual([{ key: 'prompt_template', value }]);
});

test('a number of a wrong place is shown as it was written', async () => {
  const served = await serveNewStore();
  const refuse = async (name: string) => {
    const reply = await served.send('POST', '/api/2.0/mlflow/experiments/create', `{"name": ${name}}`, JSON_TYPE);
    return /Invalid value .* '\w+'\./.exec((JSON.parse(reply.text) as { message: string }).message)?.[0];
  };
  const shown = (value: string, type: string) =>
    `Invalid value ${value} for parameter 'name' supplied:  Hint: Value was of type '${type}'.`;
  expect([await refuse('9.0'), await refuse('-9'), await refuse('1e3'), await refuse('[9.5]')]).toEqual([
    shown('9.0', 'float'),
    shown('-9', 'int'),
    shown('1e3', 'float'),
    shown('[9.5]', 'list'),
  ]);
});

test("what is missing or of a wrong type is named in MLflow's words", async () => {
  const served = await serveNewStore();
  const runId = await newRun(served);
  const metric = { key: 'm', value: 1, timestamp: 1 };
  const docs = 'See the API docs for more information about request parameters.';
  const bodies: readonly (readonly [string, object])[] = [
    ['runs/log-metric', { run_id: runId, value: 1, timestamp: 1 }],
    ['runs/log-metric', { run_id: runId, key: '', value: 1, timestamp: 1 }],
    ['runs/log-metric', { run_id: runId, key: 'm', value: 1 }],
    ['runs/log-metric', { run_id: runId, ...metric, value: 'nan' }],
    ['runs/log-batch', { run_id: runId, metrics: [metric, { key: 'm', timestamp: 1 }] }],
    ['runs/log-batch', { run_id: runId, metrics: [metric, { ...metric, step: [1] }] }],
    ['runs/log-batch', { run_id: runId, metrics: 'm' }],
    ['runs/set-tag', { key: 'k', value: 'v' }],
  ];
  const messages = [];
  for (const [path, body] of bodies) messages.push((await served.call('POST', path, body))[1]);
  expect(messages.map((answer) => (answer as { message: string }).message)).toEqual([
    `Missing value for required parameter 'key'. ${docs}`,
    `Missing value for required parameter 'key'. ${docs}`,
    `Missing value for required parameter 'timestamp'. ${docs}`,
    `Invalid value "nan" for parameter 'value' supplied:  Hint: Value was of type 'str'. ${docs}`,
    `Missing value for required parameter 'metrics[1].value'. ${docs}`,
    `Invalid value [1] for parameter 'metrics[1].step' supplied:  Hint: Value was of type 'list'. ${docs}`,
    `Invalid value "m" for parameter 'metrics' supplied:  Hint: Value was of type 'str'. ${docs}`,
    `Missing value for required parameter 'run_id'. ${docs}`,
  ]);
});
