import { invalid } from '../../model/errors.ts';
import { shortened, type Identifier } from './parse.ts';
import type { Sql } from './sql.ts';
import { KEY_QUOTES, unquoted } from './tokens.ts';

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
 * `integer` without; `version` an integer with or without; `verbatim` anything, single quotes taken off.
 */
export type Writing = 'text' | 'real' | 'number' | 'integer' | 'version' | 'verbatim';

/** A column that filters may name. */
export interface Field extends Column {
  readonly writing: Writing;
  readonly operators: readonly string[];
  /** MLflow's message for a value of another kind, up to that value. */
  readonly expected: string;
  /** MLflow's message for a list where the operators have no IN; `expected` when not given. */
  readonly noLists?: string;
}

/** Which keys an entity has: gives the column, or throws INVALID_PARAMETER_VALUE naming the valid ones. */
export type Keys<T> = (key: string) => T;

/** What a kind of search understands. */
export interface Grammar {
  /** Prefixes as they are written, with what they stand for; an identifier without one is an attribute. */
  readonly prefixes: ReadonlyMap<string, Entity>;
  readonly invalidPrefix: (prefix: string) => string;
  /** Whether attributes may stand in quotes or back-ticks; other keys always may. */
  readonly quotedAttributes: boolean;
  readonly filters: Partial<Readonly<Record<Entity, Keys<Field>>>>;
  readonly orders: Partial<Readonly<Record<Entity, Keys<Column>>>>;
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
  const entity = entityOf(grammar, identifier.prefix);
  const fields = grammar.filters[entity];
  if (!fields) throw invalid(grammar.invalidPrefix(identifier.prefix ?? entity));
  return fields(keyOf(grammar, entity, identifier.key));
}

/** The column an order's identifier names. */
export function orderColumn(grammar: Grammar, identifier: Identifier): Column {
  const entity = entityOf(grammar, identifier.prefix);
  const columns = grammar.orders[entity];
  if (!columns) throw invalid(`Invalid order_by entity: ${entity}`);
  return columns(keyOf(grammar, entity, identifier.key));
}

/** Keys from a fixed list. `kind` is the word before "key" in the message. */
export function keys<T>(kind: string, columns: Readonly<Record<string, T>>): Keys<T> {
  const known = new Map(Object.entries(columns));
  return (key) => {
    const column = known.get(key);
    if (column !== undefined) return column;
    const list = [...known.keys()].map((name) => `'${name}'`).join(', ');
    throw invalid(`Invalid ${kind} key '${shortened(key)}' specified. Valid keys are [${list}]`);
  };
}

/** Every way to write an entity's prefix. */
export const prefixes = (names: Readonly<Record<string, Entity>>): ReadonlyMap<string, Entity> =>
  new Map(Object.entries(names));

function entityOf(grammar: Grammar, prefix: string | undefined): Entity {
  if (prefix === undefined) return 'attribute';
  const name = unquoted(prefix, ['`']) ?? prefix;
  const entity = grammar.prefixes.get(name);
  if (entity === undefined) throw invalid(grammar.invalidPrefix(shortened(name)));
  return entity;
}

function keyOf(grammar: Grammar, entity: Entity, key: string): string {
  if (entity === 'attribute' && !grammar.quotedAttributes) return key;
  return unquoted(key, KEY_QUOTES) ?? key;
}
