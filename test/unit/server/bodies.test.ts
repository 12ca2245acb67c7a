import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { serveNewStore, TOKEN, verdictOf, type Served } from './served.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const BATCH = '/api/2.0/mlflow/runs/log-batch';

async function newRun(served: Served): Promise<string> {
  const { run } = await served.ok<{ run: { info: { run_id: string } } }>('POST', 'runs/create', { experiment_id: '0' });
  return run.info.run_id;
}

/** Sends chunks of one megabyte without a length until the server answers, and gives its verdict and how many it took. */
async function sendWithoutEnd(port: number): Promise<{ readonly verdict: string; readonly megabytes: number }> {
  const head = [
    `POST ${BATCH} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${TOKEN}`,
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
    '',
    '',
  ].join('\r\n');
  const chunk = Buffer.from(`100000\r\n${' '.repeat(0x100000)}\r\n`);
  return new Promise((resolve, reject) => {
    let megabytes = 0;
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(head, more));
    const more = (): void => {
      if (received === '' && megabytes < 200) socket.write(chunk, () => (megabytes++, more()));
    };
    socket.on('data', (data: Buffer) => (received += data.toString('latin1')));
    socket.on('error', () => undefined).on('close', () => resolve({ verdict: verdictOf(received), megabytes }));
    socket.setTimeout(20_000, () => reject(new Error('no answer')));
  });
}

test('7: a body of 25 MB is refused, announced or not', async () => {
  const served = await serveNewStore();
  const announced = await served.send('POST', BATCH, Buffer.alloc(25_000_000, 0x20), JSON_TYPE);
  expect([announced.status, JSON.parse(announced.text)]).toEqual([
    413,
    { error_code: 'INVALID_PARAMETER_VALUE', message: 'The request body is larger than 20971520 bytes.' },
  ]);
  expect((await sendWithoutEnd(served.port)).verdict).toBe('413 INVALID_PARAMETER_VALUE');
});

test('7: a batch has its limits, and one beyond them leaves nothing behind', async () => {
  const served = await serveNewStore();
  const runId = await newRun(served);
  const metric = (index: number) => ({ key: `m${index}`, value: index, timestamp: 1, step: 0 });
  const refused = [
    { params: [{ key: 'long', value: 'x'.repeat(1_000_000) }] },
    { metrics: Array.from({ length: 1001 }, (_, index) => metric(index)) },
    { params: Array.from({ length: 101 }, (_, index) => ({ key: `p${index}`, value: 'v' })) },
    { tags: Array.from({ length: 101 }, (_, index) => ({ key: `t${index}`, value: 'v' })) },
    { params: [{ key: 'a', value: '1' }], metrics: [{ key: 'm', value: 1, timestamp: -1 }] },
  ];
  const answers = [];
  for (const batch of refused)
    answers.push((await served.call('POST', 'runs/log-batch', { run_id: runId, ...batch }))[0]);
  expect(answers).toEqual([400, 400, 400, 400, 400]);
  const { run } = await served.ok<{ run: { data: unknown } }>('GET', `runs/get?run_id=${runId}`);
  expect(run.data).toEqual({ tags: [{ key: 'mlflow.runName', value: expect.any(String) as string }] });
});

test('a prompt of a megabyte is kept whole', async () => {
  const served = await serveNewStore();
  const runId = await newRun(served);
  const value = 'Analyze {text}. '.repeat(65_536);
  await served.ok('POST', 'runs/log-parameter', { run_id: runId, key: 'prompt_template', value });
  expect(served.stores.store.runs.get(runId).params).toEqual([{ key: 'prompt_template', value }]);
});

test('8: compressed bodies are refused unread', async () => {
  const served = await serveNewStore();
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const encodings = ['gzip', 'gzip, gzip', 'zstd', 'br', 'deflate', 'x-unknown'];
  const answers = [];
  for (const encoding of encodings) {
    const headers = { ...JSON_TYPE, 'Content-Encoding': encoding };
    answers.push((await served.send('POST', BATCH, bomb, headers)).status);
  }
  const put = await served.send('PUT', '/api/2.0/mlflow-artifacts/artifacts/x', bomb, { 'Content-Encoding': 'gzip' });
  expect([...answers, put.status]).toEqual([415, 415, 415, 415, 415, 415, 415]);
});

test('9: connections that never finish their headers are closed and do not keep others waiting', async () => {
  const served = await serveNewStore({ headersTimeout: 1000 });
  const closed = Array.from(
    { length: 200 },
    async () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(served.port, '127.0.0.1', () => socket.write('GET /health HTTP/1.1\r\nHost: 127'));
        socket.on('data', () => undefined).on('error', reject);
        socket.on('close', () => resolve());
      }),
  );
  expect((await served.send('GET', '/health')).text).toBe('OK');
  await Promise.all(closed);
});

test('10: deep, poisoned or broken JSON is refused, and the prototypes stay clean', async () => {
  const served = await serveNewStore();
  const bodies = [
    '['.repeat(200_000),
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    `{"experiment_id":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`,
    '{"experiment_id":"0","__proto__":{"polluted":true}}',
    '{"experiment_id":"0","tags":[{"key":"k","__proto__":{"polluted":true}}]}',
    '{"experiment_id":"0","start_time":NaN}',
    '{"experiment_id":"0"',
    '[]',
    'null',
    '"text"',
    '17',
    '{"experiment_id":0}',
    '{"experiment_id":["0"]}',
    '{"experiment_id":"0","start_time":1.5}',
    '{"experiment_id":"0","start_time":99999999999999999999}',
    '{"experiment_id":"0","tags":{"key":"k"}}',
    '{"experiment_id":"0","tags":[null]}',
    '{"experiment_id":"0","run_name":"a","runName":"b"}',
    '{"experimentId":"0"}',
    '',
  ];
  const statuses = [];
  for (const body of bodies)
    statuses.push((await served.send('POST', '/api/2.0/mlflow/runs/create', body, JSON_TYPE)).status);
  expect(statuses).toEqual(bodies.map(() => 400));
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
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
