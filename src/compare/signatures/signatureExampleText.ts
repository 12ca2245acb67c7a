/**
 * The JSON of an input example as Python reads it: `7` and `7.0` are an integer and a float, NaN and infinities stand
 * bare. An integer is a bigint here, a float a number; bytes and dates come of texts later, by a signature.
 */
export type Value = null | boolean | bigint | number | string | Uint8Array | Date | readonly Value[] | ValueObject;
export type ValueObject = ReadonlyMap<string, Value>;

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isObject = (value: Value): value is ValueObject => value instanceof Map;
/** What pandas counts as missing. */
export const isMissing = (value: Value): boolean =>
  value === null || (typeof value === 'number' && Number.isNaN(value));

/** Deeper examples are not judged. */
const MAX_DEPTH = 100;

const TOKEN =
  /[\t\n\r ]*(?:("(?:[^"\\]+|\\.)*")|(-?\d+)(\.\d+)?([eE][-+]?\d+)?|(true|false|null|NaN|-?Infinity)|([[\]{},:]))/gsy;

const WORDS: Readonly<Record<string, Value>> = {
  true: true,
  false: false,
  null: null,
  NaN,
  Infinity,
  '-Infinity': -Infinity,
};

/** Undefined for what is no JSON, or nested too deeply. */
export function readExample(text: string): Value | undefined {
  const reader = new Reader(text);
  const value = reader.value(0);
  return value !== undefined && reader.atEnd() ? value : undefined;
}

class Reader {
  readonly #text: string;
  readonly #token = new RegExp(TOKEN);

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    return this.#text.slice(this.#token.lastIndex).trim() === '';
  }

  value(depth: number): Value | undefined {
    const start = this.#token.lastIndex;
    const match = this.#token.exec(this.#text);
    if (!match || depth > MAX_DEPTH) return undefined;
    const [, string, integer, fraction, exponent, word, mark] = match;
    if (string !== undefined) return textOf(string);
    if (integer !== undefined) {
      if (fraction === undefined && exponent === undefined) return BigInt(integer);
      return Number(integer + (fraction ?? '') + (exponent ?? ''));
    }
    if (word !== undefined) return WORDS[word];
    if (mark === '[') return this.#list(depth);
    if (mark === '{') return this.#object(depth);
    // The end of a list without members: its reader looks at it again.
    this.#token.lastIndex = start;
    return undefined;
  }

  #mark(): string | undefined {
    return this.#token.exec(this.#text)?.[6];
  }

  #list(depth: number): Value | undefined {
    const items: Value[] = [];
    for (;;) {
      const item = this.value(depth + 1);
      if (item === undefined) return items.length === 0 && this.#mark() === ']' ? items : undefined;
      items.push(item);
      const mark = this.#mark();
      if (mark === ']') return items;
      if (mark !== ',') return undefined;
    }
  }

  #object(depth: number): Value | undefined {
    const members = new Map<string, Value>();
    for (;;) {
      const key = this.value(depth + 1);
      if (key === undefined) return members.size === 0 && this.#mark() === '}' ? members : undefined;
      if (typeof key !== 'string' || this.#mark() !== ':') return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      members.set(key, value);
      const mark = this.#mark();
      if (mark === '}') return members;
      if (mark !== ',') return undefined;
    }
  }
}

/** Undefined where an escape is none, or a control character stands bare. */
function textOf(token: string): string | undefined {
  if (!/\\|[^ -\u{10ffff}]/u.test(token)) return token.slice(1, -1);
  try {
    return JSON.parse(token) as string;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
