import { invalid } from '../../model/errors.ts';
import { shortened, type FilterTexts, type Identifier } from './parse.ts';
import type { Sql } from './sql.ts';
import { unquoted, VALUE_QUOTES } from './tokens.ts';

/** What an identifier's prefix stands for, under the names MLflow's messages use. */
export type Entity = 'metric' | 'parameter' | 'tag' | 'attribute' | 'dataset';

/** Where a value is found, seen from a row of the searched table. */
export interface Column {
  /** The SQL expression of the value. */
  readonly value: string;
  /** `FROM ... WHERE ...` of the rows of another table that hold it; absent where it is the searched row's own. */
  readonly rows?: Sql;
  /** The SQL expression that is 1 where the value is NaN. */
  readonly isNan?: string;
  /** True where a row may lack the value. */
  readonly optional?: boolean;
}

/**
 * How a value is written in a filter: `text` in quotes; `real` (a double), `number` (integers keep their digits) and
 * `integer` without; `version` an integer with or without; `verbatim` anything, single quotes taken off; `float` what
 * Python takes for one.
 */
export type Writing = 'text' | 'real' | 'number' | 'integer' | 'version' | 'experiment' | 'verbatim' | 'float';

/** A column that filters may name. */
export interface Field extends Column {
  readonly writing: Writing;
  readonly operators: readonly string[];
  /** True where a value belongs to few rows, and an index leads to them. */
  readonly identifies?: boolean;
  /** What follows from the condition, said so that an index is of use; undefined where nothing does. */
  readonly narrowed?: (operator: string, operand: string) => Sql | undefined;
  /** MLflow's message for a value of another kind, up to that value. */
  readonly expected: string;
  /** MLflow's message for a list where the operators have no IN; `expected` when not given. */
  readonly noLists?: string;
  /** MLflow's message for a number; `expected` when not given. */
  readonly noNumbers?: string;
  /** MLflow's message for a number or text that is none of this attribute's integers, up to that value. */
  readonly noInteger?: string;
  /** As the grammar's, for this field alone. */
  readonly operatorsFirst?: boolean;
  /** MLflow's message for an operator that is not among `operators`. */
  readonly refused?: (operator: string) => string;
}

/** Which keys an entity has: gives the column, or throws INVALID_PARAMETER_VALUE naming the valid ones. */
export type Keys<T> = (key: string) => T;

/** What a kind of search understands. */
export interface Grammar {
  /** Prefixes as they are written, with what they stand for; an identifier without one is an attribute. */
  readonly prefixes: ReadonlyMap<string, Entity>;
  readonly invalidPrefix: (prefix: string) => string;
  /** Whether prefixes may stand in back-ticks. */
  readonly quotedPrefixes?: boolean;
  /** Whether attributes may stand in quotes or back-ticks; other keys always may. */
  readonly quotedAttributes: boolean;
  /** Other ways to take an identifier apart, where a search has them. */
  readonly locateFilter?: (identifier: Identifier) => Located;
  readonly locateOrder?: (identifier: Identifier) => Located;
  readonly texts?: FilterTexts;
  /** Whether operators that are words must be upper case. */
  readonly upperCaseOperators?: boolean;
  /** Whether a wrong operator is told before a wrong value. */
  readonly operatorsFirst?: boolean;
  /** Whether an order may name a column twice. */
  readonly repeatableOrders?: boolean;
  readonly filters: Partial<Readonly<Record<Entity, Keys<Field>>>>;
  readonly orders: Partial<Readonly<Record<Entity, Keys<Column>>>>;
  /** MLflow's message for what has no order; by default it names the entity. */
  readonly noOrder?: (entity: Entity, key: string) => string;
}

/** What an identifier names. */
export interface Located {
  readonly entity: Entity;
  readonly key: string;
}

export const EQUALITY = ['=', '!='] as const;
export const LISTS = ['IN', 'NOT IN'] as const;
export const MATCHING = [...EQUALITY, 'LIKE', 'ILIKE'] as const;
export const PRESENCE = ['IS NULL', 'IS NOT NULL'] as const;
export const NUMERIC = ['>', '>=', '=', '!=', '<', '<='] as const;

/** MLflow keeps infinities as the largest doubles, and its comparisons see them so. */
export const finite = (column: string): string =>
  `min(max(${column}, -1.7976931348623157e308), 1.7976931348623157e308)`;

/** The field a filter's identifier names. */
export function filterField(grammar: Grammar, identifier: Identifier): Field {
  const { entity, key } = grammar.locateFilter?.(identifier) ?? located(grammar, identifier, grammar.quotedAttributes);
  const fields = grammar.filters[entity];
  if (!fields) throw invalid(grammar.invalidPrefix(identifier.prefix ?? entity));
  return fields(key);
}

/** The column an order's identifier names. */
export function orderColumn(grammar: Grammar, identifier: Identifier): Column {
  const { entity, key } = grammar.locateOrder?.(identifier) ?? located(grammar, identifier, true);
  const columns = grammar.orders[entity];
  if (!columns) throw invalid(grammar.noOrder?.(entity, key) ?? `Invalid order_by entity: ${entity}`);
  return columns(key);
}

/** Keys from a fixed list. `kind` is the word before "key" in the message, `shown` the keys it names. */
export function keys<T>(kind: string, columns: Readonly<Record<string, T>>, shown = Object.keys(columns)): Keys<T> {
  const known = new Map(Object.entries(columns));
  return (key) => {
    const column = known.get(key);
    if (column !== undefined) return column;
    throw invalid(`Invalid ${kind} key '${shortened(key)}' specified. Valid keys are '${setOf(shown)}'`);
  };
}

/** A set as MLflow's messages show it. Python's have no order; ours have one. */
export const setOf = (items: readonly string[]): string => `{${items.map((item) => `'${item}'`).join(', ')}}`;

/** Every way to write an entity's prefix. */
export const prefixes = (names: Readonly<Record<string, Entity>>): ReadonlyMap<string, Entity> =>
  new Map(Object.entries(names));

/** What an identifier names, whether there is such a thing or not. */
export function located(grammar: Grammar, identifier: Identifier, quotedAttributes: boolean): Located {
  const entity = entityOf(grammar, identifier.prefix);
  if (entity === 'attribute' && !quotedAttributes) return { entity, key: identifier.key };
  const key = unquoted(identifier.key, VALUE_QUOTES) ?? identifier.key;
  return { entity, key: unquoted(key, ['`']) ?? key };
}

function entityOf(grammar: Grammar, prefix: string | undefined): Entity {
  if (prefix === undefined) return 'attribute';
  const name = grammar.quotedPrefixes ? (unquoted(prefix, ['`']) ?? prefix) : prefix;
  const entity = grammar.prefixes.get(name);
  if (entity === undefined) throw invalid(grammar.invalidPrefix(shortened(name)));
  return entity;
}
