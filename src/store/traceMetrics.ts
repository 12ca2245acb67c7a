import { invalid } from '../model/errors.ts';
import type { Int64 } from '../model/json.ts';
import { pythonFloat } from '../model/pythonJson.ts';
import type { Database } from './database.ts';
import { parseFilter, shortened, type Condition } from './search/parse.ts';
import { isOneOf, joined, sql, type Sql } from './search/sql.ts';
import { quotedText } from './search/traceValues.ts';
import { KEY_QUOTES, unquoted } from './search/tokens.ts';
import { AGGREGATIONS, METRICS, type MetricAggregation, type TraceView } from './traceMetricTables.ts';

export interface TraceMetricQuery {
  readonly experimentIds: readonly string[];
  readonly view: TraceView;
  readonly metric: string;
  readonly aggregations: readonly MetricAggregation[];
  readonly dimensions: readonly string[];
  readonly filters: readonly string[];
  /** The width of a bucket of time, which is a dimension then. */
  readonly seconds?: number;
  /** Milliseconds since the epoch, both included. */
  readonly from?: Int64;
  readonly until?: Int64;
  readonly maxResults: number;
}

export interface TraceMetricPoint {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number>>;
}

/** What MLflow's overview of traces counts, sums and averages, grouped by dimensions. Throws MLflow's texts. */
export class TraceMetrics {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  query(query: TraceMetricQuery): readonly TraceMetricPoint[] {
    const view = METRICS[query.view];
    const metric = metricOf(query);
    const groups = new Map(query.dimensions.map((name) => [name, view.dimensions[name] ?? '']));
    const bucket = this.#bucket(query, view.time);
    const columns = [...(bucket ? [bucket] : []), ...groups.values()];
    const where = joined(
      [
        isOneOf('t.experiment_id', query.experimentIds.map(Number)),
        ...between(metric.time ?? 't.request_time', query),
        ...query.filters.map((filter) => filterSql(filter, query.view)),
        ...[metric.value, ...groups.values()].map((column) => sql(`${column} IS NOT NULL`)),
      ],
      ' AND ',
    );
    const values = query.aggregations.map((aggregation) => AGGREGATIONS[aggregation.type](metric, aggregation));
    const selected = [...columns, ...values].map((column, index) => `${column} AS c${index}`).join(', ');
    const grouped = columns.length === 0 ? '' : `GROUP BY ${columns.join(', ')} ORDER BY ${columns.join(', ')}`;
    const text = `SELECT ${selected} FROM ${view.from} WHERE ${where.text} ${grouped} LIMIT ?`;
    const rows = this.#db.prepare<Readonly<Record<string, string | number | null>>>(text);
    const names = [...(bucket ? ['time_bucket'] : []), ...groups.keys()];
    return rows.all(...where.values, query.maxResults).flatMap((row) => toPoint(Object.values(row), names, query));
  }

  #bucket({ seconds, from, until }: TraceMetricQuery, time: string): string | undefined {
    if (!seconds) return undefined;
    if (from === undefined || until === undefined) {
      throw invalid('start_time_ms and end_time_ms are required if time_interval_seconds is set');
    }
    return `floor(${time} / ${seconds * 1000}.0) * ${seconds * 1000}`;
  }
}

/** The metric that is asked for; throws for one that is not there, and for what it cannot be asked. */
function metricOf({ view, metric: name, aggregations, dimensions }: TraceMetricQuery) {
  const { metrics } = METRICS[view];
  const metric = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  if (!metric) throw invalid(`metric_name must be one of ${listed(Object.keys(metrics))}, got '${shortened(name)}'`);
  const types = aggregations.map(({ type }) => type);
  refuse('aggregation_type', types, metric.aggregations, 'aggregation types');
  refuse('dimension', dimensions, metric.dimensions, 'dimensions');
  return metric;
}

function toPoint(
  row: readonly (string | number | null)[],
  names: readonly string[],
  { aggregations }: TraceMetricQuery,
): readonly TraceMetricPoint[] {
  const dimensions = names.map((name, index) => [name, dimensionText(name, row[index] ?? '')] as const);
  const values = aggregations.flatMap((aggregation, index) => {
    const value = row[names.length + index];
    return typeof value === 'number' ? [[valueName(aggregation), value] as const] : [];
  });
  if (values.length === 0) return [];
  return [{ dimensions: Object.fromEntries(dimensions), values: Object.fromEntries(values) }];
}

const dimensionText = (name: string, value: string | number): string =>
  name === 'time_bucket' ? new Date(Number(value)).toISOString().replace('.000Z', '+00:00') : String(value);

const valueName = ({ type, percentile = 0 }: MetricAggregation): string =>
  type === 'PERCENTILE' ? `P${pythonFloat(percentile)}` : type;

function between(time: string, { from, until }: TraceMetricQuery): readonly Sql[] {
  return [
    ...(from === undefined ? [] : [sql(`${time} >= ?`, from)]),
    ...(until === undefined ? [] : [sql(`${time} <= ?`, until)]),
  ];
}

function refuse(what: string, asked: readonly string[], known: readonly string[], plural: string): void {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const wrong = listed([...new Set(unknown.map(shortened))].toSorted());
  throw invalid(`Found invalid ${what}(s): ${wrong}. Supported ${plural}: ${listed(known.toSorted())}`);
}

const listed = (names: readonly string[]): string => `[${names.map((name) => `'${name}'`).join(', ')}]`;

/** One comparison by equality: `trace.status`, `trace.tag.<key>`, `span.type`, `assessment.name` and the like. */
function filterSql(filter: string, view: TraceView): Sql {
  const [condition, ...more] = parseFilter(filter);
  if (!condition || more.length > 0) {
    throw invalid(`Invalid filter: '${shortened(filter)}'. Expected one filter clause.`);
  }
  const { operator, value } = condition;
  const { text, key, entity } = filterTarget(condition, view);
  if (operator !== '=') throw invalid(`Invalid comparator: '${shortened(operator)}', only '=' operator is supported`);
  const operand = quotedText(value);
  if (operand === undefined) {
    throw invalid(
      `Expected a quoted string value for ${entity} value (e.g. 'my-value'). Got value ${shortened(value.source)}`,
    );
  }
  return sql(text, ...(key === undefined ? [] : [key]), operand, ...(text.includes(' OR ') ? [operand] : []));
}

const OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  trace: {
    status: 't.state = ?',
    tag: 'EXISTS (SELECT 1 FROM trace_tags p WHERE p.trace_no = t.trace_no AND p.key = ? AND p.value = ?)',
    metadata: 'EXISTS (SELECT 1 FROM trace_metadata p WHERE p.trace_no = t.trace_no AND p.key = ? AND p.value = ?)',
  },
  span: { name: 's.name = ?', status: 's.status = ?', type: 's.type = ?' },
  assessment: { name: 'a.name = ?', type: 'a.kind = ?' },
};

function filterTarget({ identifier: { prefix, key: rest } }: Condition, view: TraceView) {
  if (prefix === undefined) {
    throw invalid(
      `Invalid identifier '${shortened(rest)}'. Columns should be specified as 'trace.<key>', 'span.<key>', 'assessment.<key>'.`,
    );
  }
  const table = unquoted(prefix, ['`']) ?? prefix;
  const [entity = '', ...parts] = rest.split('.');
  const key = parts.length === 0 ? undefined : (unquoted(parts.join('.'), KEY_QUOTES) ?? parts.join('.'));
  const texts = Object.hasOwn(OF, table) ? OF[table] : undefined;
  if (!texts) {
    throw invalid(
      `Invalid view type '${shortened(table)}'. Valid values are dict_keys(['trace', 'span', 'assessment'])`,
    );
  }
  const text = Object.hasOwn(texts, entity) ? texts[entity] : undefined;
  if (text === undefined) {
    const known = listed(Object.keys(texts));
    throw invalid(
      `Invalid entity '${shortened(entity)}' specified for view type '${table}'. Valid entities are ${known}`,
    );
  }
  const keyed = entity === 'tag' || entity === 'metadata';
  if (keyed && key === undefined) {
    throw invalid(`Filtering by ${entity} requires a key, e.g. '${table}.${entity}.<key> = <value>'`);
  }
  if (!keyed && key !== undefined) {
    throw invalid(`Filtering by ${entity} does not require a key, use '${table}.${entity}' instead`);
  }
  if (table !== 'trace' && table !== TABLES[view]) {
    throw invalid(`Filtering by ${table} is only supported for ${table.toUpperCase()}S view type, got ${view}`);
  }
  const linked = key === 'mlflow.sourceRun' && entity === 'metadata';
  return { text: linked ? `(${text} OR ${LINKED})` : text, key, entity };
}

const TABLES: Readonly<Record<TraceView, string>> = { TRACES: 'trace', SPANS: 'span', ASSESSMENTS: 'assessment' };
const LINKED = 'EXISTS (SELECT 1 FROM trace_runs l WHERE l.trace_id = t.trace_id AND l.run_id = ?)';
