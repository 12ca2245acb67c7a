import { describe, expect, test } from 'vitest';
import { serveNewStore, type Served } from './served.ts';

type Answer = Readonly<Record<string, unknown>>;

/** A request under /api/3.0/mlflow/ that must succeed. */
async function ok(served: Served, method: string, target: string, body?: object): Promise<Answer> {
  const [status, answer] = await send(served, method, target, body);
  if (status !== 200) throw new Error(`${method} ${target}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

async function send(served: Served, method: string, target: string, body?: object): Promise<[number, Answer]> {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const reply = await served.send(method, `/api/3.0/mlflow/${target}`, body && JSON.stringify(body), json);
  return [reply.status, JSON.parse(reply.text) as Answer];
}

const LOCATION = { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } };

const newTrace = (id: string, fields: object = {}): object => ({
  trace: {
    trace_info: {
      trace_id: id,
      trace_location: LOCATION,
      request_time: '2026-01-05T09:00:00.123Z',
      execution_duration: '1.500s',
      state: 'OK',
      ...fields,
    },
  },
});

const uri = (id: string): string => `mlflow-artifacts:/0/traces/${id}/artifacts`;
const filePath = (id: string): string => `/api/2.0/mlflow-artifacts/artifacts/0/traces/${id}/artifacts/traces.json`;

/** What MLflow 3.17 writes of a trace with two spans. */
const FILE = `{"spans": [{"trace_id": "eXnz2PfNozCoB/kAPTccJA==", "span_id": "h+8MvmDhPHM=", "parent_span_id": "jJu0qVl8UrM=", "name": "tool", "start_time_unix_nano": 1795444973802997011, "end_time_unix_nano": null, "events": [{"name": "ev", "time_unix_nano": 1795444973803307776, "attributes": {"f": 1.0, "i": 3}}], "status": {"code": "STATUS_CODE_ERROR", "message": "boom"}, "attributes": {"mlflow.traceRequestId": "\\"tr-1\\"", "mlflow.spanType": "\\"TOOL\\"", "score": "[1, 2.0, NaN, null, true]", "bare": "no json"}, "links": [{"trace_id": "tr-7979f3d8f7cda330a807f9003d371c24", "span_id": "8c9bb4a9597c52b3", "attributes": {"k": "v"}}]}, {"trace_id": "eXnz2PfNozCoB/kAPTccJA==", "span_id": "jJu0qVl8UrM=", "parent_span_id": null, "name": "root", "start_time_unix_nano": 1795444973768396784, "end_time_unix_nano": 1795444973803747710, "events": [], "status": {"code": "STATUS_CODE_OK", "message": ""}, "attributes": {"mlflow.traceRequestId": "\\"tr-1\\"", "mlflow.spanInputs": "{\\"q\\": \\"hé\\", \\"n\\": {}}"}, "links": []}]}`;

const SPANS_IN_ANSWERS = `[{"trace_id":"eXnz2PfNozCoB/kAPTccJA==","span_id":"jJu0qVl8UrM=","name":"root","start_time_unix_nano":1795444973768396784,"end_time_unix_nano":1795444973803747710,"attributes":[{"key":"mlflow.traceRequestId","value":{"string_value":"tr-1"}},{"key":"mlflow.spanInputs","value":{"kvlist_value":{"values":[{"key":"q","value":{"string_value":"hé"}},{"key":"n","value":{"kvlist_value":{}}}]}}}],"status":{"code":"STATUS_CODE_OK"}},{"trace_id":"eXnz2PfNozCoB/kAPTccJA==","span_id":"h+8MvmDhPHM=","parent_span_id":"jJu0qVl8UrM=","name":"tool","start_time_unix_nano":1795444973802997011,"attributes":[{"key":"mlflow.traceRequestId","value":{"string_value":"tr-1"}},{"key":"mlflow.spanType","value":{"string_value":"TOOL"}},{"key":"score","value":{"array_value":{"values":[{"int_value":1},{"double_value":2.0},{"double_value":"NaN"},{},{"bool_value":true}]}}},{"key":"bare","value":{"string_value":"no json"}}],"events":[{"time_unix_nano":1795444973803307776,"name":"ev","attributes":[{"key":"f","value":{"double_value":1.0}},{"key":"i","value":{"int_value":3}}]}],"links":[{"trace_id":"eXnz2PfNozCoB/kAPTccJA==","span_id":"jJu0qVl8UrM=","attributes":[{"key":"k","value":{"string_value":"v"}}]}],"status":{"message":"boom","code":"STATUS_CODE_ERROR"}}]`;

describe('A trace of an MLflow 3 client', () => {
  test('is made, read and found as it was sent', async () => {
    const served = await serveNewStore();
    const texts = {
      client_request_id: 'c',
      request_preview: 'q',
      response_preview: '',
      trace_metadata: { m: '1' },
      tags: { t: 'x' },
    };
    const made = await ok(served, 'POST', 'traces', newTrace('tr-1', texts));
    const info = {
      trace_id: 'tr-1',
      trace_location: LOCATION,
      request_time: '2026-01-05T09:00:00.123Z',
      execution_duration: '1.500s',
      state: 'OK',
      ...texts,
      trace_metadata: { m: '1', 'mlflow.trace.infoFinalized': 'true' },
      tags: { t: 'x', 'mlflow.artifactLocation': uri('tr-1') },
    };
    expect(made).toEqual({ trace: { trace_info: info } });
    expect(await ok(served, 'GET', 'traces/tr-1?trace_id=tr-1')).toEqual(made);
    expect(await ok(served, 'POST', 'traces/batchGetInfos', { trace_ids: ['x', 'tr-1'] })).toEqual({
      trace_infos: [info],
    });
    expect(await ok(served, 'POST', 'traces/search', { locations: [LOCATION], filter: "tags.t = 'x'" })).toEqual({
      traces: [info],
    });
    expect(await ok(served, 'POST', 'traces/search', { locations: [LOCATION], filter: "tags.t = 'y'" })).toEqual({});
  });

  test('has times to the millisecond, in any zone', async () => {
    const served = await serveNewStore();
    const timesOf = async (id: string, fields: object) => {
      const { trace } = await ok(served, 'POST', 'traces', newTrace(id, fields));
      const { request_time: time, execution_duration: duration } = (trace as { trace_info: Answer }).trace_info;
      return [time, duration];
    };
    expect([
      await timesOf('a', { request_time: '2026-01-01T02:00:00+02:00', execution_duration: '2s' }),
      await timesOf('b', { request_time: '1969-12-31T23:59:59.123999Z', execution_duration: '0.001999999s' }),
      await timesOf('c', { request_time: '9999-12-31T23:59:59.999Z', execution_duration: '-0.5s' }),
      await timesOf('d', { request_time: undefined, execution_duration: undefined }),
    ]).toEqual([
      ['2026-01-01T00:00:00Z', '2s'],
      ['1969-12-31T23:59:59.123Z', '0.001s'],
      ['9999-12-31T23:59:59.999Z', '-0.500s'],
      ['1970-01-01T00:00:00Z', undefined],
    ]);
  });

  test.each([
    [{ trace_id: '' }, "Missing value for required parameter 'trace.trace_info.trace_id'"],
    [{ trace_id: '../x' }, "Invalid trace ID '../x'. It must be a plain name."],
    [{ trace_id: 'nul' }, 'Invalid path'],
    [{ request_time: 'yesterday' }, `Invalid value "yesterday" for parameter 'trace.trace_info.request_time'`],
    [{ execution_duration: '5' }, `Invalid value "5" for parameter 'trace.trace_info.execution_duration'`],
    [{ trace_location: { type: 'INFERENCE_TABLE' } }, "A trace's location must be of type MLFLOW_EXPERIMENT"],
    [{ trace_metadata: { 'mlflow.trace.session': 's'.repeat(251) } }, "'Session ID' exceeds the maximum length of 250"],
    [{ tags: { 'mlflow.traceName': 'n'.repeat(4097) } }, "'Trace name' exceeds the maximum length of 4096"],
  ])('is refused with %j', async (fields, message) => {
    const served = await serveNewStore();
    const [status, answer] = await send(served, 'POST', 'traces', newTrace('tr-1', fields));
    expect([status, answer.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
    expect(answer.message).toContain(message);
  });

  test('has tags that change, but for those the server sets', async () => {
    const served = await serveNewStore();
    await ok(served, 'POST', 'traces', newTrace('tr-1'));
    await ok(served, 'PATCH', 'traces/tr-1/tags', { key: 'k', value: 'v' });
    await served.ok('PATCH', 'traces/tr-1/tags', { key: 'l' });
    await ok(served, 'DELETE', 'traces/tr-1/tags', { key: 'k' });
    const { trace } = await ok(served, 'GET', 'traces/tr-1');
    expect((trace as { trace_info: Answer }).trace_info.tags).toEqual({
      l: '',
      'mlflow.artifactLocation': uri('tr-1'),
    });
    const reserved = { key: 'mlflow.trace.spansLocation', value: 'x' };
    expect([
      await send(served, 'PATCH', 'traces/tr-1/tags', reserved),
      await send(served, 'DELETE', 'traces/tr-1/tags', reserved),
      await send(served, 'DELETE', 'traces/tr-1/tags', { key: 'k' }),
    ]).toMatchObject([
      [400, { message: "Tag 'mlflow.trace.spansLocation' is immutable and cannot be set on a trace." }],
      [400, { message: "Tag 'mlflow.trace.spansLocation' is immutable and cannot be deleted on a trace." }],
      [404, { message: "No trace tag with key 'k' for trace with ID 'tr-1'" }],
    ]);
  });
});

describe('The spans of a trace', () => {
  test('are read from the file they are uploaded in, and answered with every digit', async () => {
    const served = await serveNewStore();
    await ok(served, 'POST', 'traces', newTrace('tr-1'));
    expect(await ok(served, 'GET', 'traces/batchGet?trace_ids=tr-1')).toEqual({});
    expect(await send(served, 'GET', 'traces/get?trace_id=tr-1')).toMatchObject([
      404,
      { message: 'Trace with ID tr-1 is not fully exported yet, please try again later.' },
    ]);
    await served.send('PUT', filePath('tr-1'), FILE);
    const { text } = await served.send('GET', '/api/3.0/mlflow/traces/get?trace_id=tr-1&allow_partial=False');
    expect(text.slice(text.indexOf('"spans":'))).toBe(`"spans":${SPANS_IN_ANSWERS}}}`);
    expect(text).toContain('"mlflow.trace.spansLocation":"TRACKING_STORE"');
    const batch = await served.send('GET', '/api/3.0/mlflow/traces/batchGet?trace_ids=x&trace_ids=tr-1');
    expect(batch.text).toBe(`{"traces":[${text.slice('{"trace":'.length, -1)}]}`);
    const query = { locations: [LOCATION], filter: "span.type = 'TOOL' AND span.status = 'ERROR'" };
    expect((await ok(served, 'POST', 'traces/search', query)).traces).toHaveLength(1);
  });

  test('are what the file says that came last, none where it is of another shape or too large', async () => {
    const served = await serveNewStore();
    await ok(served, 'POST', 'traces', newTrace('tr-1'));
    const names = () => served.stores.store.traces.spans.ofTrace('tr-1').map((span) => span.name);
    const mlflow2 = '{"spans": [{"name": "old", "context": {"span_id": "0x1", "trace_id": "0x2"}}], "request": "q"}';
    const badLink = FILE.replace('{"k": "v"}', '"kv"');
    for (const content of ['', '[]', '{"spans": 1}', '{"spans": [1]}', mlflow2, badLink, FILE.slice(0, -9)]) {
      expect((await served.send('PUT', filePath('tr-1'), content)).status).toBe(200);
    }
    await served.send('PUT', filePath('tr-2'), FILE);
    await served.send('PUT', filePath('tr-1').replace('/0/', '/x/0/'), FILE);
    expect(names()).toEqual([]);
    await served.send('PUT', filePath('tr-1'), FILE);
    await served.send('PUT', filePath('tr-1'), FILE.replace('"name": "tool"', '"name": "renamed"'));
    expect(names()).toEqual(['root', 'renamed']);
    await served.send('PUT', filePath('tr-1'), `${FILE}${' '.repeat(8 * 1024 * 1024)}`);
    expect([names(), await ok(served, 'GET', 'traces/batchGet?trace_ids=tr-1')]).toEqual([[], {}]);
  });

  test('that an answer could not carry are left to their file, and still found', async () => {
    const served = await serveNewStore();
    await ok(served, 'POST', 'traces', newTrace('tr-1'));
    const withScore = (json: string) => FILE.replace('[1, 2.0, NaN, null, true]', json);
    const tagged = async () =>
      (await served.send('GET', '/api/3.0/mlflow/traces/tr-1')).text.includes('TRACKING_STORE');
    const locations = [LOCATION];
    const found = async () =>
      (await ok(served, 'POST', 'traces/search', { locations, filter: "span.type = 'TOOL'" })).traces;
    const seen: unknown[] = [];
    for (const json of [
      '[1]',
      '['.repeat(31) + ']'.repeat(31),
      '[1]',
      `[${'1,'.repeat(200_000)}1]`,
      '['.repeat(99_999),
    ]) {
      expect((await served.send('PUT', filePath('tr-1'), withScore(json))).status).toBe(200);
      seen.push([await tagged(), (await found()) !== undefined]);
    }
    expect(seen).toEqual([
      [true, true],
      [false, true],
      [true, true],
      [false, true],
      [false, true],
    ]);
    await served.send('PUT', filePath('tr-1'), FILE.replace('"f": 1.0', `"f": [${'1,'.repeat(200_000)}1]`));
    expect(await tagged()).toBe(false);
    const deep = FILE.replace('"f": 1.0', `"f": ${'['.repeat(9999)}${']'.repeat(9999)}`);
    expect((await served.send('PUT', filePath('tr-1'), deep)).status).toBe(200);
  });

  test("and its attachments are MLflow's own pages' to fetch", async () => {
    const served = await serveNewStore();
    await ok(served, 'POST', 'traces', newTrace('tr-1'));
    await served.send('PUT', filePath('tr-1'), FILE);
    const attachment = '01234567-89ab-cdef-0123-456789abcdef';
    await served.send('PUT', filePath('tr-1').replace('traces.json', `attachments/${attachment}`), 'bytes');
    const fetched = async (major: number, query: string) => {
      const { status, text } = await served.send('GET', `/ajax-api/${major}.0/mlflow/get-trace-artifact${query}`);
      return [status, status === 200 ? text : (JSON.parse(text) as Answer).message];
    };
    expect([
      await fetched(2, '?request_id=tr-1'),
      await fetched(3, '?request_id=tr-1'),
      await fetched(3, `?request_id=tr-1&path=${attachment}`),
      await fetched(3, '?request_id=tr-1&path=x'),
      await fetched(3, '?request_id=tr-1&path=../x'),
      await fetched(3, '?request_id=tr-2'),
      await fetched(3, ''),
    ]).toEqual([
      [200, FILE],
      [200, FILE],
      [200, 'bytes'],
      [400, "Invalid attachment path: 'x'. Attachment path must be a valid UUID."],
      [400, 'Invalid path'],
      [404, 'Trace with ID tr-2 is not found.'],
      [400, 'Request must include the "request_id" query parameter.'],
    ]);
  });
});

describe('Traces of MLflow 2 clients', () => {
  test('begin and end in two calls, and are seen by both majors', async () => {
    const served = await serveNewStore();
    const begun = await served.ok<{ trace_info: Answer }>('POST', 'traces', {
      experiment_id: '0',
      timestamp_ms: 1000,
      request_metadata: [{ key: 'm', value: '1' }],
      tags: [{ key: 't', value: 'x' }],
    });
    const id = String(begun.trace_info.request_id);
    const location = { key: 'mlflow.artifactLocation', value: uri(id) };
    const first = {
      request_id: id,
      experiment_id: '0',
      timestamp_ms: 1000,
      execution_time_ms: 0,
      status: 'IN_PROGRESS',
      request_metadata: [{ key: 'm', value: '1' }],
      tags: [location, { key: 't', value: 'x' }],
    };
    expect(begun).toEqual({ trace_info: first });
    const ended = await served.ok('PATCH', `traces/${id}`, {
      request_id: id,
      timestamp_ms: 3500,
      status: 'OK',
      request_metadata: [{ key: 'm', value: '2' }],
      tags: [{ key: 'u', value: 'y' }],
    });
    const info = {
      ...first,
      execution_time_ms: 2500,
      status: 'OK',
      request_metadata: [{ key: 'm', value: '2' }],
      tags: [...first.tags, { key: 'u', value: 'y' }],
    };
    expect(ended).toEqual({ trace_info: info });
    expect(await served.ok('GET', `traces/${id}/info`)).toEqual(ended);
    expect(await served.ok('GET', 'traces?experiment_ids=0&max_results=5')).toEqual({ traces: [info] });
    expect(await ok(served, 'GET', `traces/${id}`)).toEqual({
      trace: {
        trace_info: {
          trace_id: id,
          trace_location: LOCATION,
          request_time: '1970-01-01T00:00:01Z',
          execution_duration: '2.500s',
          state: 'OK',
          trace_metadata: { m: '2' },
          tags: { t: 'x', u: 'y', 'mlflow.artifactLocation': uri(id) },
        },
      },
    });
    expect(id).toMatch(/^[\da-f]{32}$/);
  });

  test.each([
    ['POST', 'traces', { timestamp_ms: 1 }, 400, "Missing value for required parameter 'experiment_id'"],
    ['POST', 'traces', { experiment_id: '9', timestamp_ms: 1 }, 404, 'No Experiment with id=9 exists'],
    ['POST', 'traces', { experiment_id: '0', timestamp_ms: 1e18 }, 400, "for parameter 'timestamp_ms'"],
    ['PATCH', 'traces/x', { timestamp_ms: 1, status: 'OK' }, 404, "Trace with ID 'x' not found."],
    ['PATCH', 'traces/x', { timestamp_ms: 1, status: 'BOGUS' }, 400, "Missing value for required parameter 'status'"],
    ['GET', 'traces', undefined, 400, "Missing value for required parameter 'experiment_ids'"],
    ['GET', 'traces?experiment_ids=0&max_results=501', undefined, 400, "Invalid value 501 for parameter 'max_results'"],
    ['GET', 'traces/x/info', undefined, 404, "Trace with ID 'x' not found."],
  ])('%s %s %j is refused', async (method, target, body, expected, message) => {
    const served = await serveNewStore();
    const [status, answer] = await served.call(method, target, body);
    expect(status).toBe(expected);
    expect((answer as Answer).message).toContain(message);
  });
});

describe('Links', () => {
  test('find a trace by runs and prompts, also where the run was linked first', async () => {
    const served = await serveNewStore();
    await served.ok('POST', 'traces/link-to-run', { trace_ids: ['tr-1', 'tr-1'], run_id: 'r' });
    await ok(served, 'POST', 'traces', newTrace('tr-1'));
    const link = { trace_id: 'tr-1', prompt_versions: [{ name: 'p', version: '1' }] };
    await served.ok('POST', 'traces/link-prompts', link);
    await served.ok('POST', 'traces/link-prompts', link);
    const filter = "run_id = 'r' AND prompt = 'p/1'";
    expect((await ok(served, 'POST', 'traces/search', { locations: [LOCATION], filter })).traces).toHaveLength(1);
    const many = Array.from({ length: 101 }, (_, index) => `tr-${index}`);
    expect([
      await served.call('POST', 'traces/link-to-run', { trace_ids: many, run_id: 'r' }),
      await served.call('POST', 'traces/link-prompts', { ...link, trace_id: 'x' }),
    ]).toMatchObject([
      [400, { message: 'Cannot link more than 100 traces to a run in a single request. Provided 101 traces.' }],
      [404, { message: "Trace with ID 'x' not found." }],
    ]);
  });
});

describe('Deleting traces', () => {
  test('removes their files with them', async () => {
    const served = await serveNewStore();
    for (const id of ['tr-1', 'tr-2']) {
      await ok(served, 'POST', 'traces', newTrace(id));
      await served.send('PUT', filePath(id), FILE);
    }
    const deleted = await served.ok('POST', 'traces/delete-traces', { experiment_id: '0', request_ids: ['tr-1', 'x'] });
    expect(deleted).toEqual({ traces_deleted: 1 });
    const statuses = ['tr-1', 'tr-2'].map(async (id) => (await served.send('GET', filePath(id))).status);
    expect(await Promise.all(statuses)).toEqual([404, 200]);
    const { text } = await served.send('GET', '/api/2.0/mlflow-artifacts/artifacts?path=0/traces');
    expect(JSON.parse(text)).toEqual({ files: [{ path: 'tr-2', is_dir: true }] });
    const rest = { experiment_id: '0', max_timestamp_millis: 4e12, max_traces: 5 };
    expect(await ok(served, 'POST', 'traces/delete-traces', rest)).toEqual({ traces_deleted: 1 });
    expect(await ok(served, 'POST', 'traces/search', { locations: [LOCATION] })).toEqual({});
  });

  test.each([
    [{}, 'Either `max_timestamp_millis` or `trace_ids` must be specified.'],
    [{ request_ids: ['a'], max_traces: 1 }, "`max_traces` can't be specified if `trace_ids` is specified."],
    [
      { request_ids: ['a'], max_timestamp_millis: 1 },
      'Only one of `max_timestamp_millis` and `trace_ids` can be specified.',
    ],
    [{ max_timestamp_millis: 1, max_traces: 0 }, '`max_traces` must be a positive integer, received 0.'],
  ])('is refused with %j', async (fields, message) => {
    const served = await serveNewStore();
    expect(await served.call('POST', 'traces/delete-traces', { experiment_id: '0', ...fields })).toMatchObject([
      400,
      { message },
    ]);
  });
});

test('The correlation of two filters is what MLflow computes', async () => {
  const served = await serveNewStore();
  for (const [id, tags] of Object.entries({ a: { t: 'y' }, b: {}, c: {}, d: {} })) {
    await ok(served, 'POST', 'traces', newTrace(id, { tags, state: id === 'd' ? 'ERROR' : 'OK' }));
  }
  const correlation = async (first: string, second: string, base?: string) =>
    ok(served, 'POST', 'traces/calculate-filter-correlation', {
      experiment_ids: ['0'],
      filter_string1: first,
      filter_string2: second,
      base_filter: base,
    });
  const counts = { filter1_count: 1, filter2_count: 3, joint_count: 1, total_count: 4 };
  expect(await correlation("tags.t = 'y'", "status = 'OK'")).toEqual({
    npmi: expect.closeTo(Math.log(4 / 3) / Math.log(4), 12) as number,
    npmi_smoothed: expect.closeTo(Math.log(9 / 8) / Math.log(4), 12) as number,
    ...counts,
  });
  expect(await correlation("tags.t = 'n'", "status = 'OK'")).toEqual({ ...counts, filter1_count: 0, joint_count: 0 });
  expect(await correlation("tags.t = 'y'", "status = 'ERROR'")).toMatchObject({ npmi: -1 });
  expect(await correlation("tags.t = 'y'", "status = 'OK'", "request_id = 'a'")).toMatchObject({
    npmi: 1,
    npmi_smoothed: 1,
    total_count: 1,
  });
});

test('Feedback that no answer could carry is refused, and its trace stays readable', async () => {
  const served = await serveNewStore();
  await ok(served, 'POST', 'traces', newTrace('tr-1'));
  const place = '/api/3.0/mlflow/traces/tr-1/assessments';
  for (const value of ['1e999', '[-1e999]', '{"a":1e999}']) {
    const body = `{"assessment":{"assessment_name":"n","source":{"source_type":"CODE"},"feedback":{"value":${value}}}}`;
    const { status, text } = await served.send('POST', place, body, { 'Content-Type': 'application/json' });
    expect([status, JSON.parse(text)]).toMatchObject([
      400,
      { error_code: 'INVALID_PARAMETER_VALUE', message: 'A number of the value is out of the range of a double.' },
    ]);
  }
  const { trace } = await ok(served, 'GET', 'traces/tr-1');
  expect(trace).not.toHaveProperty('trace_info.assessments');
});
