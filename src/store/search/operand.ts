import { invalid } from '../../model/errors.ts';
import type { Field, Writing } from './grammar.ts';
import { shortened, type Value } from './parse.ts';
import { repr, tuple } from './python.ts';
import type { SqlValue } from './sql.ts';
import { unquoted, VALUE_QUOTES } from './tokens.ts';

/** What an operator compares with: a list only for IN and NOT IN. */
export type Operand = SqlValue | readonly SqlValue[];

/** Reads a value as the field wants it. Throws INVALID_PARAMETER_VALUE with MLflow's texts. */
export function operandOf(field: Field, value: Value): Operand {
  return READERS[field.writing](field, value);
}

const unexpected = (field: Field, { source }: Value): Error => invalid(`${field.expected} ${shortened(source)}`);

type Reader = (field: Field, value: Value) => Operand;

/** A text in quotes, or a list of them where the field has IN. */
function quotedText(field: Field, value: Value): string | readonly string[] {
  switch (value.kind) {
    case 'text':
    case 'word':
      return inQuotes(value);
    case 'list':
      if (field.operators.includes('IN')) return listed(value.source);
      throw field.noLists === undefined ? unexpected(field, value) : invalid(field.noLists);
    case 'number':
      throw field.noNumbers === undefined ? unexpected(field, value) : invalid(field.noNumbers);
    default:
      throw unexpected(field, value);
  }
}

function inQuotes({ source }: Value): string {
  const quoted = unquoted(source, VALUE_QUOTES);
  if (quoted !== undefined) return quoted;
  throw invalid(
    `Parameter value is either not quoted or unidentified quote types used for string value ${shortened(source)}. Use either single or double quotes.`,
  );
}

const LIST = 'While parsing a list in the query, expected';

function listed(source: string): readonly string[] {
  const items = tuple(source);
  if (!items) throw invalid(`${LIST} a non-empty list of string values, but got ill-formed list.`);
  if (items.length === 0) throw invalid(`${LIST} a non-empty list of string values, but got empty list`);
  const texts = items.filter((item) => typeof item === 'string');
  if (texts.length === items.length) return texts;
  const shown = shortened(`(${items.map(repr).join(', ')}${items.length === 1 ? ',' : ''})`);
  throw invalid(`${LIST} string value, punctuation, or whitespace, but got different type in list: ${shown}`);
}

function number(field: Field, value: Value): SqlValue {
  if (value.kind !== 'number') throw unexpected(field, value);
  return exactNumber(value.source);
}

function integer(field: Field, value: Value): SqlValue {
  if (value.kind !== 'number') throw unexpected(field, value);
  if (isInteger(value.source)) return exactNumber(value.source);
  throw invalid(`${field.noInteger ?? field.expected} ${repr(floatText(value.source))}`);
}

function version(field: Field, value: Value): Operand {
  if (value.kind === 'number') {
    if (isInteger(value.source)) return exactNumber(value.source);
    throw invalid(`${field.noInteger ?? field.expected} ${floatText(value.source)}`);
  }
  const found = quotedText(field, value);
  const digits = typeof found === 'string' ? pythonInteger(found) : undefined;
  if (digits !== undefined) return exactNumber(digits);
  throw invalid(`${field.noInteger ?? field.expected} ${repr(found)}`);
}

function experiment(field: Field, value: Value): Operand {
  const found = quotedText(field, value);
  const ids = (typeof found === 'string' ? [found] : found).map((id) => {
    const digits = pythonInteger(id);
    if (digits !== undefined) return exactNumber(digits);
    throw invalid(`Invalid experiment ID '${shortened(id)}'. Experiment ID must be a valid integer.`);
  });
  return typeof found === 'string' ? (ids[0] ?? '') : ids;
}

/** Whatever stands there, quotes taken off its ends; in a list, whatever Python finds there. */
function verbatim(_field: Field, { kind, source }: Value): Operand {
  if (kind !== 'list') return source.replace(/^'+|'+$/g, '');
  const items = tuple(source);
  if (!items || (items.length === 1 && typeof items[0] !== 'string'))
    throw invalid(`${LIST} a non-empty list of string values, but got ill-formed list.`);
  return items.filter((item) => typeof item === 'string' || typeof item === 'number');
}

const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const SPECIAL = /^[+-]?(?:inf|infinity|nan)$/i;

/** Python's `float`. A NaN compares with nothing, as SQL's NULL does. */
function float(field: Field, value: Value): SqlValue {
  if (value.kind !== 'list' && FLOAT.test(value.source)) return exactNumber(value.source);
  if (!SPECIAL.test(value.source)) throw unexpected(field, value);
  if (/nan/i.test(value.source)) return NaN;
  return value.source.startsWith('-') ? -Infinity : Infinity;
}

const READERS: Readonly<Record<Writing, Reader>> = {
  text: quotedText,
  number,
  real: (field, value) => Number(number(field, value)),
  integer,
  version,
  experiment,
  verbatim,
  float,
};

const isInteger = (text: string): boolean => /^[+-]?\d+$/.test(text);

/** What Python's `int` reads: blanks around, a sign, underscores between digits. */
function pythonInteger(text: string): string | undefined {
  const digits = text.trim();
  return /^[+-]?\d+(?:_\d+)*$/.test(digits) ? digits.replaceAll('_', '').replace(/^\+/, '') : undefined;
}

/** Integers of 64 bits with all their digits; a double for anything else. */
function exactNumber(text: string): SqlValue {
  const value = Number(text);
  if (Number.isSafeInteger(value) || !isInteger(text) || text.length > 20) return value;
  const exact = BigInt(text);
  return BigInt.asIntN(64, exact) === exact ? exact : value;
}

/** A float as Python writes it, as far as a person would write one in a filter. */
function floatText(source: string): string {
  const value = Number(source);
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value);
}
