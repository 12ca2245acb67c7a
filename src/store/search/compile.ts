import { invalid } from '../../model/errors.ts';
import { filterField, orderColumn, setOf, type Column, type Field, type Grammar } from './grammar.ts';
import { operandOf, type Operand } from './operand.ts';
import { shortened, type Condition, type Order } from './parse.ts';
import { repr } from './python.ts';
import { joined, sql, type Sql, type SqlValue } from './sql.ts';

/**
 * Conditions as SQL over the grammar's searched row. Throws INVALID_PARAMETER_VALUE with MLflow's texts, for wrong
 * identifiers and values before wrong operators.
 */
export function conditionsSql(grammar: Grammar, conditions: readonly Condition[]): readonly Sql[] {
  return conditions.map((condition) => readCondition(grammar, condition)).map(testSql);
}

/** Whether an index leads to the few rows these conditions name: others must not lead away from it. */
export const identifiesRows = (grammar: Grammar, conditions: readonly Condition[]): boolean =>
  conditions.some(
    ({ identifier, operator }) => /^(?:=|in)$/i.test(operator) && filterField(grammar, identifier).identifies === true,
  );

interface ReadCondition {
  readonly field: Field;
  readonly operator: string;
  /** Absent for IS NULL and IS NOT NULL. */
  readonly operand: Operand | undefined;
}

function readCondition(grammar: Grammar, { identifier, operator: written, value }: Condition): ReadCondition {
  const field = filterField(grammar, identifier);
  const operator = grammar.upperCaseOperators ? written : written.toUpperCase();
  if (value.kind === 'none' || grammar.operatorsFirst || field.operatorsFirst) checkOperator(field, operator);
  return { field, operator, operand: value.kind === 'none' ? undefined : operandOf(field, value) };
}

function checkOperator(field: Field, operator: string): void {
  if (field.operators.includes(operator)) return;
  const usual = `Invalid comparator '${shortened(operator)}' not one of '${setOf(field.operators)}'`;
  throw invalid(field.refused?.(shortened(operator)) ?? usual);
}

function testSql({ field, operator, operand }: ReadCondition): Sql {
  checkOperator(field, operator);
  const test = TESTS.get(operator);
  if (!test) throw invalid(`Invalid comparator '${shortened(operator)}'`);
  if (operator === 'IS NULL') return negated(withRows(field, sql('TRUE')));
  const holds = sql(test(field.value), ...boundOperand(field, operator, operand));
  const found = withRows(field, field.isNan === undefined ? holds : besideNan(field.isNan, operator, holds));
  const narrowed = typeof operand === 'string' ? field.narrowed?.(operator, operand) : undefined;
  return narrowed ? joined([narrowed, found], ' AND ') : found;
}

/**
 * The pieces of ORDER BY: real values first, then NaN, then rows without the value, whatever the direction.
 * The same column twice throws INVALID_PARAMETER_VALUE where the orders' own `texts` are given, or counts once.
 */
export function orderSql(
  columns: readonly (Column & { readonly descending: boolean })[],
  texts?: readonly string[],
): readonly Sql[] {
  const seen = new Set<string>();
  return columns.flatMap((column) => {
    const value = scalar(column, column.value);
    const identity = JSON.stringify(value);
    if (seen.has(identity)) {
      if (!texts) return [];
      throw invalid(`\`order_by\` contains duplicate fields: ${shortened(repr(texts))}`);
    }
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
function boundOperand(field: Field, operator: string, operand: Operand | undefined): readonly SqlValue[] {
  if (operand === undefined) return [];
  const isList = typeof operand === 'object';
  if (isList !== operator.endsWith('IN')) throw invalid(`${field.expected} a list`);
  if (isList) return [JSON.stringify(operand, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item))];
  if (operator.endsWith('LIKE') && Buffer.byteLength(String(operand)) > MAX_PATTERN_BYTES) {
    throw invalid(`A pattern for ${operator} may have at most ${MAX_PATTERN_BYTES} bytes.`);
  }
  return [operand];
}

/** All of these conditions together; none is true of every row. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql('TRUE') : joined(conditions, ' AND ');
