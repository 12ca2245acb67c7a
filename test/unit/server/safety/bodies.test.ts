import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { TOKEN, verdictOf } from '../served.ts';
import { fillStore, pathOf } from './table.ts';
import { serveWatched, type Watched } from './watched.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const BATCH = '/api/2.0/mlflow/runs/log-batch';

async function newRun(served: Watched): Promise<string> {
  const { run } = await served.ok<{ run: { info: { run_id: string } } }>('POST', 'runs/create', { experiment_id: '0' });
  return run.info.run_id;
}

/** Sends chunks of one megabyte without a length until the server answers, and gives its verdict. */
async function sendWithoutEnd(port: number): Promise<string> {
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
  return new Promise((resolve) => {
    let megabytes = 0;
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(head, more));
    const more = (): void => {
      if (received === '' && megabytes++ < 200) socket.write(chunk, more);
    };
    socket.on('data', (data: Buffer) => (received += data.toString('latin1')));
    socket.on('error', () => undefined).on('close', () => resolve(verdictOf(received)));
  });
}

test('test 7: a body of 25 MB is refused, announced or not', async () => {
  const served = await serveWatched();
  const announced = await served.send('POST', BATCH, Buffer.alloc(25_000_000, 0x20), JSON_TYPE);
  expect([announced.status, JSON.parse(announced.text)]).toEqual([
    413,
    { error_code: 'INVALID_PARAMETER_VALUE', message: 'The request body is larger than 20971520 bytes.' },
  ]);
  expect(await sendWithoutEnd(served.port)).toBe('413 INVALID_PARAMETER_VALUE');
});

test('test 7: a batch has its limits, and one beyond them leaves nothing behind', async () => {
  const served = await serveWatched();
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

test('test 7: millions of values in one body are refused before anything is made of them', async () => {
  const served = await serveWatched();
  await served.send('GET', '/api/2.0/mlflow/experiments/get?experiment_id=0');
  const bodies = [
    `{"experiment_id":"0","tags":[${'1,'.repeat(9_000_000)}1]}`,
    `{"experiment_id":"0","tags":[${'{},'.repeat(6_000_000)}{}]}`,
    `{"experiment_id":"0","other":[${'12345678901234567890,'.repeat(990_000)}1,1${',1'.repeat(20_000)}]}`,
  ];
  for (const body of bodies) {
    const reply = await served.send('POST', '/api/2.0/mlflow/runs/create', body, JSON_TYPE);
    expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('more than 1000000 values')]);
  }
  const bad = `{"experiment_id":"0","tags":[${'{},'.repeat(900_000)}{}]}`;
  const { text } = await served.send('POST', '/api/2.0/mlflow/runs/create', bad, JSON_TYPE);
  expect(text).toContain("Missing value for required parameter 'tags[0].key'.");
});

test('test 8: compressed bodies are refused unread, on every route', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const before = served.rows();
  const zeros = Buffer.alloc(50_000_000);
  const bombs = { gzip: gzipSync(zeros), deflate: deflateSync(zeros), br: brotliCompressSync(zeros) };
  const encodings = ['gzip', 'gzip, gzip', 'identity, gzip', 'zstd', 'br', 'deflate', 'x-unknown', 'GZIP'];
  for (const [name, bomb] of Object.entries(bombs)) {
    for (const encoding of new Set([name, ...encodings])) {
      const headers = { ...JSON_TYPE, 'Content-Encoding': encoding };
      expect([encoding, (await served.send('POST', BATCH, bomb, headers)).status]).toEqual([encoding, 415]);
    }
  }
  const writing = served.routes.filter((route) => route.method !== 'GET');
  const statuses = writing.map(async (route) => {
    const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };
    return (await served.send(route.method, pathOf(route, names), bombs.gzip, headers)).status;
  });
  expect(new Set(await Promise.all(statuses))).toEqual(new Set([415]));
  expect(served.rows()).toEqual(before);
});

test('test 10: deep, poisoned or broken JSON is refused, and the prototypes stay clean', async () => {
  const served = await serveWatched();
  const bodies: readonly (string | Buffer)[] = [
    '['.repeat(200_000),
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    '{"a":'.repeat(200_000),
    `{"experiment_id":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`,
    JSON.stringify('['.repeat(200_000)),
    '{"experiment_id":"0","__proto__":{"polluted":true}}',
    '{"experiment_id":"0","__pro\\u0074o__":{"polluted":true}}',
    '{"experiment_id":"0","\\u005F_proto__" :{"polluted":true}}',
    '{"experiment_id":"0","tags":[{"key":"k","__proto__":{"polluted":true}}]}',
    JSON.stringify('{"experiment_id":"0","__proto__":{"polluted":true}}'),
    '{"experiment_id":"0","start_time":NaN}',
    '{"experiment_id":"0","start_time":Infinity}',
    '{"experiment_id":"0","start_time":1e400}',
    '{"experiment_id":"0"',
    "{'experiment_id':'0'}",
    '{"experiment_id":"0"} x',
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
    '{"experiment_id":"0","run_name":"half \\ud83d"}',
    '{"experiment_id":"0","run_name":"half \\uDE00 too"}',
    '{"experiment_id":"0","run_name":"both turned \\uDE00\\uD83D"}',
    Buffer.concat([Buffer.from('{"experiment_id":"0","run_name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    Buffer.concat([
      Buffer.from('{"experiment_id":"0","run_name":"'),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from('"}'),
    ]),
    Buffer.from('{"experiment_id":"0"}', 'utf16le'),
    '',
  ];
  const statuses = [];
  for (const body of bodies)
    statuses.push([body, (await served.send('POST', '/api/2.0/mlflow/runs/create', body, JSON_TYPE)).status]);
  expect(statuses).toEqual(bodies.map((body) => [body, 400]));
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('test 10: no route reads deep or poisoned JSON', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const before = served.rows();
  const writing = served.routes.filter(({ method, anyContent }) => !['GET', 'PUT'].includes(method) && !anyContent);
  const bodies = ['['.repeat(200_000), '{"__proto__":{"polluted":true}}', '{"a":NaN}', '{"a":"\\ud800"}'];
  const wrong: string[] = [];
  for (const route of writing) {
    const artifact = route.path.includes('mlflow-artifacts');
    for (const body of artifact ? [] : bodies) {
      const { status } = await served.send(route.method, pathOf(route, names), body, JSON_TYPE);
      if (status !== 400) wrong.push(`${route.method} ${route.path} ${body.slice(0, 40)}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(served.rows()).toEqual(before);
});

test('test 10: what only looks broken is kept to the letter', async () => {
  const served = await serveWatched();
  const runId = await newRun(served);
  const values = [
    '\\ud800',
    '"__proto__":1',
    '\\\\ud83d',
    'a\0b',
    '\u{1f600}',
    '\ufeff',
    '\u2028',
    '\ufffd',
    'é',
    "'; DROP",
  ];
  const tags = values.map((value, index) => ({ key: `t${index}`, value }));
  await served.ok('POST', 'runs/log-batch', { run_id: runId, tags });
  const escaped = `{"run_id":"${runId}","key":"escaped","value":"\\ud83d\\ude00 \\\\ud83d \\\\\\ud83d\\ude00"}`;
  expect((await served.send('POST', '/api/2.0/mlflow/runs/set-tag', escaped, JSON_TYPE)).status).toBe(200);
  const { run } = await served.ok<{ run: { data: { tags: { key: string; value: string }[] } } }>(
    'GET',
    `runs/get?run_id=${runId}`,
  );
  const kept = run.data.tags.filter((tag) => tag.key !== 'mlflow.runName').toSorted((a, b) => (a.key < b.key ? -1 : 1));
  expect(kept).toEqual([{ key: 'escaped', value: '😀 \\ud83d \\😀' }, ...tags]);
});

test('test 14: the same batch three times is in the history once; a param keeps its value', async () => {
  const served = await serveWatched();
  const runId = await newRun(served);
  const batch = {
    run_id: runId,
    metrics: [
      { key: 'loss', value: 0.5, timestamp: 1, step: 0 },
      { key: 'loss', value: 'NaN', timestamp: 2, step: 1 },
      { key: 'loss', value: 0.5, timestamp: 1, step: 0 },
    ],
    params: [{ key: 'p', value: 'one' }],
    tags: [{ key: 't', value: 'one' }],
  };
  for (let time = 0; time < 3; time++) await served.ok('POST', 'runs/log-batch', batch);
  await Promise.all([batch, batch].map((again) => served.ok('POST', 'runs/log-batch', again)));
  const history = await served.ok<{ metrics: unknown[] }>('GET', `metrics/get-history?run_id=${runId}&metric_key=loss`);
  expect(history.metrics).toEqual([
    { key: 'loss', value: 0.5, timestamp: 1, step: 0 },
    { key: 'loss', value: 'NaN', timestamp: 2, step: 1 },
  ]);
  const before = served.rows();
  const other = { ...batch, metrics: [{ key: 'new', value: 1, timestamp: 1 }], params: [{ key: 'p', value: 'two' }] };
  const [status, answer] = await served.call('POST', 'runs/log-batch', other);
  expect([status, answer]).toEqual([
    400,
    { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('Changing param values is not allowed') },
  ]);
  expect(served.rows()).toEqual(before);
});

test('test 10: JSON inside of a text or a file has its bounds too', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const dataset = await served.send('POST', '/api/3.0/mlflow/datasets/create', '{"name":"d"}', JSON_TYPE);
  const { dataset_id: id } = (JSON.parse(dataset.text) as { dataset: { dataset_id: string } }).dataset;
  const model = '"artifact_path":"m","run_id":"x","utc_time_created":"x"';
  const texts = (inside: string): readonly (readonly [string, object])[] => [
    ['2.0/mlflow/runs/log-model', { run_id: names['run_id'], model_json: `{${model},"flavors":${inside}}` }],
    [`3.0/mlflow/datasets/${id}/records`, { records: `[{"inputs":{"a":${inside}}}]` }],
  ];
  const trace = `0/traces/${String(names['trace_id'])}/artifacts/traces.json`;
  const before = served.rows();
  const many = `[${'1,'.repeat(8_000_000)}12345678901234567890]`;
  for (const inside of ['['.repeat(500_000), '['.repeat(500_000) + ']'.repeat(500_000), many]) {
    for (const [path, body] of texts(inside)) {
      const { status } = await served.send('POST', `/api/${path}`, JSON.stringify(body), JSON_TYPE);
      expect([path, inside.slice(0, 5), status]).toEqual([path, inside.slice(0, 5), 400]);
    }
    // The file is the user's own: it is kept, and nothing is read out of it.
    const put = await served.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${trace}`, `{"spans":${inside}}`);
    expect(put.status).toBe(200);
  }
  expect(served.rows()).toEqual(before);
});
