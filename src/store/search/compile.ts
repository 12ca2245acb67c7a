import { invalid } from '../../model/errors.ts';
import { filterField, orderColumn, type Column, type Field, type Grammar } from './grammar.ts';
import { shortened, type Condition, type Order, type Value } from './parse.ts';
import { joined, sql, type Sql, type SqlValue } from './sql.ts';

/** A condition as SQL over the grammar's searched row. Throws INVALID_PARAMETER_VALUE with MLflow's texts. */
export function conditionSql(grammar: Grammar, condition: Condition): Sql {
  const field = filterField(grammar, condition.identifier);
  const { operator, value } = condition;
  const operand = operandOf(field, operator, value);
  const test = TESTS.get(operator);
  if (!test || !field.operators.includes(operator)) {
    const known = field.operators.map((name) => `'${name}'`).join(', ');
    throw invalid(`Invalid comparator '${shortened(operator)}' not one of [${known}]`);
  }
  if (operator === 'IS NULL') return negated(withRows(field, sql('TRUE')));
  const holds = sql(test(field.value), ...operand);
  return withRows(field, field.isNan === undefined ? holds : besideNan(field.isNan, operator, holds));
}

/**
 * The pieces of ORDER BY: real values first, then NaN, then rows without the value, whatever the direction.
 * The same column twice throws INVALID_PARAMETER_VALUE.
 */
export function orderSql(
  columns: readonly (Column & { readonly descending: boolean })[],
  texts: readonly string[],
): Sql[] {
  const seen = new Set<string>();
  return columns.flatMap((column) => {
    const value = scalar(column, column.value);
    const identity = JSON.stringify(value);
    if (seen.has(identity))
      throw invalid(`\`order_by\` contains duplicate fields: ${shortened(JSON.stringify(texts))}`);
    seen.add(identity);
    const directed = sql(`${value.text}${column.descending ? ' DESC' : ''}`, ...value.values);
    return [...rank(column, value), directed];
  });
}

/** The columns these orders name, with their directions. */
export const orderedColumns = (grammar: Grammar, orders: readonly Order[]) =>
  orders.map((order) => ({ ...orderColumn(grammar, order.identifier), descending: order.descending }));

/** What each operator asks of a value. */
const TESTS: ReadonlyMap<string, (column: string) => string> = new Map([
  ...['=', '!=', '<', '<=', '>', '>=', 'LIKE'].map(
    (operator) => [operator, (column: string) => `${column} ${operator} ?`] as const,
  ),
  // LIKE tells case apart here, so both sides lose theirs; SQLite, like MLflow's, knows the case of ASCII letters only.
  ['ILIKE', (column) => `lower(${column}) LIKE lower(?)`],
  ['IN', (column) => `${column} IN (SELECT value FROM json_each(?))`],
  ['NOT IN', (column) => `${column} NOT IN (SELECT value FROM json_each(?))`],
  ['IS NULL', () => 'TRUE'],
  ['IS NOT NULL', () => 'TRUE'],
]);

/** A NaN is stored as 0 beside a mark; it differs from every number and compares with none. */
function besideNan(isNan: string, operator: string, holds: Sql): Sql {
  const text = operator === '!=' ? `(${isNan} = 1 OR ${holds.text})` : `(${isNan} = 0 AND ${holds.text})`;
  return sql(text, ...holds.values);
}

function withRows(column: Column, test: Sql): Sql {
  if (!column.rows) return test;
  return sql(`EXISTS (SELECT 1 ${column.rows.text} AND ${test.text})`, ...column.rows.values, ...test.values);
}

const negated = (condition: Sql): Sql => sql(`NOT ${condition.text}`, ...condition.values);

const scalar = (column: Column, value: string): Sql =>
  column.rows ? sql(`(SELECT ${value} ${column.rows.text})`, ...column.rows.values) : sql(value);

function rank(column: Column, value: Sql): readonly Sql[] {
  if (column.isNan !== undefined) {
    const isNan = scalar(column, column.isNan);
    return [sql(`ifnull(${isNan.text}, 2)`, ...isNan.values)];
  }
  return column.rows || column.optional ? [sql(`${value.text} IS NULL`, ...value.values)] : [];
}

/** SQLite refuses longer patterns. */
const MAX_PATTERN_BYTES = 50_000;

/** What the operator's question mark is bound to; nothing for IS NULL. */
function operandOf(field: Field, operator: string, value: Value): readonly SqlValue[] {
  switch (value.kind) {
    case 'none':
      return [];
    case 'list':
      if (field.operators.includes('IN')) return [JSON.stringify(value.texts)];
      throw invalid(field.noLists ?? `${field.expected} ${shortened(value.source)}`);
    default: {
      const operand = READERS[field.writing](value);
      if (operand === undefined) throw invalid(`${field.expected} ${shortened(value.source)}`);
      if (operator.endsWith('LIKE') && Buffer.byteLength(String(operand)) > MAX_PATTERN_BYTES) {
        throw invalid(`A pattern for ${operator} may have at most ${MAX_PATTERN_BYTES} bytes.`);
      }
      return [operand];
    }
  }
}

type Scalar = Exclude<Value, { readonly kind: 'list' }>;

const READERS: Readonly<Record<Field['writing'], (value: Scalar) => SqlValue | undefined>> = {
  text: (value) => (value.kind === 'text' ? value.text : undefined),
  real: (value) => (value.kind === 'number' ? Number(value.source) : undefined),
  number: (value) => (value.kind === 'number' ? exactNumber(value.source) : undefined),
  integer: (value) => (value.kind === 'number' ? integer(value.source) : undefined),
  version: (value) => integer(value.kind === 'text' ? value.text : value.source),
  verbatim: (value) => (value.kind === 'text' && value.source.startsWith("'") ? value.text : value.source),
};

const integer = (text: string): SqlValue | undefined => (/^-?\d+$/.test(text) ? exactNumber(text) : undefined);

/** Integers of 64 bits with all their digits; a double for anything else. */
function exactNumber(text: string): SqlValue {
  const number = Number(text);
  if (Number.isSafeInteger(number) || !/^-?\d+$/.test(text) || text.length > 20) return number;
  const exact = BigInt(text);
  return BigInt.asIntN(64, exact) === exact ? exact : number;
}

/** All of these conditions together; none is true of every row. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql('TRUE') : joined(conditions, ' AND ');
