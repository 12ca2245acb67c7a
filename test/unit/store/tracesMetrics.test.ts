import { expect, test } from 'vitest';
import { UserError } from '../../../src/model/errors.ts';
import type { TraceMetricQuery } from '../../../src/store/traceMetrics.ts';
import type { Store } from '../../../src/store/store.ts';
import { openStore } from '../../fixtures/tempStore.ts';
import { buildAssessment, buildSpan, buildTrace } from './tracesBuild.ts';

const START = Date.UTC(2026, 0, 1);
const usage = (input: number) => ({ 'mlflow.trace.tokenUsage': `{"input_tokens": ${input}, "odd": "x"}` });

/** Three traces within two minutes: two of session `s1`, the last linked to run `r`. */
function threeTraces(): Store {
  const store = openStore();
  const { traces } = store;
  store.write(() => {
    const session = { 'mlflow.trace.session': 's1' };
    const named = { 'mlflow.traceName': 'ask' };
    const score = (...values: string[]) => values.map((value) => buildAssessment('score', value));
    traces.start(
      buildTrace('a', {
        requestTime: START,
        executionDuration: 1000,
        tags: named,
        metadata: { ...session, ...usage(5) },
        assessments: score('4.0', '"yes"'),
      }),
    );
    traces.start(
      buildTrace('b', {
        requestTime: START + 59_000,
        executionDuration: 2000,
        state: 'ERROR',
        tags: named,
        metadata: { ...session, ...usage(10) },
        assessments: score('false', '{"k": 1}'),
      }),
    );
    traces.start(
      buildTrace('c', {
        requestTime: START + 60_000,
        executionDuration: null,
        metadata: { 'mlflow.trace.tokenUsage': 'broken' },
      }),
    );
    traces.links.toRun('r', ['c']);
    const times = (from: bigint, until: bigint, attributes: string) =>
      `{"start_time_unix_nano": ${from}, "end_time_unix_nano": ${until}, "attributes": ${attributes}}`;
    const began = BigInt(START) * 1_000_000n;
    const model = '{"mlflow.llm.model": "\\"gpt\\"", "mlflow.llm.cost": "{\\"total_cost\\": 0.75}"}';
    traces.keepSpans('a', [
      buildSpan('root', { content: times(began, began + 1_000_000_001n, '{}') }),
      buildSpan('llm', { type: 'LLM', content: times(began, began + 500_000_000n, model) }),
    ]);
  });
  return store;
}

function points(query: Partial<TraceMetricQuery> & Pick<TraceMetricQuery, 'metric'>, store = threeTraces()): unknown {
  const usual = { experimentIds: ['0'], view: 'TRACES', dimensions: [], filters: [], maxResults: 1000 } as const;
  try {
    const found = store.traceMetrics.query({ ...usual, aggregations: [{ type: 'COUNT' }], ...query });
    return found.map(({ dimensions, values }) => [...Object.values(dimensions), ...Object.values(values)]);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

const SPREAD = [
  ...(['AVG', 'MIN', 'MAX'] as const).map((type) => ({ type })),
  { type: 'PERCENTILE', percentile: 50 } as const,
];

test('Traces are counted, by name, state, session and time', () => {
  const store = threeTraces();
  const range = { from: START, until: START + 100_000 };
  expect([
    points({ metric: 'trace_count' }, store),
    points({ metric: 'trace_count', dimensions: ['trace_status'] }, store),
    points({ metric: 'trace_count', dimensions: ['trace_name', 'trace_status'] }, store),
    points({ metric: 'trace_count', dimensions: ['trace_status'], maxResults: 1 }, store),
    points({ metric: 'session_count' }, store),
    points({ metric: 'trace_count', seconds: 60, ...range }, store),
    points({ metric: 'trace_count', from: START + 1, until: START + 59_000 }, store),
  ]).toEqual([
    [[3]],
    [
      ['ERROR', 1],
      ['OK', 2],
    ],
    [
      ['ask', 'ERROR', 1],
      ['ask', 'OK', 1],
    ],
    [['ERROR', 1]],
    [[1]],
    [
      ['2026-01-01T00:00:00+00:00', 2],
      ['2026-01-01T00:01:00+00:00', 1],
    ],
    [[1]],
  ]);
});

test('Durations, tokens, costs and scores are summed and averaged; what is no number does not count', () => {
  const store = threeTraces();
  const score = { view: 'ASSESSMENTS', metric: 'assessment_value', dimensions: ['assessment_name'] } as const;
  expect([
    points({ metric: 'latency', aggregations: SPREAD }, store),
    points({ metric: 'input_tokens', aggregations: [{ type: 'SUM' }, ...SPREAD] }, store),
    points({ metric: 'output_tokens', aggregations: SPREAD }, store),
    points({ ...score, aggregations: SPREAD }, store),
    points({ view: 'SPANS', metric: 'latency', aggregations: SPREAD, dimensions: ['span_name'] }, store),
    points(
      { view: 'SPANS', metric: 'total_cost', aggregations: [{ type: 'SUM' }], dimensions: ['span_model_name'] },
      store,
    ),
  ]).toEqual([
    [[1500, 1000, 2000, 1500]],
    [[15, 7.5, 5, 10, 7.5]],
    [],
    [['score', 5 / 3, 0, 4, 1]],
    [
      ['llm', 500, 500, 500, 500],
      ['root', 1000, 1000, 1000, 1000],
    ],
    [['gpt', 0.75]],
  ]);
});

test('Filters narrow what is counted', () => {
  const store = threeTraces();
  const counted = (filters: readonly string[], view: TraceMetricQuery['view'] = 'TRACES') =>
    points(
      { view, metric: { TRACES: 'trace_count', SPANS: 'span_count', ASSESSMENTS: 'assessment_count' }[view], filters },
      store,
    );
  expect([
    counted(["trace.status = 'OK'"]),
    counted(['trace.tag.`mlflow.traceName` = "ask"', "trace.status = 'OK'"]),
    counted(["trace.metadata.`mlflow.trace.session` = 's1'"]),
    counted(["trace.metadata.`mlflow.sourceRun` = 'r'"]),
    counted(["span.type = 'LLM'"], 'SPANS'),
    counted(["assessment.name = 'score'", "trace.status = 'ERROR'"], 'ASSESSMENTS'),
  ]).toEqual([[[2]], [[1]], [[2]], [[1]], [[1]], [[2]]]);
});

test("What cannot be asked is refused with MLflow's texts", () => {
  const store = threeTraces();
  const refused = (query: Partial<TraceMetricQuery>) => points({ metric: 'trace_count', ...query }, store);
  expect([
    refused({ metric: 'x', view: 'SPANS' }),
    refused({ metric: 'constructor' }),
    refused({ filters: ["constructor.name = 'x'"] }),
    refused({ aggregations: SPREAD }),
    refused({ dimensions: ['b', 'a'] }),
    refused({ seconds: 60 }),
    refused({ filters: ["status = 'OK'"] }),
    refused({ filters: ["trace.status != 'OK'"] }),
    refused({ filters: ['trace.status = 1'] }),
    refused({ filters: ["trace.tag = 'x'"] }),
    refused({ filters: ["trace.status.x = 'OK'"] }),
    refused({ filters: ["trace.foo = 'x'"] }),
    refused({ filters: ["span.name = 'x'"] }),
    refused({ filters: [''] }),
  ]).toEqual([
    "metric_name must be one of ['span_count', 'latency', 'input_cost', 'output_cost', 'total_cost'], got 'x'",
    "metric_name must be one of ['trace_count', 'session_count', 'latency', 'input_tokens', 'output_tokens', 'total_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'], got 'constructor'",
    "Invalid view type 'constructor'. Valid values are dict_keys(['trace', 'span', 'assessment'])",
    "Found invalid aggregation_type(s): ['AVG', 'MAX', 'MIN', 'PERCENTILE']. Supported aggregation types: ['COUNT']",
    "Found invalid dimension(s): ['a', 'b']. Supported dimensions: ['trace_name', 'trace_status']",
    'start_time_ms and end_time_ms are required if time_interval_seconds is set',
    "Invalid identifier 'status'. Columns should be specified as 'trace.<key>', 'span.<key>', 'assessment.<key>'.",
    "Invalid comparator: '!=', only '=' operator is supported",
    "Expected a quoted string value for status value (e.g. 'my-value'). Got value 1",
    "Filtering by tag requires a key, e.g. 'trace.tag.<key> = <value>'",
    "Filtering by status does not require a key, use 'trace.status' instead",
    "Invalid entity 'foo' specified for view type 'trace'. Valid entities are ['status', 'tag', 'metadata']",
    'Filtering by span is only supported for SPANS view type, got TRACES',
    "Invalid filter: ''. Expected one filter clause.",
  ]);
});
