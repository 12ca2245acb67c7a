import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../fixtures/tempStore.ts';
import { serveNewStore, TOKEN, type Served } from './served.ts';

const PROXY = '/api/2.0/mlflow-artifacts/artifacts';
const UPLOAD = '/ajax-api/2.0/mlflow/upload-artifact';
const INVALID = '400 {"error_code":"INVALID_PARAMETER_VALUE","message":"Invalid path"}';

/** Answers to each way of naming a place, given percent-encoded, as texts without repetition. */
async function everyWay(served: Served, encoded: string): Promise<ReadonlySet<string>> {
  const query = encodeURIComponent(decodable(encoded));
  const { run } = await served.ok<{ run: { info: { run_id: string; artifact_uri: string } } }>('POST', 'runs/create', {
    experiment_id: '0',
  });
  const { model } = await served.ok<{ model: { info: { model_id: string } } }>('POST', 'logged-models', {
    experiment_id: '0',
    name: 'm',
  });
  const { registry } = served.stores.store;
  if (!registry.find('N')) registry.create('N');
  registry.versions.create({ name: 'N', source: 'x', storageLocation: run.info.artifact_uri });
  const prefixes = ['/api', '/ajax-api'];
  const signed = JSON.stringify({ run_id: run.info.run_id, path: decodable(encoded) });
  const json = { 'Content-Type': 'application/json' };
  const replies = await Promise.all([
    ...prefixes.flatMap((prefix) =>
      ['PUT', 'GET', 'DELETE'].map((method) =>
        served.send(
          method,
          `${prefix}/2.0/mlflow-artifacts/artifacts/${encoded}`,
          method === 'PUT' ? 'evil' : undefined,
        ),
      ),
    ),
    served.send('GET', `${PROXY}?path=${query}`),
    served.send('GET', `/api/2.0/mlflow/artifacts/list?run_id=${run.info.run_id}&path=${query}`),
    served.send(
      'GET',
      `/api/2.0/mlflow/logged-models/${model.info.model_id}/artifacts/directories?artifact_directory_path=${query}`,
    ),
    served.send(
      'GET',
      `/ajax-api/2.0/mlflow/logged-models/${model.info.model_id}/artifacts/files?artifact_file_path=${query}`,
    ),
    served.send('GET', `/get-artifact?run_id=${run.info.run_id}&path=${query}`),
    served.send('GET', `/model-versions/get-artifact?name=N&version=1&path=${query}`),
    served.send('POST', `${UPLOAD}?run_uuid=${run.info.run_id}&path=${query}`, 'evil'),
    served.send('POST', '/api/2.0/mlflow/artifacts/presigned-upload-url', signed, json),
    served.send('POST', '/api/2.0/mlflow/artifacts/presigned-download-url', signed, json),
  ]);
  return new Set(replies.map(({ status, text }) => `${status} ${text}`));
}

/** The text that a name means; one that is broken stays as it is and becomes harmless in a query. */
function decodable(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '../';
  }
}

describe('paths that are refused wherever they are named', () => {
  const refused = {
    '16: climbing out': [
      '../x',
      '%2e%2e/x',
      '%252e%252e%252fx',
      '%25252e%25252e%25252fx',
      'a/b/c/d/../../../../../x',
      '..%2fx',
      '..%5cx',
      'a/../../x',
      '.%2e/x',
    ],
    '17: absolute and foreign': [
      '/etc/passwd',
      '%2fetc/passwd',
      '//etc/x',
      'file:///etc/x',
      'C:/x',
      'C:x',
      '%5c%5ch%5cs',
      '//?/C:/x'.replace('?', '%3F'),
      '%5c%5c.%5cpipe%5cx',
    ],
    '18: broken and invisible': [
      'a%00b',
      'a%01b',
      'a%0d%0aSet-Cookie:x',
      '%ed%a0%80',
      'a%zz',
      '%c0%ae%c0%ae/x',
      'a%7fb',
    ],
    "19: Windows' own": ['CON', 'nul.txt', 'a/aux', 'a.', 'a%20', 'f.txt:s', 'f::$DATA', 'PROGRA~1', 'a./b'],
  };
  for (const [name, paths] of Object.entries(refused)) {
    test(name, async () => {
      const served = await serveNewStore();
      const answers = new Map<string, ReadonlySet<string>>();
      for (const encoded of paths) answers.set(encoded, await everyWay(served, encoded));
      expect(answers).toEqual(new Map(paths.map((encoded) => [encoded, new Set([INVALID])])));
      expect(readdirSync(path.join(served.directory, 'artifacts')).filter((entry) => entry !== '.incoming')).toEqual(
        [],
      );
    });
  }
});

test('20: links inside the artifacts are no way out', async () => {
  const served = await serveNewStore();
  const outside = tempFolder();
  writeFileSync(path.join(outside, 'canary'), 'alive');
  await served.send('PUT', `${PROXY}/0/real.txt`, 'real');
  const root = path.join(served.directory, 'artifacts', '0');
  symlinkSync(outside, path.join(root, 'folder'));
  symlinkSync(path.join(outside, 'new'), path.join(root, 'dangling'));
  const replies = await Promise.all([
    served.send('GET', `${PROXY}/0/folder/canary`),
    served.send('PUT', `${PROXY}/0/folder/planted`, 'x'),
    served.send('GET', `${PROXY}?path=0/folder`),
    served.send('GET', `${PROXY}/0/dangling`),
    served.send('PUT', `${PROXY}/0/dangling`, 'x'),
  ]);
  expect(replies.map(({ status, text }) => `${status} ${text}`)).toEqual([INVALID, INVALID, INVALID, INVALID, INVALID]);
  expect(readdirSync(outside)).toEqual(['canary']);
});

test('21: deleting takes links and not what they show, and never the root', async () => {
  const served = await serveNewStore();
  const outside = tempFolder();
  writeFileSync(path.join(outside, 'canary'), 'alive');
  await served.send('PUT', `${PROXY}/0/tree/file`, 'x');
  symlinkSync(outside, path.join(served.directory, 'artifacts/0/tree/home'));
  const roots = ['', '.', '%2e', './', '//'].map((root) => served.send('DELETE', `${PROXY}/${root}`));
  expect((await Promise.all(roots)).map((reply) => reply.status)).toEqual([400, 400, 400, 400, 400]);
  expect((await served.send('DELETE', `${PROXY}/0/tree`)).text).toBe('{}');
  expect((await served.send('DELETE', `${PROXY}/0/tree`)).text).toBe('{}');
  expect((await served.send('GET', `${PROXY}?path=0`)).text).toBe('{}');
  expect(readFileSync(path.join(outside, 'canary'), 'utf8')).toBe('alive');
});

test('24: real names come back as they went', async () => {
  const served = await serveNewStore();
  const names = [
    'a b',
    'é漢.png',
    '100%.txt',
    'a+b',
    'a;b',
    '#1',
    'what?',
    'a%20b',
    'im%step%0%x.png',
    "it's",
    'a&b=c',
    '.x',
  ];
  for (const name of names) {
    const target = `${PROXY}/0/dir/${encodeURIComponent(name).replaceAll('%2B', '+')}`;
    expect([name, (await served.send('PUT', target, `content of ${name}`)).status]).toEqual([name, 200]);
    expect((await served.send('GET', target)).text).toBe(`content of ${name}`);
  }
  const listed = JSON.parse((await served.send('GET', `${PROXY}?path=0%2Fdir`)).text) as { files: { path: string }[] };
  expect(listed.files.map((file) => file.path).toSorted()).toEqual(names.toSorted());
});

test('25: a file comes as an attachment that no browser runs', async () => {
  const served = await serveNewStore();
  await served.send('PUT', `${PROXY}/0/${encodeURIComponent('é "x" 100%.html')}`, '<script>alert(1)</script>');
  const { headers } = await served.send('GET', `${PROXY}/0/${encodeURIComponent('é "x" 100%.html')}`);
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '25',
    'content-disposition': `attachment; filename="_ _x_ 100_.html"; filename*=UTF-8''%C3%A9%20%22x%22%20100%25.html`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  });
});

test('a part of a file can be asked for', async () => {
  const served = await serveNewStore();
  await served.send('PUT', `${PROXY}/0/digits`, '0123456789');
  const ranges = ['bytes=2-4', 'bytes=7-', 'bytes=-2', 'bytes=5-99', 'bytes=20-30', 'bytes=1-2,4-5', 'lines=1-2'];
  const parts: unknown[] = [];
  for (const range of ranges) {
    const { status, text, headers } = await served.send('GET', `${PROXY}/0/digits`, undefined, { Range: range });
    parts.push([range, status, text, headers['content-range']]);
  }
  expect(parts).toEqual([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=20-30', 416, '', 'bytes */10'],
    ['bytes=1-2,4-5', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ]);
});

test('listing and fetching say what is there, and nothing for what is not', async () => {
  const served = await serveNewStore();
  await served.send('PUT', `${PROXY}/0/d/b.txt`, 'bb');
  await served.send('PUT', `${PROXY}/0/d/a/x`, '');
  const ask = async (target: string) => {
    const { status, text } = await served.send('GET', target);
    return [status, JSON.parse(text) as unknown];
  };
  expect(await ask(`${PROXY}?path=0/d`)).toEqual([
    200,
    {
      files: [
        { path: 'a', is_dir: true },
        { path: 'b.txt', is_dir: false, file_size: 2 },
      ],
    },
  ]);
  expect(await ask(`${PROXY}?path=0/d/b.txt`)).toEqual([200, {}]);
  expect(await ask(`${PROXY}?path=nothing`)).toEqual([200, {}]);
  expect(await ask(`${PROXY}/0/nothing`)).toEqual([
    404,
    { error_code: 'RESOURCE_DOES_NOT_EXIST', message: "No such artifact: '0/nothing'" },
  ]);
  expect((await ask(`${PROXY}/0/d`))[0]).toBe(400);
  expect((await served.send('PUT', `${PROXY}/0/d/`, 'x')).status).toBe(400);
  expect((await served.send('GET', `${PROXY}/0/d/a/x`)).text).toBe('');
});

test('26: an upload that is cut leaves the old content and no half', async () => {
  const served = await serveNewStore();
  await served.send('PUT', `${PROXY}/0/model.bin`, 'old content');
  await new Promise<void>((resolve) => {
    const head = `PUT ${PROXY}/0/model.bin HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 1000000\r\n\r\n`;
    const socket = connect(served.port, '127.0.0.1', () => {
      socket.write(head + 'x'.repeat(500_000), () => setTimeout(() => socket.destroy(), 100));
    });
    socket.on('close', () => resolve());
  });
  expect((await served.send('GET', `${PROXY}/0/model.bin`)).text).toBe('old content');
  await expect
    .poll(() => readdirSync(path.join(served.directory, 'artifacts/.incoming'), { recursive: true }), {
      timeout: 10_000,
    })
    .toEqual([]);
  expect(served.lines).toEqual([expect.stringMatching(/^PUT .*model\.bin was cut off: /)]);
});

test('27: of two uploads to one path one arrives whole', async () => {
  const served = await serveNewStore();
  const contents = ['a', 'b'].map((letter) => letter.repeat(3_000_000));
  await Promise.all(contents.map((content) => served.send('PUT', `${PROXY}/0/x`, content)));
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(contents.map(digest)).toContain(digest((await served.send('GET', `${PROXY}/0/x`)).text));
});

test('28: uploads in parts are not offered, in the words that make a client send the file whole', async () => {
  const served = await serveNewStore();
  const replies = await Promise.all(
    ['create', 'complete', 'abort'].map((step) =>
      served.send('POST', `/api/2.0/mlflow-artifacts/mpu/${step}/0/x`, '{}', { 'Content-Type': 'application/json' }),
    ),
  );
  const message = 'Multipart upload is not supported for the current artifact repository';
  expect(replies.map(({ status, text }) => [status, JSON.parse(text)])).toEqual(
    replies.map(() => [501, { error_code: 'NOT_IMPLEMENTED', message }]),
  );
  const presigned = await served.send('GET', '/api/2.0/mlflow-artifacts/presigned/0/x');
  expect(presigned.status).toBe(501);
});

test('the artifacts of a run and of a logged model are listed with paths from their roots', async () => {
  const served = await serveNewStore();
  const { run } = await served.ok<{ run: { info: { run_id: string; artifact_uri: string } } }>('POST', 'runs/create', {
    experiment_id: '0',
  });
  const { model } = await served.ok<{ model: { info: { model_id: string; artifact_uri: string } } }>(
    'POST',
    'logged-models',
    { experiment_id: '0', name: 'm' },
  );
  const files = served.stores.store.artifacts;
  await files.write(`${run.info.artifact_uri.replace('mlflow-artifacts:/', '')}/d/x.json`, '{}');
  await files.write(`${model.info.artifact_uri.replace('mlflow-artifacts:/', '')}/d/MLmodel`, 'x');
  mkdirSync(path.join(served.directory, 'artifacts/0/empty'));
  const ofRun = `artifacts/list?run_id=${run.info.run_id}`;
  expect([
    await served.ok('GET', ofRun),
    await served.ok('GET', `${ofRun}&path=d`),
    await served.ok('GET', `${ofRun}&path=missing`),
    await served.ok('GET', `logged-models/${model.info.model_id}/artifacts/directories?artifact_directory_path=d`),
  ]).toEqual([
    { root_uri: run.info.artifact_uri, files: [{ path: 'd', is_dir: true }] },
    { root_uri: run.info.artifact_uri, files: [{ path: 'd/x.json', is_dir: false, file_size: 2 }] },
    { root_uri: run.info.artifact_uri },
    { root_uri: model.info.artifact_uri, files: [{ path: 'd/MLmodel', is_dir: false, file_size: 1 }] },
  ]);
});

describe("the addresses of MLflow's own pages", () => {
  async function withFiles() {
    const served = await serveNewStore();
    const { store } = served.stores;
    const run = store.runs.create({ experimentId: '0' }).info;
    const model = store.loggedModels.create({ experimentId: '0', name: 'm', sourceRunId: run.runId });
    store.registry.create('N');
    store.registry.versions.create({ name: 'N', source: 'models:/m', storageLocation: model.artifactUri });
    store.registry.versions.create({ name: 'N', source: 's3://bucket/m' });
    await served.send('PUT', `${PROXY}/0/models/${model.modelId}/artifacts/MLmodel`, 'flavors: {}');
    return { served, run, model };
  }

  test('send a file of a run, of a logged model and of a registered version', async () => {
    const { served, run, model } = await withFiles();
    const upload = `${UPLOAD}?run_uuid=${run.runId}&path=d/x%20y.txt`;
    const sent = await served.send('POST', upload, '{"not":"json', { 'Content-Type': undefined });
    expect([sent.status, sent.text]).toEqual([200, '']);
    const targets = [
      `/get-artifact?run_id=${run.runId}&path=d/x%20y.txt`,
      `/get-artifact?run_uuid=${run.runId}&path=d/x%20y.txt`,
      `/ajax-api/2.0/mlflow/logged-models/${model.modelId}/artifacts/files?artifact_file_path=MLmodel`,
      '/model-versions/get-artifact?name=N&version=1&path=MLmodel',
    ];
    const replies = await Promise.all(targets.map((target) => served.send('GET', target)));
    expect(replies.map(({ status, text, headers }) => [status, text, headers['content-type']])).toEqual([
      [200, '{"not":"json', 'text/plain'],
      [200, '{"not":"json', 'text/plain'],
      [200, 'flavors: {}', 'text/plain'],
      [200, 'flavors: {}', 'text/plain'],
    ]);
  });

  test('say what is missing', async () => {
    const { served, run, model } = await withFiles();
    const files = `/ajax-api/2.0/mlflow/logged-models/${model.modelId}/artifacts/files`;
    const ask = async (method: string, target: string, body?: string | Uint8Array) => {
      const { status, text } = await served.send(method, target, body);
      return `${status} ${(JSON.parse(text) as { message: string }).message}`;
    };
    const none = '0'.repeat(32);
    expect([
      await ask('GET', `/get-artifact?run_id=${none}&path=x`),
      await ask('GET', `/get-artifact?run_id=${run.runId}&path=x`),
      await ask('GET', '/model-versions/get-artifact?name=N&version=9&path=x'),
      await ask('GET', '/model-versions/get-artifact?name=N&version=2&path=x'),
      await ask('GET', files),
      await ask('GET', `/ajax-api/2.0/mlflow/logged-models/m-${none}/artifacts/files?artifact_file_path=x`),
      await ask('POST', UPLOAD, 'x'),
      await ask('POST', `${UPLOAD}?run_uuid=${run.runId}`, 'x'),
      await ask('POST', `${UPLOAD}?run_uuid=${run.runId}&path=x`),
      await ask('POST', `${UPLOAD}?run_uuid=${run.runId}&path=x`, new Uint8Array(10 * 1024 * 1024 + 1)),
    ]).toEqual([
      `404 Run with id=${none} not found`,
      `404 No such artifact: '0/${run.runId}/artifacts/x'`,
      '404 Model Version (name=N, version=9) not found',
      '404 The files of this version are not in this store: s3://bucket/m',
      '400 Request must include the "artifact_file_path" query parameter.',
      `404 Logged model with ID 'm-${none}' not found.`,
      '400 Request must specify run_uuid.',
      '400 Request must specify path.',
      '400 Request must specify data.',
      '400 Artifact size is too large. Max size is 10MB.',
    ]);
  });

  test('offer no signed address: files go through this server', async () => {
    const { served, run, model } = await withFiles();
    const ask = async (way: string, body: object) => {
      const [status, answer] = await served.call('POST', `artifacts/presigned-${way}-url`, body);
      return `${status} ${(answer as { message: string }).message}`;
    };
    expect([
      await ask('upload', { run_id: run.runId, path: 'x' }),
      await ask('upload', { model_id: model.modelId, path: 'x' }),
      await ask('upload', { run_id: run.runId, model_id: model.modelId, path: 'x' }),
      await ask('download', { run_id: run.runId, path: 'x', expiration: 0 }),
      await ask('download', { run_id: run.runId, path: 'x' }),
    ]).toEqual([
      expect.stringMatching(/^400 Presigned upload is not supported for proxied artifact storage/),
      expect.stringMatching(/^400 Presigned upload is not supported for proxied artifact storage/),
      '400 Exactly one of run_id and model_id must be provided.',
      '400 expiration must be between 1 and 604800 seconds (got 0).',
      expect.stringMatching(/^400 Presigned download is not supported for runs with proxied artifact storage/),
    ]);
  });

  test('sum up the datasets of experiments', async () => {
    const { served, run } = await withFiles();
    const dataset = { name: 'd', digest: '1', source_type: 'code', source: '{}' };
    const context = { key: 'mlflow.data.context', value: 'training' };
    await served.ok('POST', 'runs/log-inputs', {
      run_id: run.runId,
      datasets: [{ tags: [context], dataset }, { dataset: { ...dataset, digest: '2' } }],
    });
    const ask = async (experimentIds: readonly string[]) => {
      const body = JSON.stringify({ experiment_ids: experimentIds });
      const target = '/ajax-api/2.0/mlflow/experiments/search-datasets';
      const { text } = await served.send('POST', target, body, { 'Content-Type': 'application/json' });
      return JSON.parse(text) as unknown;
    };
    expect([await ask(['0', '7']), await ask(['7'])]).toEqual([
      {
        dataset_summaries: [
          { experiment_id: '0', name: 'd', digest: '1', context: 'training' },
          { experiment_id: '0', name: 'd', digest: '2' },
        ],
      },
      {},
    ]);
    expect(await ask([])).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' });
    expect(await ask(Array.from({ length: 21 }, (_, index) => String(index)))).toMatchObject({
      message: 'SearchDatasets request cannot specify more than 20 experiment_ids. Received 21 experiment_ids.',
    });
  });
});
