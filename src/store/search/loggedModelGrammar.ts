import { finite, keys, LISTS, MATCHING, NUMERIC, prefixes, type Column, type Field, type Grammar } from './grammar.ts';
import { sql, type Sql } from './sql.ts';

/** A dataset metrics were logged on; every digest of the name when none is given. */
export interface DatasetRef {
  readonly name: string;
  readonly digest?: string;
}

const text = (column: Column): Field => ({
  ...column,
  writing: 'verbatim',
  operators: [...MATCHING, ...LISTS],
  expected: 'Expected a string value. Got',
});

const time = (value: string): Field => ({
  value,
  writing: 'number',
  operators: NUMERIC,
  expected: 'Expected a numeric value. Got',
});

const CREATED = time('m.creation_timestamp');
const UPDATED = time('m.last_updated_timestamp');

const ATTRIBUTES = {
  model_id: text({ value: 'm.model_id' }),
  experiment_id: text({ value: 'CAST(m.experiment_id AS TEXT)' }),
  name: text({ value: 'm.name' }),
  artifact_location: text({ value: 'm.artifact_uri' }),
  // MLflow keeps the status as a number, and its filters see that number.
  status: text({ value: 'CAST(m.status AS TEXT)' }),
  status_message: text({ value: 'm.status_message', optional: true }),
  model_type: text({ value: 'm.model_type' }),
  source_run_id: text({ value: 'm.source_run_id' }),
  lifecycle_stage: text({ value: 'm.lifecycle_stage' }),
  creation_time: CREATED,
  creation_timestamp: CREATED,
  creation_timestamp_ms: CREATED,
  last_updated_timestamp: UPDATED,
  last_updated_timestamp_ms: UPDATED,
};

/** The points of a metric, of these datasets where any are given. */
export function metricRows(key: string, datasets: readonly DatasetRef[]): Sql {
  const ofDatasets = onDatasets(datasets);
  return sql(
    `FROM logged_model_metrics t WHERE t.model_id = m.model_id AND t.key = ? ${ofDatasets.text}`,
    key,
    ...ofDatasets.values,
  );
}

/** A further condition on metric points `t`; empty without datasets. */
export function onDatasets(datasets: readonly DatasetRef[]): Sql {
  if (datasets.length === 0) return sql('');
  return sql(
    `AND EXISTS (SELECT 1 FROM json_each(?) d WHERE t.dataset_name = d.value ->> 'name'
       AND t.dataset_digest IS ifnull(d.value ->> 'digest', t.dataset_digest))`,
    JSON.stringify(datasets),
  );
}

/** The column that orders models by a metric: its last point. */
export function lastPoint(key: string, datasets: readonly DatasetRef[]): Column {
  const { text: rows, values } = metricRows(key, datasets);
  return {
    value: finite('t.value'),
    rows: sql(`${rows} ORDER BY t.timestamp DESC, t.step DESC LIMIT 1`, ...values),
    isNan: 't.is_nan',
  };
}

const pairRows = (table: string, key: string): Sql =>
  sql(`FROM ${table} t WHERE t.model_id = m.model_id AND t.key = ?`, key);

/** Searching logged models; the searched row is `m`. A metric's condition holds when any of its points satisfies it. */
export function loggedModelGrammar(datasets: readonly DatasetRef[]): Grammar {
  return {
    prefixes: prefixes({ attributes: 'attribute', metrics: 'metric', params: 'parameter', tags: 'tag' }),
    invalidPrefix: (prefix) =>
      `Invalid entity type: '${prefix}'. Expected one of ['attributes', 'metrics', 'params', 'tags'].`,
    quotedAttributes: true,
    filters: {
      attribute: keys('attribute', ATTRIBUTES),
      metric: (key) => ({
        value: finite('t.value'),
        rows: metricRows(key, datasets),
        isNan: 't.is_nan',
        writing: 'real',
        operators: NUMERIC,
        expected: 'Expected a numeric value. Got',
      }),
      parameter: (key) => text({ value: 't.value', rows: pairRows('logged_model_params', key) }),
      tag: (key) => text({ value: 't.value', rows: pairRows('logged_model_tags', key) }),
    },
    orders: { attribute: keys('attribute', ATTRIBUTES), metric: (key) => lastPoint(key, datasets) },
  };
}
