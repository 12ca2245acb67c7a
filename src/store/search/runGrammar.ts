import { RUN_NAME_TAG } from '../runs.ts';
import {
  finite,
  keys,
  LISTS,
  MATCHING,
  NUMERIC,
  prefixes,
  PRESENCE,
  setOf,
  type Column,
  type Field,
  type Grammar,
} from './grammar.ts';
import { FILTER_TEXTS } from './parse.ts';
import { sql, type Sql } from './sql.ts';

/** An index holds these very words. */
const PARENT_TAG = 'mlflow.parentRunId';

const ENTITIES = "['metric', 'parameter', 'tag', 'attribute', 'dataset']";

const metric = (key: string): Column => ({
  value: finite('t.value'),
  rows: sql('FROM latest_metrics t WHERE t.run_no = r.run_no AND t.key = ?', key),
  isNan: 't.is_nan',
});
const param = (key: string): Column => ({
  value: 't.value',
  rows: sql('FROM params t WHERE t.run_no = r.run_no AND t.key = ?', key),
});
const tag = (key: string): Column => ({
  value: 't.value',
  rows: sql('FROM tags t WHERE t.run_no = r.run_no AND t.key = ?', key),
});

/** What MLflow says of an operator it does not take. Some of its messages lack the last quote. */
const refusal =
  (entity: string, key: string, known: readonly string[], lastQuote = '') =>
  (operator: string): string =>
    operator.startsWith('IS ')
      ? `IS NULL / IS NOT NULL is only supported for tags and params, not for '${entity}' '${key}'`
      : `Invalid comparator '${operator}' not one of '${setOf(known)}${lastQuote}`;

const ON_TEXTS = [...MATCHING, ...LISTS];

const pair = (column: Column, entity: 'parameter' | 'tag'): Field => ({
  ...column,
  writing: 'text',
  operators: [...MATCHING, ...PRESENCE],
  refused: refusal(entity, '', [...MATCHING, ...PRESENCE], entity === 'tag' ? '' : "'"),
  expected: `Expected a quoted string value for ${entity} (e.g. 'my-value'). Got value`,
});

const text = (column: Column, key: string): Field => ({
  ...column,
  writing: 'text',
  operators: MATCHING,
  refused: refusal('attribute', key, ON_TEXTS, "'"),
  expected: 'Expected a quoted string value for attributes. Got value',
  noLists: "Only ['run_id'] attributes support comparison with a list of quoted string values.",
});

const time = (value: string, key: string): Field => ({
  value,
  writing: 'number',
  operators: NUMERIC,
  refused: refusal('attribute', key, ON_TEXTS),
  expected: `Expected numeric value type for numeric attribute: ${key}. Found`,
});

// A run's name is looked for in the tag that mirrors it, as in MLflow.
const runName = (key: string): Field => ({ ...text(tag(RUN_NAME_TAG), key), narrowed: named });

/** A name that is not empty is the run's own too, where an index has it. */
function named(operator: string, operand: string): Sql | undefined {
  if (operator === '=' && operand !== '') return sql('r.run_name = ?', operand);
  const [prefix = ''] = operator === 'LIKE' ? operand.split(/[%_]/, 1) : [];
  // No text with this prefix is greater than the prefix and the last letter there is.
  return prefix === '' ? undefined : sql('r.run_name BETWEEN ? AND ? || char(1114111)', prefix, prefix);
}

/** The runs below a run are asked for all the time. */
const PARENT: Partial<Field> = {
  identifies: true,
  narrowed: (operator, operand) =>
    operator === '='
      ? sql(`r.run_no IN (SELECT c.run_no FROM tags c WHERE c.key = '${PARENT_TAG}' AND c.value = ?)`, operand)
      : undefined,
};

const ATTRIBUTES: Readonly<Record<string, Field>> = {
  run_id: { ...text({ value: 'r.run_id' }, 'run_id'), identifies: true, operators: [...MATCHING, ...LISTS] },
  run_name: runName('run_name'),
  'run name': runName('run name'),
  'Run name': runName('Run name'),
  'Run Name': runName('Run Name'),
  status: text({ value: 'r.status' }, 'status'),
  user_id: text({ value: 'r.user_id' }, 'user_id'),
  artifact_uri: text({ value: 'r.artifact_uri' }, 'artifact_uri'),
  start_time: time('r.start_time', 'start_time'),
  created: time('r.start_time', 'created'),
  Created: time('r.start_time', 'Created'),
  end_time: time('r.end_time', 'end_time'),
};

const ORDER_ATTRIBUTES: Readonly<Record<string, Column>> = {
  run_id: { value: 'r.run_id' },
  run_name: { value: 'r.run_name' },
  start_time: { value: 'r.start_time' },
  end_time: { value: 'r.end_time', optional: true },
  status: { value: 'r.status' },
  user_id: { value: 'r.user_id' },
  artifact_uri: { value: 'r.artifact_uri' },
  created: { value: 'r.start_time' },
  Created: { value: 'r.start_time' },
};

const dataset = (key: string, value: string, join = ''): Field => ({
  value,
  rows: sql(`FROM run_datasets l ${join} USING (dataset_no) WHERE l.run_no = r.run_no`),
  writing: 'text',
  operators: ON_TEXTS,
  refused: refusal('dataset', key, ON_TEXTS),
  expected: 'Expected a quoted string value for dataset attributes. Got value',
});

const CONTEXT: Field = {
  ...dataset('context', 't.value'),
  rows: sql("FROM run_dataset_tags t WHERE t.run_no = r.run_no AND t.key = 'mlflow.data.context'"),
};

/** Searching runs; the searched row is `r`. */
export const RUN_GRAMMAR: Grammar = {
  prefixes: prefixes({
    metric: 'metric',
    metrics: 'metric',
    parameter: 'parameter',
    parameters: 'parameter',
    param: 'parameter',
    params: 'parameter',
    tag: 'tag',
    tags: 'tag',
    attribute: 'attribute',
    attributes: 'attribute',
    attr: 'attribute',
    run: 'attribute',
    dataset: 'dataset',
    datasets: 'dataset',
  }),
  invalidPrefix: (prefix) => `Invalid entity type '${prefix}'. Valid values are ${ENTITIES}`,
  quotedPrefixes: true,
  quotedAttributes: true,
  texts: {
    ...FILTER_TEXTS,
    invalidClauses: (clauses) =>
      `Invalid clause(s) in filter string: ${clauses.map((clause) => `'${clause}'`).join(', ')}`,
  },
  noOrder: (entity) => `Invalid identifier type '${entity}'`,
  filters: {
    metric: (key) => ({
      ...metric(key),
      writing: 'real',
      operators: NUMERIC,
      refused: refusal('metric', key, NUMERIC),
      expected: 'Expected numeric value type for metric. Found',
    }),
    parameter: (key) => pair(param(key), 'parameter'),
    tag: (key) => ({ ...pair(tag(key), 'tag'), ...(key === PARENT_TAG ? PARENT : {}) }),
    attribute: keys('attribute', ATTRIBUTES),
    dataset: keys('dataset', {
      name: dataset('name', 'd.name', 'JOIN datasets d'),
      digest: dataset('digest', 'd.digest', 'JOIN datasets d'),
      context: CONTEXT,
    }),
  },
  orders: { metric, parameter: param, tag, attribute: keys('attribute', ORDER_ATTRIBUTES) },
};
