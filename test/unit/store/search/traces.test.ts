import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import type { Store } from '../../../../src/store/store.ts';
import type { TraceQuery } from '../../../../src/store/traceSearch.ts';
import { openStore } from '../../../fixtures/tempStore.ts';
import { buildAssessment, buildSpan, buildTrace, pairs } from '../tracesBuild.ts';

function found(store: Store, query: Partial<TraceQuery>): string {
  try {
    const { items } = store.traceSearch.find({ experimentIds: ['0'], ...query });
    return items.map((trace) => trace.traceId).join(' ');
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_PARAMETER_VALUE') return error.message;
    throw error;
  }
}

const SESSION = 'mlflow.trace.session';

/**
 * `a`, `b`, `c` and `d`, which began one second after the other; `a` and `b` are of one session, `d` ran in run `r`
 * and `c` is linked to it.
 */
function fourTraces(): Store {
  const store = openStore();
  store.write(() => logTraces(store));
  return store;
}

function logTraces(store: Store): void {
  const { traces } = store;
  const sessionWide = { metadata: pairs({ [SESSION]: 's1' }) };
  traces.start(
    buildTrace('a', {
      clientRequestId: 'C1',
      tags: { 'mlflow.traceName': 'alpha', t: 'X', 'dot.key': '1' },
      metadata: { m: '1', [SESSION]: 's1' },
      assessments: [
        buildAssessment('score', '4.0'),
        buildAssessment('whole', '"good"', sessionWide),
        buildAssessment('answer', '"Paris"', { kind: 'expectation' }),
        buildAssessment('iss-1', '"slow"', { kind: 'issue' }),
      ],
    }),
  );
  traces.keepSpans('a', [
    buildSpan('alpha', {
      type: 'LLM',
      content: '{"name": "alpha", "attributes": {"model": "\\"gpt-4\\"", "q": "\\"hé\\""}}',
    }),
  ]);
  traces.start(
    buildTrace('b', {
      requestTime: 2000,
      executionDuration: 300,
      state: 'ERROR',
      tags: { 'mlflow.traceName': 'beta', t: 'x' },
      metadata: { m: '2', [SESSION]: 's1' },
      assessments: [
        buildAssessment('score', '2.5'),
        buildAssessment('answer', '{"k": [1]}', { kind: 'expectation' }),
        buildAssessment('old', '"no"', { assessmentId: 'a-old' }),
      ],
    }),
  );
  traces.assessments.create('b', buildAssessment('old', '"yes"', { overrides: 'a-old' }));
  traces.keepSpans('b', [buildSpan('beta'), buildSpan('search', { type: 'TOOL', status: 'ERROR' })]);
  traces.start(
    buildTrace('c', {
      requestTime: 3000,
      executionDuration: null,
      metadata: { [SESSION]: 's2' },
      assessments: [buildAssessment('score', '"yes"')],
    }),
  );
  traces.start(
    buildTrace('d', {
      requestTime: 4000,
      metadata: { 'mlflow.sourceRun': 'r' },
      assessments: [buildAssessment('score', 'true')],
    }),
  );
  traces.links.toRun('r', ['c', 'unknown']);
  traces.links.toPrompts('a', ['p/1']);
  traces.start(buildTrace('elsewhere', { experimentId: store.experiments.create('other') }));
}

describe('A filter on traces', () => {
  const FOUND = [
    ['', 'd c b a'],
    ["status = 'OK'", 'd c a'],
    ["attributes.status != 'OK'", 'b'],
    ["trace.status IN ('OK', 'IN_PROGRESS')", 'd c a'],
    ["status NOT IN ('OK')", 'b'],
    ["status ILIKE 'err%'", 'b'],
    ["request_id IN ('a', 'b')", 'b a'],
    ["client_request_id = 'C1'", 'a'],
    ["client_request_id != 'C1'", ''],
    ['timestamp > 2000', 'd c'],
    ['timestamp_ms <= 2000 AND status = "OK"', 'a'],
    ["attributes.timestamp = '2000'", 'b'],
    ['execution_time >= 11', 'b'],
    ['execution_time_ms < 1e3', 'd b a'],
    ['end_time = 2300', 'b'],
    ['end_time_ms >= 3000', 'd c'],
    ["name = 'alpha'", 'a'],
    ["tags.name LIKE '%a'", 'b a'],
    ["tags.`mlflow.traceName` = 'beta'", 'b'],
    ['name IS NULL', 'd c'],
    ["tags.t = 'x'", 'b'],
    ["tag.t ILIKE 'x'", 'b a'],
    ["tags.t != 'x'", 'a'],
    ['tags.t IS NOT NULL', 'b a'],
    ["tags.dot.key = '1'", 'a'],
    ["metadata.m = '1'", 'a'],
    ["request_metadata.m LIKE '_'", 'b a'],
    ['metadata.m IS NULL', 'd c'],
    ["metadata.mlflow.trace.session = 's1'", 'b a'],
    ["metadata.`mlflow.trace.session` != 's1'", 'c'],
    ["run_id = 'r'", 'd c'],
    ["metadata.`mlflow.sourceRun` = 'r'", 'd c'],
    ["run_id LIKE '%'", 'd'],
    ['run_id IS NULL', 'c b a'],
    ["prompt = 'p/1'", 'a'],
    ["span.name = 'search'", 'b'],
    ["span.type = 'TOOL' AND span.status = 'ERROR'", 'b'],
    ["span.name = 'beta' AND span.type = 'TOOL'", ''],
    ["span.name != 'search'", 'b a'],
    ["span.attributes.model LIKE '%gpt%'", 'a'],
    ["span.attributes.q LIKE '%gpt%'", ''],
    ["span.attributes.model = 'gpt-4'", ''],
    ["span.content ILIKE '%ALPHA%'", 'a'],
    ["trace.text LIKE '%hé%'", 'a'],
    ['feedback.score > 3', 'a'],
    ['feedback.score <= 2.5', 'b'],
    ["feedback.score = '4.0'", 'a'],
    ["feedback.score = 'yes'", 'c'],
    ["feedback.score != 'yes'", 'd b a'],
    ["feedback.score = 'true'", 'd'],
    ["feedback.score LIKE '%e%'", 'd c'],
    ["feedback.old = 'no'", ''],
    ["feedback.old = 'yes'", 'b'],
    ["feedback.whole = 'good'", 'b a'],
    ['feedback.whole IS NULL', 'd c'],
    ['feedback.score IS NOT NULL', 'd c b a'],
    ["expectation.answer = 'Paris'", 'a'],
    ['expectation.answer LIKE \'%"k"%\'', 'b'],
    ["issue.id = 'iss-1'", 'a'],
  ] as const;
  test('finds what MLflow finds', () => {
    const store = fourTraces();
    expect(FOUND.map(([filter]) => [filter, found(store, { filter })])).toEqual(FOUND);
  });

  const REFUSED = [
    ["status > 'A'", "Invalid comparator '>' not one of '{'=', '!=', 'IN', 'NOT IN', 'LIKE', 'ILIKE', 'RLIKE'}'"],
    [
      "tags.t IN ('x')",
      "Invalid comparator 'IN' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'RLIKE', 'IS NULL', 'IS NOT NULL'}",
    ],
    ['tags.t = 1', "Expected a quoted string value for tag (e.g. 'my-value'). Got value 1"],
    [
      'tags.t = x',
      'Parameter value is either not quoted or unidentified quote types used for string value x. Use either single or double quotes.',
    ],
    [
      'status = 1',
      "Only the '{'timestamp_ms', 'timestamp', 'execution_time_ms', 'execution_time', 'end_time_ms', 'end_time'}' attributes support comparison with numeric values.",
    ],
    ['timestamp > 1.5', "Invalid clause(s) in filter string: 'timestamp', '>', '1.5'"],
    ["execution_time > 'abc'", "Expected numeric value type for numeric attribute: execution_time_ms. Found 'abc'"],
    [
      "trace_id = 'x'",
      "Invalid attribute key 'trace_id' specified. Valid keys are '{'request_id', 'timestamp', 'timestamp_ms', 'execution_time', 'execution_time_ms', 'end_time', 'end_time_ms', 'status', 'name', 'run_id', 'client_request_id', 'prompt', 'text'}'",
    ],
    [
      "foo.x = 'a'",
      "Invalid entity type 'foo'. Valid values are {'tag', 'tags', 'request_metadata', 'metadata', 'attribute', 'attributes', 'trace', 'span', 'feedback', 'expectation', 'issue'}",
    ],
    [
      "prompt != 'p/1'",
      `Invalid comparator '!=' for prompts filter. Only '=' is supported with format: prompt = "name/version"`,
    ],
    ["prompt = 'p'", `Invalid prompts filter value 'p'. Expected format: prompt = "name/version"`],
    ["trace.text = 'x'", "span.content comparator '=' not one of '{'LIKE', 'ILIKE'}'"],
    [
      "span.bogus = 'x'",
      "Invalid span attribute 'bogus'. Supported attributes: name, status, type, attributes.<attribute_name>.",
    ],
    ["feedback.score > '3'", "Expected a numeric value for feedback when using comparator '>'. Got value '3'"],
    ['feedback.score = 4', "Expected a quoted string value for feedback (e.g. 'my-value'). Got value 4"],
    ["issue.x = 'i'", "Invalid issue attribute 'x'. Supported attributes: id"],
    ["name = 'a' OR name = 'b'", "Invalid clause(s) in filter string: 'OR'"],
  ] as const;
  test("is refused with MLflow's texts", () => {
    const store = fourTraces();
    expect(REFUSED.map(([filter]) => [filter, found(store, { filter })])).toEqual(REFUSED);
  });
});

describe('The order of traces', () => {
  const ORDERS = [
    [['timestamp ASC'], 'a b c d'],
    [['timestamp_ms DESC'], 'd c b a'],
    [['execution_time'], 'd a b c'],
    [['execution_time DESC'], 'b d a c'],
    [['end_time DESC'], 'd c b a'],
    [['status', 'request_id DESC'], 'b d c a'],
    [['name DESC'], 'b a d c'],
    [['run_id'], 'd c b a'],
    [['tags.t'], 'a b d c'],
    [['metadata.m DESC'], 'b a d c'],
  ] as const;
  const REFUSED = [
    [['name', 'tags.name DESC'], '`order_by` contains duplicate fields: ["name","tags.name DESC"]'],
    [['span.name'], "Invalid identifier type 'span'"],
    [['timestamp sideways'], "Invalid order_by clause 'timestamp sideways'. Could not be parsed."],
  ] as const;
  test("is MLflow's: traces without the value last, the newest first where nothing else decides", () => {
    const store = fourTraces();
    const all = [...ORDERS, ...REFUSED];
    expect(all.map(([orderBy]) => [orderBy, found(store, { orderBy })])).toEqual(all);
  });
});

test('Pages follow each other; a full one has a token, as in MLflow, and no page holds more than 500', () => {
  const store = fourTraces();
  const first = store.traceSearch.find({ experimentIds: ['0'], maxResults: 2 });
  const second = store.traceSearch.find({ experimentIds: ['0'], maxResults: 2, pageToken: first.nextPageToken ?? '' });
  const third = store.traceSearch.find({ experimentIds: ['0'], maxResults: 2, pageToken: second.nextPageToken ?? '' });
  const pages = [first, second, third];
  expect(pages.map(({ items, nextPageToken }) => [items.map((t) => t.traceId), nextPageToken !== undefined])).toEqual([
    [['d', 'c'], true],
    [['b', 'a'], true],
    [[], false],
  ]);
  expect([
    found(store, { maxResults: 0 }),
    found(store, { maxResults: 501 }),
    found(store, { experimentIds: [] }),
  ]).toEqual([
    "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer",
    "Invalid value 501 for parameter 'max_results' supplied. It must be at most 500",
    '',
  ]);
});

test('Traces are counted by two filters within a third', () => {
  const store = fourTraces();
  expect(store.traceSearch.count(['0'], "status = 'OK'", 'metadata.m IS NOT NULL')).toEqual({
    total: 4,
    first: 3,
    second: 2,
    both: 1,
  });
  expect(store.traceSearch.count(['0'], "status = 'OK'", "name = 'none'", 'timestamp > 2000')).toEqual({
    total: 2,
    first: 2,
    second: 0,
    both: 0,
  });
});
