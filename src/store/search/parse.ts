import { invalid } from '../../model/errors.ts';
import { clausesOf, type Clause } from './clauses.ts';
import { repr } from './python.ts';

/** `metrics.loss` or `run_id`, still as written: which quotes may stand around a key is the grammar's business. */
export interface Identifier {
  readonly prefix: string | undefined;
  readonly key: string;
}

/**
 * What an identifier is compared with, as written. A `word` is a name, in double quotes or back-ticks or without; a
 * `list` stands in parentheses; `other` is anything else SQL knows; `none` belongs to IS NULL.
 */
export interface Value {
  readonly kind: 'text' | 'number' | 'word' | 'list' | 'other' | 'none';
  readonly source: string;
}

/** One comparison of a filter; `operator` as written. Whether the field knows it is not checked yet. */
export interface Condition {
  readonly identifier: Identifier;
  readonly operator: string;
  readonly value: Value;
}

export interface Order {
  readonly identifier: Identifier;
  readonly descending: boolean;
}

/** How a search words what is wrong with a filter as a whole. */
export interface FilterTexts {
  /** `clauses` is what is no comparison, as written. */
  readonly invalidClauses: (clauses: readonly string[], filter: string) => string;
  readonly severalStatements: (filter: string) => string;
  /** For a comparison whose left side is no identifier; a search without it goes on with that side as it is. */
  readonly noIdentifier?: (left: string) => string;
  readonly blank?: (filter: string) => string;
  /** Words that name types in SQL, and attributes here where a comparison with an integer follows. */
  readonly typeNames?: readonly string[];
}

const SEVERAL = (filter: string): string =>
  `Search filter contained multiple expression ${repr(filter)}. Provide AND-ed expression list.`;
const NO_IDENTIFIER = (left: string): string => `Invalid comparison clause. Expected 'Identifier' found '${left}'`;
const BLANK = (filter: string): string => `Invalid filter '${filter}'. Could not be parsed.`;

/** The texts of most searches. */
export const FILTER_TEXTS = {
  invalidClauses: (clauses) => `Invalid clause(s) in filter string: ${clauses.join(', ')}`,
  severalStatements: SEVERAL,
  noIdentifier: NO_IDENTIFIER,
  blank: BLANK,
} as const satisfies FilterTexts;

/** SQLite gives up on an expression nested 1,000 deep; no person writes a filter anywhere near this. */
const MAX_CONDITIONS = 100;
/** Room for thousands of run ids, and still read in milliseconds. */
const MAX_LENGTH = 200_000;

/**
 * Reads a filter: comparisons, which AND may stand between. An empty one has no conditions.
 * Throws INVALID_PARAMETER_VALUE with MLflow's texts for anything else.
 */
export function parseFilter(filter: string, texts: FilterTexts = FILTER_TEXTS): readonly Condition[] {
  if (filter === '') return [];
  if (filter.length > MAX_LENGTH) throw invalid(`A filter string may have at most ${MAX_LENGTH} characters.`);
  const shown = shortened(filter);
  const clauses = clausesOf(filter);
  if (!clauses) throw invalid(`Error on parsing filter '${shown}'`);
  if (clauses.length === 0) throw invalid((texts.blank ?? BLANK)(shown));
  const end = clauses.findIndex((clause) => clause.text === ';');
  if (end >= 0 && end < clauses.length - 1) throw invalid(texts.severalStatements(shown));
  const joined = withLists(clauses, texts.typeNames ?? []);
  const others = joined.filter((clause) => clause.kind !== 'comparisons' && !isWord(clause, 'AND'));
  if (others.length > 0) {
    throw invalid(
      texts.invalidClauses(
        others.map((clause) => shortened(clause.text)),
        shown,
      ),
    );
  }
  const comparisons = joined.flatMap((clause) => clause.parts ?? []);
  if (comparisons.length > 3 * MAX_CONDITIONS) {
    throw invalid(`A filter string may have at most ${MAX_CONDITIONS} conditions.`);
  }
  return joined.flatMap(({ parts }) => (parts ? [condition(parts, texts)] : []));
}

/** Reads `<identifier> [ASC|DESC]`. Throws INVALID_PARAMETER_VALUE. */
export function parseOrder(text: string): Order {
  const [column, order, ...rest] = isTrimmed(text) ? (clausesOf(text) ?? []) : [];
  const isTimestamp = column?.kind === 'type' && column.text === 'timestamp' && (!order || order.kind === 'order');
  const [name = '', direction, ...more] = words(text);
  if (!(column?.kind === 'identifier' && !order) && !isTimestamp) throw unparsedOrder(text);
  if (rest.length > 0 || more.length > 0) throw unparsedOrder(text);
  if (direction === undefined) return { identifier: identifier(name), descending: false };
  if (!/^(?:asc|desc)$/i.test(direction))
    throw invalid(`Invalid ordering key in order_by clause '${shortened(text)}'.`);
  const bare = name.replace(/[`"']/g, '');
  return { identifier: identifier(bare), descending: /^desc$/i.test(direction) };
}

const unparsedOrder = (text: string): Error =>
  invalid(`Invalid order_by clause '${shortened(text)}'. Could not be parsed.`);

const isTrimmed = (text: string): boolean => text.length <= MAX_LENGTH && text.trim() === text;

/** An identifier as it was written. */
export const written = ({ prefix, key }: Identifier): string => (prefix === undefined ? key : `${prefix}.${key}`);

/** Splits at the first dot: the rest is the key, dots and all. */
export function identifier(text: string): Identifier {
  const dot = text.indexOf('.');
  return dot < 0 ? { prefix: undefined, key: text } : { prefix: text.slice(0, dot), key: text.slice(dot + 1) };
}

/** The words of an order; a quoted piece of one may hold spaces. */
function words(text: string): readonly string[] {
  return text.match(/(?:`[^`]*`|"[^"]*"|'[^']*'|[^\s`"'])+/g) ?? [];
}

type Parts = NonNullable<Clause['parts']>;

function condition([left, operator, right]: Parts, texts: FilterTexts): Condition {
  const named = left.kind === 'identifier' || texts.typeNames?.includes(left.text);
  if (!named && texts.noIdentifier) throw invalid(texts.noIdentifier(shortened(left.text)));
  return { identifier: identifier(left.text), operator: operator.text, value: valueOf(right) };
}

function valueOf({ kind, text }: Clause): Value {
  switch (kind) {
    case 'text':
    case 'number':
      return { kind, source: text };
    case 'identifier':
      return { kind: 'word', source: text };
    case 'parenthesis':
      return { kind: 'list', source: text };
    case 'keyword':
      return { kind: text === '' ? 'none' : 'other', source: text };
    default:
      return { kind: 'other', source: text };
  }
}

const NOTHING: Clause = { kind: 'keyword', text: '' };

/** MLflow puts together what its SQL parser leaves apart: IN, NOT IN, IS NULL and IS NOT NULL. */
function withLists(clauses: readonly Clause[], typeNames: readonly string[]): readonly Clause[] {
  const joined: Clause[] = [];
  let index = 0;
  for (let clause = clauses[index]; clause; clause = clauses[index]) {
    const [second, third, fourth] = clauses.slice(index + 1, index + 4);
    if (
      typeNames.includes(clause.text) &&
      second &&
      third &&
      /^(?:[<>]=?|!?=)$/.test(second.text) &&
      isInteger(third)
    ) {
      joined.push(comparison(clause, second, third));
      index += 3;
    } else if (clause.kind !== 'identifier' || !second || !third) {
      joined.push(clause);
      index += 1;
    } else if (isWord(second, 'IN') && third.kind === 'parenthesis') {
      joined.push(comparison(clause, second, third));
      index += 3;
    } else if (isWord(second, 'IS') && (isWord(third, 'NULL') || isWord(third, 'NOT NULL'))) {
      joined.push(comparison(clause, { ...second, text: `IS ${third.text.toUpperCase()}` }, NOTHING));
      index += 3;
    } else if (fourth && isWord(second, 'NOT') && isWord(third, 'IN') && fourth.kind === 'parenthesis') {
      joined.push(comparison(clause, { ...second, text: 'NOT IN' }, fourth));
      index += 4;
    } else {
      joined.push(...clauses.slice(index, index + 4));
      index += 4;
    }
  }
  return joined;
}

const comparison = (...parts: Parts): Clause => ({
  kind: 'comparisons',
  text: parts.map((part) => part.text).join(' '),
  parts,
});

const isInteger = ({ kind, text }: Clause): boolean => kind === 'number' && /^-?\d+$/.test(text);

const isWord = (clause: Clause, word: string): boolean =>
  clause.kind === 'keyword' && clause.text.toUpperCase() === word;

const SHOWN = 200;

/** A user's text as a message quotes it: whole while it is short. */
export const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
