import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fillStore } from './table.ts';
import { serveWatched, type Watched } from './watched.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const PREFIXES = ['/api/2.0/mlflow/', '/ajax-api/2.0/mlflow/'];

/** Ways to write a place outside of the store, as they got past servers of this protocol. */
const OUTSIDE = [
  '/etc/',
  '/etc/passwd',
  'etc/passwd',
  '.',
  '..',
  '../..',
  '~/x',
  'file:///etc',
  'file:///etc/passwd',
  'file://./etc',
  'file:etc',
  'FILE:///etc',
  'File:/etc',
  'file://localhost/etc',
  'file:%2F%2F%2Fetc',
  'local-file:///etc',
  'mlflow-artifacts://h/models/../../../etc',
  'mlflow-artifacts://evil.example/x',
  'mlflow-artifacts://evil.example:80/x',
  'mlflow-artifacts:/../etc',
  'mlflow-artifacts:/0/../../etc',
  'mlflow-artifacts:/%2e%2e/etc',
  'mlflow-artifacts:/%252e%252e/etc',
  'mlflow-artifacts:///etc',
  'mlflow-artifacts:////etc',
  'mlflow-artifacts:/C:/x',
  'mlflow-artifacts:/a\\..\\..\\x',
  'mlflow-artifacts:/a?/../../x',
  'mlflow-artifacts:/a#/../../x',
  'mlflow-artifacts:/a;/../../x',
  'mlflow-artifacts:/a\0b',
  'mlflow-artifacts:/.incoming',
  'MLFLOW-ARTIFACTS:/x',
  '//proc/self/root',
  '/proc/self/environ',
  'C:\\x',
  'C:/x',
  'c:x',
  '\\\\h\\s',
  '\\\\.\\pipe\\x',
  '//?/C:/x',
  'http://attacker/x',
  'http:///?/../../../etc/',
  'http:///#/../..',
  'http://h/x;/../../etc',
  'http://169.254.169.254/latest/meta-data',
  'https://169.254.169.254/latest/meta-data',
  'http://[fd00:ec2::254]/latest',
  'http://metadata.google.internal/',
  'http://127.0.0.1:1/',
  'ftp://h/x',
  'sftp://h/x',
  'gopher://h/x',
  'javascript:alert(1)',
  'data:text/plain,x',
  'sqlite:////etc/x',
  ' file:///etc',
  'file:///etc\n',
  'dbfs:/R/artifacts/a%3f/../../../',
  's3://b/../..',
  's3://b/%2e%2e/x',
  's3://b/%252e%252e/x',
  's3://b/%252525252e%252525252e/x',
  's3://b/a?x=/../..',
  's3://b/a#/../..',
  's3://b/a;/../..',
  's3://b/a\\..\\..',
  's3://b',
  's3://b/',
  's3:///x',
  'gs://b/../x',
];

/** Only as a source, where these name something of a store. */
const BROKEN_REFERENCES = [
  'models:/N',
  'models:/N/latest',
  'models:/N@alias',
  'models:/N/../../etc',
  'models:/m-../x',
  'models:/m-/../..',
  'models:/../N/1',
  'models://h/N/1',
  'runs:/../../etc',
  'runs:/x',
  'runs://h/x/y',
  'dummy-source',
  'prompt-template',
];

/** The answers to a version with each source, under every prefix and with each set of further fields. */
async function refusals(served: Watched, sources: readonly string[], further: readonly object[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const source of sources) {
    for (const more of further) {
      for (const prefix of PREFIXES) {
        const body = JSON.stringify({ name: 'N', source, ...more });
        const { status, text } = await served.send('POST', `${prefix}model-versions/create`, body, JSON_TYPE);
        if (status !== 400) wrong.push(`${source} ${JSON.stringify(more)}: ${status} ${text}`);
      }
    }
  }
  return wrong;
}

test('test 22: the source of a model version is text or refused; it never becomes a path', async () => {
  const served = await serveWatched();
  const { run_id: run, model_id: model } = await fillStore(served);
  const before = served.rows();
  const inRun = [`runs:/${String(run)}/../../x`, `runs:/${String(run)}/%2e%2e/x`, `runs:/${String(run)}//etc`];
  const further = [{}, { run_id: run }, { model_id: model }, { run_id: run, model_id: model }];
  expect(await refusals(served, [...OUTSIDE, ...BROKEN_REFERENCES, ...inRun], further)).toEqual([]);
  expect(served.rows()).toEqual(before);
});

test('test 22: a version that says it is a prompt is checked like any other', async () => {
  const served = await serveWatched();
  await fillStore(served);
  const before = served.rows();
  const marks = ['true', 'TRUE', 'True', 'false', ''].map((value) => ({
    tags: [{ key: 'mlflow.prompt.is_prompt', value }],
  }));
  expect(await refusals(served, OUTSIDE, marks)).toEqual([]);
  expect(served.rows()).toEqual(before);
});

test('test 22: what is kept as text of a source is given back as text and never fetched', async () => {
  const served = await serveWatched();
  await fillStore(served);
  for (const source of ['s3://bucket/a/model', 'gs://bucket/model', 'dbfs:/models/m']) {
    const created = await served.ok<{ model_version: { version: string; source: string } }>(
      'POST',
      'model-versions/create',
      { name: 'N', source },
    );
    const { version } = created.model_version;
    const uri = await served.ok('GET', `model-versions/get-download-uri?name=N&version=${version}`);
    expect([created.model_version.source, uri]).toEqual([source, { artifact_uri: source }]);
    const file = await served.send('GET', `/model-versions/get-artifact?name=N&version=${version}&path=MLmodel`);
    expect(file.status).toBe(404);
  }
});

test('test 22: a chain of versions ends where the first one leads, and nothing leads out', async () => {
  const served = await serveWatched();
  const { model_id: model } = await fillStore(served);
  await served.ok('POST', 'model-versions/create', { name: 'N', source: 's3://bucket/model' });
  const chain = ['models:/N/1', 'models:/N/2', 'models:/N/3', 'models:/N/4'];
  const ends: unknown[] = [];
  for (const source of chain) {
    const { model_version: made } = await served.ok<{ model_version: { version: string } }>(
      'POST',
      'model-versions/create',
      { name: 'N', source },
    );
    ends.push(await served.ok('GET', `model-versions/get-download-uri?name=N&version=${made.version}`));
  }
  const own = { artifact_uri: `mlflow-artifacts:/0/models/${String(model)}/artifacts` };
  const far = { artifact_uri: 's3://bucket/model' };
  expect(ends).toEqual([own, far, own, far]);
});

test('test 23: an experiment keeps its artifacts in the store', async () => {
  const served = await serveWatched();
  await fillStore(served);
  const before = served.rows();
  const more = ['runs:/x', 'models:/N/1', 'relative', 's3://bucket/x', 'gs://b/x', 'hdfs://h/x', 'abfss://c@h/x'];
  const empty = ['mlflow-artifacts:', 'mlflow-artifacts:/', 'mlflow-artifacts:/.', 'mlflow-artifacts://host/x'];
  const accepted: string[] = [];
  for (const [index, location] of [...OUTSIDE, ...more, ...empty].entries()) {
    for (const prefix of PREFIXES) {
      const body = JSON.stringify({ name: `e${index}`, artifact_location: location });
      const { status } = await served.send('POST', `${prefix}experiments/create`, body, JSON_TYPE);
      if (status !== 400) accepted.push(`${status} ${location}`);
    }
  }
  expect(accepted).toEqual([]);
  expect(served.rows()).toEqual(before);
});

test('test 23: an experiment may have a folder of its own, where its runs then keep their files', async () => {
  const served = await serveWatched();
  const locationOf = async (name: string, artifact_location: string) => {
    const { experiment_id: id } = await served.ok('POST', 'experiments/create', { name, artifact_location });
    const { experiment } = await served.ok<{ experiment: { artifact_location: string } }>(
      'GET',
      `experiments/get?experiment_id=${String(id)}`,
    );
    return experiment.artifact_location;
  };
  expect([await locationOf('usual', ''), await locationOf('own', 'mlflow-artifacts:/team/sentiment/')]).toEqual([
    'mlflow-artifacts:/1',
    'mlflow-artifacts:/team/sentiment',
  ]);
});

test('tests 22 and 23: names and ids that look like paths lead to nothing', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  writeFileSync(path.join(served.outside, 'canary'), 'alive');
  const ids = ['../canary', '..%2f..%2fcanary', '/etc/passwd', '....//', 'C:\\x', '.', '..', 'file:///etc'];
  const location = { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } };
  const statuses: string[] = [];
  for (const id of ids) {
    const encoded = encodeURIComponent(id);
    const trace = JSON.stringify({ trace: { trace_info: { trace_id: id, trace_location: location, state: 'OK' } } });
    const replies = [
      await served.send('POST', '/api/3.0/mlflow/traces', trace, JSON_TYPE),
      await served.send('GET', `/api/2.0/mlflow/artifacts/list?run_id=${encoded}`),
      await served.send('GET', `/get-artifact?run_id=${encoded}&path=f.txt`),
      await served.send('GET', `/model-versions/get-artifact?name=${encoded}&version=1&path=f.txt`),
      await served.send('GET', `/model-versions/get-artifact?name=N&version=${encoded}&path=f.txt`),
      await served.send('GET', `/api/2.0/mlflow/logged-models/${encoded}/artifacts/directories`),
      await served.send('GET', `/ajax-api/3.0/mlflow/get-trace-artifact?request_id=${encoded}`),
      await served.send('GET', `/api/3.0/mlflow/traces/${encoded}`),
    ];
    statuses.push(...replies.flatMap(({ status, text }, index) => (status < 400 ? [`${id} ${index}: ${text}`] : [])));
  }
  expect(statuses).toEqual([]);
  expect(names).toEqual(expect.objectContaining({ name: 'N' }));
});

test('test 22: a dataset says where it is from, and nothing goes there', async () => {
  const served = await serveWatched();
  const { run_id: run } = await fillStore(served);
  const datasets = OUTSIDE.map((source, index) => ({
    dataset: { name: `d${index}`, digest: 'x', source_type: 'http', source },
  }));
  await served.ok('POST', 'runs/log-inputs', { run_id: run, datasets });
  const kept = await served.ok<{ run: { inputs: { dataset_inputs: { dataset: { source: string } }[] } } }>(
    'GET',
    `runs/get?run_id=${String(run)}`,
  );
  expect(kept.run.inputs.dataset_inputs.map(({ dataset }) => dataset.source).toSorted()).toEqual(OUTSIDE.toSorted());
});
