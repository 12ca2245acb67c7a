import { invalid } from '../../model/errors.ts';
import { TRACE_KEYS } from '../../model/trace.ts';
import {
  FILTER_TEXTS,
  parseFilter,
  parseOrder,
  shortened,
  type FilterTexts,
  type Condition,
  type Identifier,
} from './parse.ts';
import { joined, sql, type Sql } from './sql.ts';
import { KEY_QUOTES, unquoted } from './tokens.ts';
import { assessmentCondition } from './traceAssessments.ts';
import {
  comparison,
  operatorOf,
  quotedText,
  refuseOperator,
  textOperand,
  type Entity,
  type TraceCondition,
} from './traceValues.ts';

/**
 * Searching traces; the searched row is `t`. Spans, assessments and links stand in tables of their own, so that a
 * condition on them is a search itself. What a comparison may be and what it means is MLflow's, texts included.
 */

const PREFIXES: ReadonlyMap<string, Entity> = new Map([
  ['tag', 'tag'],
  ['tags', 'tag'],
  ['request_metadata', 'request_metadata'],
  ['metadata', 'request_metadata'],
  ['attribute', 'attribute'],
  ['attributes', 'attribute'],
  ['trace', 'attribute'],
  ['span', 'span'],
  ['feedback', 'feedback'],
  ['expectation', 'expectation'],
  ['issue', 'issue'],
]);

/** The attributes that are columns of a trace. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ['request_id', 't.trace_id'],
  ['status', 't.state'],
  ['client_request_id', 't.client_request_id'],
]);
const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['timestamp_ms', 't.request_time'],
  ['execution_time_ms', 't.execution_duration'],
  ['end_time_ms', '(t.request_time + ifnull(t.execution_duration, 0))'],
]);
const KEYS =
  'request_id timestamp timestamp_ms execution_time execution_time_ms end_time end_time_ms status name run_id';
const NUMBER_NAMES = [...NUMBERS.keys()].map((key) => `'${key}', '${key.replace('_ms', '')}'`).join(', ');
const FILTER_KEYS = `${KEYS} client_request_id prompt text`.split(' ');
const ORDER_KEYS = `${KEYS} experiment_id`.split(' ');
/** Attributes that every trace has. */
const ALWAYS_THERE = ['experiment_id', 'timestamp_ms', 'end_time_ms', 'status', 'request_id'];
const TEXTS_OF_FILTERS: FilterTexts = {
  ...FILTER_TEXTS,
  invalidClauses: (clauses) => `Invalid clause(s) in filter string: ${clauses.map((text) => `'${text}'`).join(', ')}`,
  typeNames: ['timestamp', 'timestamp_ms'],
};
const PROMPTS_TAG = 'mlflow.linkedPrompts';

const TEXT_OPERATORS = ['=', '!=', 'IN', 'NOT IN', 'LIKE', 'ILIKE', 'RLIKE'];
const PAIR_OPERATORS = ['=', '!=', 'LIKE', 'ILIKE', 'RLIKE', 'IS NULL', 'IS NOT NULL'];
const NUMBER_OPERATORS = ['>', '>=', '=', '!=', '<', '<='];
const CONTENT_OPERATORS = ['LIKE', 'ILIKE'];

/** A filter as SQL. `experiments` tells the searched ones from a row `x` of traces, for what sessions share. */
export function traceFilter(filter: string, experiments: Sql): readonly Sql[] {
  const conditions = parseFilter(filter, TEXTS_OF_FILTERS).map(toTraceCondition);
  // All conditions on spans are on one and the same span.
  const onSpans = conditions.filter(({ entity }) => entity === 'span').map(spanCondition);
  const others = conditions.filter(({ entity }) => entity !== 'span');
  const found = others.map((condition) => traceCondition(condition, experiments));
  if (onSpans.length === 0) return found;
  const all = joined(onSpans, ' AND ');
  return [...found, sql(`EXISTS (SELECT 1 FROM spans s WHERE s.trace_no = t.trace_no AND ${all.text})`, ...all.values)];
}

/** An order as SQL: traces without the value come last; the newest first where nothing else decides. */
export function traceOrder(orderBy: readonly string[]): readonly Sql[] {
  const seen = new Set<string>();
  const pieces = orderBy.flatMap((text) => {
    const { identifier, descending } = parseOrder(text);
    const { entity, key } = renamed(nameOf(identifier, ORDER_KEYS));
    if (seen.has(`${entity} ${key}`)) {
      throw invalid(`\`order_by\` contains duplicate fields: ${shortened(JSON.stringify(orderBy))}`);
    }
    seen.add(`${entity} ${key}`);
    const column = orderColumn(entity, key);
    const directed = sql(`${column.text}${descending ? ' DESC' : ''}`, ...column.values);
    const isThere = entity === 'attribute' && ALWAYS_THERE.includes(key);
    const rank = isThere ? [] : [sql(`${column.text} IS NULL`, ...column.values)];
    return [...rank, directed];
  });
  const newest = seen.has('attribute timestamp_ms') ? [] : [sql('t.request_time DESC')];
  return [...pieces, ...newest, ...(seen.has('attribute request_id') ? [] : [sql('t.trace_id')])];
}

function toTraceCondition({ identifier, operator, value }: Condition): TraceCondition {
  const name = nameOf(identifier, FILTER_KEYS);
  if (name.entity === 'attribute' && value.kind === 'number' && !NUMBERS.has(renamed(name).key)) {
    throw invalid(`Only the '{${NUMBER_NAMES}}' attributes support comparison with numeric values.`);
  }
  return { ...renamed(name), operator: operatorOf(operator), value };
}

interface Name {
  readonly entity: Entity;
  readonly key: string;
}

function nameOf({ prefix, key: written }: Identifier, attributes: readonly string[]): Name {
  const word = prefix === undefined ? 'attribute' : (unquoted(prefix, ['`']) ?? prefix);
  const entity = PREFIXES.get(word);
  if (entity === undefined) {
    const known = [...PREFIXES.keys()].map((name) => `'${name}'`).join(', ');
    throw invalid(`Invalid entity type '${shortened(word)}'. Valid values are {${known}}`);
  }
  const key = unquoted(written, KEY_QUOTES) ?? written;
  if (entity === 'attribute' && !attributes.includes(key)) {
    const known = attributes.map((name) => `'${name}'`).join(', ');
    throw invalid(`Invalid attribute key '${shortened(key)}' specified. Valid keys are '{${known}}'`);
  }
  return { entity, key };
}

/** Some keys are other names: of a tag, of metadata, or of a column, whatever stands before them. */
function renamed(name: Name): Name {
  if (name.entity === 'span') return name;
  const key = name.key.toLowerCase();
  if (key === 'name') return { entity: 'tag', key: TRACE_KEYS.name };
  if (key === 'prompt') return { entity: 'tag', key: PROMPTS_TAG };
  if (key === 'run_id') return { entity: 'request_metadata', key: TRACE_KEYS.sourceRun };
  if (key === 'text') return { entity: 'span', key: 'content' };
  return ['timestamp', 'execution_time', 'end_time'].includes(key) ? { ...name, key: `${key}_ms` } : name;
}

function traceCondition(condition: TraceCondition, experiments: Sql): Sql {
  const { entity, key } = condition;
  switch (entity) {
    case 'tag':
      return key === PROMPTS_TAG ? promptCondition(condition) : pairCondition(condition, 'trace_tags');
    case 'request_metadata':
      return metadataCondition(condition);
    case 'attribute':
      return attributeCondition(condition);
    case 'issue':
      return issueCondition(condition);
    default:
      return assessmentCondition(condition, experiments);
  }
}

function attributeCondition({ key, operator, value }: TraceCondition): Sql {
  const text = TEXTS.get(key);
  if (text !== undefined) {
    refuseOperator(operator, TEXT_OPERATORS);
    return comparison(text, operator, textOperand(operator, value, LISTED));
  }
  refuseOperator(operator, NUMBER_OPERATORS);
  const written = value.kind === 'number' ? value.source : quotedText(value);
  if (written === undefined || !/^-?\d{1,18}(\.\d*)?(e[+-]?\d+)?$/i.test(written)) {
    throw invalid(`Expected numeric value type for numeric attribute: ${key}. Found ${shortened(value.source)}`);
  }
  return comparison(NUMBERS.get(key) ?? '', operator, /^-?\d+$/.test(written) ? BigInt(written) : Number(written));
}

const LISTED = 'Expected a quoted string value or a list of quoted string values for attributes. Got value';

function pairCondition({ entity, key, operator, value }: TraceCondition, table: string): Sql {
  // MLflow's text has no closing quote there.
  refuseOperator(operator, PAIR_OPERATORS, '', entity === 'tag' ? '' : "'");
  const rows = `EXISTS (SELECT 1 FROM ${table} p WHERE p.trace_no = t.trace_no AND p.key = ?`;
  if (operator === 'IS NOT NULL') return sql(`${rows})`, key);
  if (operator === 'IS NULL') return sql(`NOT ${rows})`, key);
  const expected = `Expected a quoted string value for ${entity} (e.g. 'my-value'). Got value`;
  const test = comparison('p.value', operator, textOperand(operator, value, expected));
  return sql(`${rows} AND ${test.text})`, key, ...test.values);
}

/** The traces of a run are those that ran in it and those linked to it; they and a session's have an index. */
function metadataCondition(condition: TraceCondition): Sql {
  const { key, operator, value } = condition;
  const text = operator === '=' ? quotedText(value) : undefined;
  if (text !== undefined && key === TRACE_KEYS.session) {
    return sql(
      "t.trace_no IN (SELECT m.trace_no FROM trace_metadata m WHERE m.key = 'mlflow.trace.session' AND m.value = ?)",
      text,
    );
  }
  if (text === undefined || key !== TRACE_KEYS.sourceRun) return pairCondition(condition, 'trace_metadata');
  return sql(
    `t.trace_no IN (SELECT m.trace_no FROM trace_metadata m WHERE m.key = 'mlflow.sourceRun' AND m.value = ?
       UNION SELECT l.trace_no FROM trace_runs r JOIN traces l USING (trace_id) WHERE r.run_id = ?)`,
    text,
    text,
  );
}

function promptCondition({ operator, value }: TraceCondition): Sql {
  if (operator !== '=') {
    throw invalid(
      `Invalid comparator '${shortened(operator)}' for prompts filter. Only '=' is supported with format: prompt = "name/version"`,
    );
  }
  const text = quotedText(value);
  if (text?.split('/').length !== 2) {
    throw invalid(
      `Invalid prompts filter value '${shortened(text ?? value.source)}'. Expected format: prompt = "name/version"`,
    );
  }
  return sql('t.trace_no IN (SELECT l.trace_no FROM trace_prompts l WHERE l.prompt = ?)', text);
}

function issueCondition({ key, operator, value }: TraceCondition): Sql {
  if (key !== 'id') throw invalid(`Invalid issue attribute '${shortened(key)}'. Supported attributes: id`);
  if (operator !== '=') throw invalid(`issue.id comparator '${shortened(operator)}' not one of '{'='}'`);
  const expected = "Expected a quoted string value for issue (e.g. 'my-value'). Got value";
  return sql(
    "t.trace_no IN (SELECT a.trace_no FROM assessments a WHERE a.kind = 'issue' AND a.name = ?)",
    textOperand(operator, value, expected),
  );
}

function spanCondition({ key, operator, value }: TraceCondition): Sql {
  const expected = "Expected a quoted string value for span (e.g. 'my-value'). Got value";
  if (key === 'content') {
    refuseOperator(operator, CONTENT_OPERATORS, 'span.content ');
    return comparison('s.content', operator, textOperand(operator, value, expected));
  }
  const attribute = key.startsWith('attributes.') ? key.slice('attributes.'.length) : undefined;
  if (attribute === '') throw invalid("Span attribute name cannot be empty after 'attributes.'");
  if (attribute === undefined && !['name', 'type', 'status'].includes(key)) {
    throw invalid(
      `Invalid span attribute '${shortened(key)}'. Supported attributes: name, status, type, attributes.<attribute_name>.`,
    );
  }
  refuseOperator(operator, TEXT_OPERATORS, `span.${key} `);
  if (attribute === undefined) return comparison(`s.${key}`, operator, textOperand(operator, value, expected));
  const text = quotedText(value);
  if (text === undefined) throw invalid(`${expected} ${shortened(value.source)}`);
  // MLflow looks for the attribute in the span's text, where its value is JSON again.
  return comparison('s.content', operator, `%"${unquoted(attribute, ['`']) ?? attribute}"${text}%`);
}

function orderColumn(entity: Entity, key: string): Sql {
  switch (entity) {
    case 'attribute':
      return sql(key === 'experiment_id' ? 't.experiment_id' : (TEXTS.get(key) ?? NUMBERS.get(key) ?? ''));
    case 'tag':
      return sql('(SELECT p.value FROM trace_tags p WHERE p.trace_no = t.trace_no AND p.key = ?)', key);
    case 'request_metadata':
      return sql('(SELECT p.value FROM trace_metadata p WHERE p.trace_no = t.trace_no AND p.key = ?)', key);
    default:
      throw invalid(`Invalid identifier type '${entity}'`);
  }
}
