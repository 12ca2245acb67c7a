export const TRACE_VIEWS = ['TRACES', 'SPANS', 'ASSESSMENTS'] as const;
export type TraceView = (typeof TRACE_VIEWS)[number];
export const AGGREGATION_TYPES = ['COUNT', 'SUM', 'AVG', 'PERCENTILE', 'MIN', 'MAX'] as const;
export type Aggregation = (typeof AGGREGATION_TYPES)[number];

export interface MetricAggregation {
  readonly type: Aggregation;
  /** From 0 to 100; of a percentile only. */
  readonly percentile?: number;
}

interface TraceMetric {
  /** The SQL expression that is aggregated; rows where it is NULL do not count. */
  readonly value: string;
  readonly aggregations: readonly Aggregation[];
  readonly dimensions: readonly string[];
  /** When it happened, in milliseconds; when its trace began where not given. */
  readonly time?: string;
}

interface MetricView {
  readonly from: string;
  /** What buckets of time are made of. */
  readonly time: string;
  /** By name, the SQL expression of a value to group by. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, TraceMetric>>;
}

const SPREAD = ['AVG', 'MIN', 'MAX', 'PERCENTILE'] as const;
const AMOUNT = ['SUM', ...SPREAD] as const;

const named = (key: string): string =>
  `(SELECT p.value FROM trace_tags p WHERE p.trace_no = t.trace_no AND p.key = '${key}')`;
const metadata = (key: string): string =>
  `(SELECT p.value FROM trace_metadata p WHERE p.trace_no = t.trace_no AND p.key = '${key}')`;

/** A part of JSON that stands in a text of a client: NULL where it is none. */
const inside = (json: string, path: string): string =>
  `(CASE WHEN json_valid(${json}) THEN json_extract(${json}, '${path}') END)`;
const attribute = (key: string): string => `json_extract(s.content, '$.attributes."${key}"')`;

const tokens = (key: string): TraceMetric => ({
  value: inside(metadata('mlflow.trace.tokenUsage'), `$.${key}`),
  aggregations: AMOUNT,
  dimensions: ['trace_name'],
});

const MODEL = ['span_model_name', 'span_model_provider'] as const;
const START = "(json_extract(s.content, '$.start_time_unix_nano') / 1000000)";
const DURATION = `((json_extract(s.content, '$.end_time_unix_nano') - json_extract(s.content, '$.start_time_unix_nano')) / 1000000)`;

const cost = (key: string): TraceMetric => ({
  value: inside(attribute('mlflow.llm.cost'), `$.${key}`),
  aggregations: AMOUNT,
  dimensions: MODEL,
  time: START,
});

/** Numbers, and what counts as one: yes and no, true and false. */
const SCORE = `(CASE json_type(a.value) WHEN 'integer' THEN a.value + 0.0 WHEN 'real' THEN a.value + 0.0
  WHEN 'true' THEN 1.0 WHEN 'false' THEN 0.0
  WHEN 'text' THEN CASE lower(trim(json_extract(a.value, '$'))) WHEN 'yes' THEN 1.0 WHEN 'no' THEN 0.0 END END)`;

/** What can be asked of each view. */
export const METRICS: Readonly<Record<TraceView, MetricView>> = {
  TRACES: {
    from: 'traces t',
    time: 't.request_time',
    dimensions: { trace_name: named('mlflow.traceName'), trace_status: 't.state' },
    metrics: {
      trace_count: { value: 't.trace_id', aggregations: ['COUNT'], dimensions: ['trace_name', 'trace_status'] },
      session_count: { value: metadata('mlflow.trace.session'), aggregations: ['COUNT'], dimensions: [] },
      latency: { value: 't.execution_duration', aggregations: SPREAD, dimensions: ['trace_name'] },
      input_tokens: tokens('input_tokens'),
      output_tokens: tokens('output_tokens'),
      total_tokens: tokens('total_tokens'),
      cache_read_input_tokens: tokens('cache_read_input_tokens'),
      cache_creation_input_tokens: tokens('cache_creation_input_tokens'),
    },
  },
  SPANS: {
    from: 'spans s JOIN traces t USING (trace_no)',
    time: START,
    dimensions: {
      span_name: 's.name',
      span_type: 's.type',
      span_status: 's.status',
      span_model_name: inside(attribute('mlflow.llm.model'), '$'),
      span_model_provider: inside(attribute('mlflow.llm.provider'), '$'),
    },
    metrics: {
      span_count: {
        value: 's.span_no',
        aggregations: ['COUNT'],
        dimensions: ['span_name', 'span_type', 'span_status', ...MODEL],
      },
      latency: { value: DURATION, aggregations: SPREAD, dimensions: ['span_name', 'span_status'] },
      input_cost: cost('input_cost'),
      output_cost: cost('output_cost'),
      total_cost: cost('total_cost'),
    },
  },
  ASSESSMENTS: {
    from: '(SELECT * FROM assessments WHERE valid = 1) a JOIN traces t USING (trace_no)',
    time: 't.request_time',
    dimensions: { assessment_name: 'a.name', assessment_value: 'a.value' },
    metrics: {
      assessment_count: {
        value: 'a.assessment_id',
        aggregations: ['COUNT'],
        dimensions: ['assessment_name', 'assessment_value'],
      },
      assessment_value: { value: SCORE, aggregations: SPREAD, dimensions: ['assessment_name'] },
    },
  },
};

const call =
  (name: string) =>
  ({ value }: TraceMetric): string =>
    `${name}(${value})`;

/** Each aggregation as SQL. */
export const AGGREGATIONS: Readonly<Record<Aggregation, (metric: TraceMetric, asked: MetricAggregation) => string>> = {
  // Sessions are counted once each, however many traces they have; everything else that is counted is unique.
  COUNT: ({ value }) => `count(DISTINCT ${value})`,
  SUM: call('sum'),
  AVG: call('avg'),
  MIN: call('min'),
  MAX: call('max'),
  PERCENTILE: ({ value }, { percentile = 0 }) => `percentile(${value}, ${percentile})`,
};
