import { invalid } from '../../model/errors.ts';
import { tokenize, unquoted, VALUE_QUOTES, type Token } from './tokens.ts';

/** `metrics.loss` or `run_id`, still as written: which quotes may stand around a key is the grammar's business. */
export interface Identifier {
  readonly prefix: string | undefined;
  readonly key: string;
}

/** What an identifier is compared with; `source` is its text as written, for messages. */
export type Value =
  | { readonly kind: 'text'; readonly text: string; readonly source: string }
  | { readonly kind: 'number' | 'word' | 'none'; readonly source: string }
  | { readonly kind: 'list'; readonly texts: readonly string[]; readonly source: string };

/** One comparison of a filter; `operator` is upper case. Whether the field knows it is not checked yet. */
export interface Condition {
  readonly identifier: Identifier;
  readonly operator: string;
  readonly value: Value;
}

export interface Order {
  readonly identifier: Identifier;
  readonly descending: boolean;
}

/** SQLite gives up on an expression nested 1,000 deep; no person writes a filter anywhere near this. */
const MAX_CONDITIONS = 100;
/** Room for thousands of run ids, and still read in milliseconds. */
const MAX_LENGTH = 200_000;

/**
 * Reads a filter: comparisons joined by AND. An empty one has no conditions.
 * Throws INVALID_PARAMETER_VALUE with MLflow's texts for anything else.
 */
export function parseFilter(filter: string): readonly Condition[] {
  if (filter === '') return [];
  if (filter.length > MAX_LENGTH) throw invalid(`A filter string may have at most ${MAX_LENGTH} characters.`);
  const tokens = tokenize(filter);
  if (tokens.length === 0) throw invalid(`Invalid filter '${shortened(filter)}'. Could not be parsed.`);
  if (tokens.some((token) => token.text === ';')) {
    throw invalid(
      `Search filter contained multiple expression '${shortened(filter)}'. Provide AND-ed expression list.`,
    );
  }
  return new FilterParser(filter, tokens).conditions();
}

/** Reads `<identifier> [ASC|DESC]`. Throws INVALID_PARAMETER_VALUE. */
export function parseOrder(text: string): Order {
  const [column, direction, ...rest] = text.length > MAX_LENGTH ? [] : tokenize(text);
  if (column?.kind !== 'identifier' || rest.length > 0) {
    throw invalid(`Invalid order_by clause '${shortened(text)}'. Could not be parsed.`);
  }
  const word = direction?.text.toUpperCase() ?? 'ASC';
  if (word !== 'ASC' && word !== 'DESC') throw invalid(`Invalid ordering key in order_by clause '${shortened(text)}'.`);
  return { identifier: identifier(column.text), descending: word === 'DESC' };
}

/** Splits at the first dot: the rest is the key, dots and all. */
export function identifier(text: string): Identifier {
  const dot = text.indexOf('.');
  return dot < 0 ? { prefix: undefined, key: text } : { prefix: text.slice(0, dot), key: text.slice(dot + 1) };
}

class FilterParser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.#source = source;
    this.#tokens = tokens;
  }

  conditions(): readonly Condition[] {
    const conditions: Condition[] = [];
    while (this.#skipAnds()) {
      if (conditions.length === MAX_CONDITIONS) {
        throw invalid(`A filter string may have at most ${MAX_CONDITIONS} conditions.`);
      }
      conditions.push(this.#condition());
      const next = this.#peek();
      if (next && !isWord(next, 'AND')) throw invalidClause(next.text);
    }
    return conditions;
  }

  /** MLflow lets AND stand at both ends. False at the end of the filter. */
  #skipAnds(): boolean {
    while (isWord(this.#peek(), 'AND')) this.#position++;
    return this.#position < this.#tokens.length;
  }

  #condition(): Condition {
    const start = this.#position;
    const column = this.#take();
    const operator = column?.kind === 'identifier' ? this.#operator() : undefined;
    const value = operator && this.#value(operator);
    if (!column || !operator || !value) throw invalidClause(this.#clauseFrom(start));
    return { identifier: identifier(column.text), operator, value };
  }

  #operator(): string | undefined {
    const first = this.#take();
    if (first?.kind === 'operator') return first.text;
    const word = first?.text.toUpperCase();
    if (word === 'IS') return this.#words('IS NULL', 'NULL') ?? this.#words('IS NOT NULL', 'NOT', 'NULL');
    if (word !== 'NOT') return word !== undefined && COMPARING.has(word) ? word : undefined;
    return ['IN', 'LIKE', 'ILIKE'].map((negated) => this.#words(`NOT ${negated}`, negated)).find(Boolean);
  }

  /** `operator` when exactly these words come next, which are then taken. */
  #words(operator: string, ...words: readonly string[]): string | undefined {
    if (!words.every((word, index) => isWord(this.#tokens[this.#position + index], word))) return undefined;
    this.#position += words.length;
    return operator;
  }

  #value(operator: string): Value | undefined {
    if (operator.startsWith('IS')) return { kind: 'none', source: '' };
    if (operator === 'IN' || operator === 'NOT IN') return this.#list();
    const token = this.#take();
    switch (token?.kind) {
      case 'number':
        return { kind: 'number', source: token.text };
      case 'text':
      case 'identifier': {
        const text = unquoted(token.text, VALUE_QUOTES);
        return text === undefined ? { kind: 'word', source: token.text } : { kind: 'text', text, source: token.text };
      }
      default:
        return undefined;
    }
  }

  #list(): Value | undefined {
    const open = this.#position;
    const close = this.#tokens.findIndex((token, index) => index > open && token.text === ')');
    if (this.#peek()?.text !== '(' || close < 0) return undefined;
    this.#position = close + 1;
    const source = this.#source.slice(this.#tokens[open]?.start, this.#tokens[close]?.end);
    return { kind: 'list', texts: listed(this.#tokens.slice(open + 1, close)), source };
  }

  /** The source from this token up to the next AND. */
  #clauseFrom(start: number): string {
    const next = this.#tokens.findIndex((token, index) => index > start && isWord(token, 'AND'));
    const last = this.#tokens.at(next < 0 ? -1 : next - 1);
    return this.#source.slice(this.#tokens[start]?.start, last?.end);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#position];
  }

  #take(): Token | undefined {
    return this.#tokens[this.#position++];
  }
}

const COMPARING: ReadonlySet<string> = new Set(['LIKE', 'ILIKE', 'RLIKE', 'IN']);

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'identifier' && token.text.toUpperCase() === word;

/** The texts between the parentheses of a list. */
function listed(tokens: readonly Token[]): readonly string[] {
  const start = 'While parsing a list in the query, expected';
  if (tokens.length === 0) throw invalid(`${start} a non-empty list of string values, but got empty list`);
  const isComma = (token: Token) => token.text === ',';
  if (tokens.length % 2 === 0 || tokens.some((token, index) => isComma(token) !== (index % 2 === 1))) {
    throw invalid(`${start} a non-empty list of string values, but got ill-formed list.`);
  }
  return tokens
    .filter((token) => !isComma(token))
    .map((token) => {
      const text = unquoted(token.text, VALUE_QUOTES);
      if (text !== undefined) return text;
      throw invalid(
        `${start} string value, punctuation, or whitespace, but got different type in list: ${shortened(token.text)}`,
      );
    });
}

const invalidClause = (text: string): Error => invalid(`Invalid clause(s) in filter string: '${shortened(text)}'`);

const SHOWN = 200;

/** A user's text as a message quotes it: whole while it is short. */
export const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
