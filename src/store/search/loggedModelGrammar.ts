import { invalid } from '../../model/errors.ts';
import {
  EQUALITY,
  finite,
  keys,
  LISTS,
  prefixes,
  type Column,
  type Field,
  type Grammar,
  type Located,
} from './grammar.ts';
import { shortened, written, type FilterTexts, type Identifier } from './parse.ts';
import { repr } from './python.ts';
import { sql, type Sql } from './sql.ts';

/** A dataset metrics were logged on; every digest of the name when none is given. */
export interface DatasetRef {
  readonly name: string;
  readonly digest?: string;
}

const TEXT_OPERATORS = [...EQUALITY, 'LIKE', 'ILIKE', ...LISTS];
const NUMBER_OPERATORS = ['<', '<=', '>', '>=', '=', '!='];

const refusal =
  (name: string, known: readonly string[]) =>
  (operator: string): string =>
    operator.startsWith('IS ')
      ? `Invalid comparison: ${name.replace('attributes.', '')}${operator}. Expected a comparison with 3 tokens.`
      : `Invalid comparison operator for ${name}: ${repr(operator)}. Expected one of (${known.map(repr).join(', ')}).`;

const text = (name: string, column: Column): Field => ({
  ...column,
  writing: 'verbatim',
  operators: TEXT_OPERATORS,
  refused: refusal(name, TEXT_OPERATORS),
  expected: 'Expected a string value. Got',
});

const number = (name: string, column: Column): Field => ({
  ...column,
  writing: 'float',
  operators: NUMBER_OPERATORS,
  refused: refusal(name, NUMBER_OPERATORS),
  expected: 'Expected a numeric value. Got',
});

const attribute = (key: string, value: string): Field => text(`attributes.${key}`, { value });

const CREATED = number('attributes.creation_timestamp_ms', { value: 'm.creation_timestamp' });
const UPDATED = number('attributes.last_updated_timestamp_ms', { value: 'm.last_updated_timestamp' });

const ATTRIBUTES = {
  model_id: { ...attribute('model_id', 'm.model_id'), identifies: true },
  experiment_id: attribute('experiment_id', 'CAST(m.experiment_id AS TEXT)'),
  name: attribute('name', 'm.name'),
  artifact_location: attribute('artifact_location', 'm.artifact_uri'),
  // MLflow keeps the status as a number, and its filters see that number.
  status: attribute('status', 'CAST(m.status AS TEXT)'),
  status_message: { ...attribute('status_message', 'm.status_message'), optional: true },
  model_type: attribute('model_type', 'm.model_type'),
  source_run_id: { ...attribute('source_run_id', 'm.source_run_id'), identifies: true },
  lifecycle_stage: attribute('lifecycle_stage', 'm.lifecycle_stage'),
  creation_time: CREATED,
  creation_timestamp: CREATED,
  creation_timestamp_ms: CREATED,
  last_updated_timestamp: UPDATED,
  last_updated_timestamp_ms: UPDATED,
};

/** The points of a metric, of these datasets where any are given. */
export function metricRows(key: string, datasets: readonly Partial<DatasetRef>[]): Sql {
  const ofDatasets = onDatasets(datasets);
  return sql(
    `FROM logged_model_metrics t WHERE t.model_id = m.model_id AND t.key = ? ${ofDatasets.text}`,
    key,
    ...ofDatasets.values,
  );
}

/** A further condition on metric points `t`; empty without datasets. */
export function onDatasets(datasets: readonly Partial<DatasetRef>[]): Sql {
  if (datasets.length === 0) return sql('');
  return sql(
    `AND EXISTS (SELECT 1 FROM json_each(?) d WHERE t.dataset_name IS ifnull(d.value ->> 'name', t.dataset_name)
       AND t.dataset_digest IS ifnull(d.value ->> 'digest', t.dataset_digest))`,
    JSON.stringify(datasets),
  );
}

/** The column that orders models by a metric: its last point. */
export function lastPoint(key: string, datasets: readonly Partial<DatasetRef>[]): Column {
  const { text: rows, values } = metricRows(key, datasets);
  return {
    value: finite('t.value'),
    rows: sql(`${rows} ORDER BY t.timestamp DESC, t.step DESC, t.run_id LIMIT 1`, ...values),
    isNan: 't.is_nan',
  };
}

const pairRows = (table: string, key: string): Sql =>
  sql(`FROM ${table} t WHERE t.model_id = m.model_id AND t.key = ?`, key);

const TEXTS: FilterTexts = {
  invalidClauses: (_clauses, filter) =>
    `Invalid filter string: ${repr(filter)}. Expected a list of comparisons separated by 'AND' (e.g. 'metrics.loss > 0.1 AND params.lr = 0.01').`,
  severalStatements: (filter) => `Invalid filter string: ${repr(filter)}. Expected a single SQL expression.`,
  blank: (filter) => `Invalid filter string: ${repr(filter)}. Expected a single SQL expression.`,
};

const PREFIXES = prefixes({ attributes: 'attribute', metrics: 'metric', params: 'parameter', tags: 'tag' });

/** Only what has a prefix of small letters has a prefix; back-ticks around keys do not count. */
function locateFilter(identifier: Identifier): Located {
  const { prefix = '', key } = identifier;
  const name = (quoted: string) => quoted.replace(/^`+|`+$/g, '');
  if (!/^[a-z]+$/.test(prefix) || key === '') return { entity: 'attribute', key: name(written(identifier)) };
  const entity = PREFIXES.get(prefix);
  if (entity) return { entity, key: name(key) };
  throw invalid(
    `Invalid entity type: '${shortened(prefix)}'. Expected one of ['attributes', 'metrics', 'params', 'tags'].`,
  );
}

function locateOrder({ prefix, key }: Identifier): Located {
  if (prefix === undefined) return { entity: 'attribute', key };
  if (prefix === 'metrics') return { entity: 'metric', key };
  throw invalid(`Invalid order by field name: ${shortened(`${prefix}.${key}`)}. Only metrics are supported.`);
}

/** Searching logged models; the searched row is `m`. A metric's condition holds when any of its points satisfies it. */
export function loggedModelGrammar(datasets: readonly Partial<DatasetRef>[]): Grammar {
  return {
    prefixes: PREFIXES,
    invalidPrefix: (prefix) => `Invalid entity type: '${prefix}'.`,
    quotedAttributes: true,
    locateFilter,
    locateOrder,
    texts: TEXTS,
    operatorsFirst: true,
    filters: {
      attribute: keys('attribute', ATTRIBUTES),
      metric: (key) =>
        number(`metrics.${key}`, { value: finite('t.value'), rows: metricRows(key, datasets), isNan: 't.is_nan' }),
      parameter: (key) => text(`params.${key}`, { value: 't.value', rows: pairRows('logged_model_params', key) }),
      tag: (key) => text(`tags.${key}`, { value: 't.value', rows: pairRows('logged_model_tags', key) }),
    },
    orders: { attribute: orderAttribute, metric: (key) => lastPoint(key, datasets) },
  };
}

function orderAttribute(key: string): Column {
  const column = new Map<string, Column>(Object.entries(ATTRIBUTES)).get(key);
  if (column) return column;
  throw invalid(`Invalid order by field name: ${shortened(key)}`);
}
