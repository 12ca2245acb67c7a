import { parseVerbatim, type VerbatimJson } from '../../model/verbatimJson.ts';

/** Lists nested deeper are no prompts. */
const MAX_DEPTH = 100;

const STRING = /([rRbBuU]{0,2})('''|"""|'|")/y;
const NUMBER = /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{N}_.]*/uy;
const CONSTANTS = new Map<string, VerbatimJson>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['nan', 'NaN'],
  ['inf', 'Infinity'],
]);

/**
 * Reads what Python's `str()` makes of lists, tuples, dicts and their values, and of objects that print themselves as
 * `Name(key=value)`; those become an object with `type`. Undefined for any other text.
 */
export function parsePython(text: string): VerbatimJson | undefined {
  const reader = new PythonReader(text);
  const value = reader.value(0);
  return value !== undefined && reader.atEnd() ? value : undefined;
}

class PythonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#skipSpace();
    return this.#at === this.#text.length;
  }

  /** Undefined where no value stands. */
  value(depth: number): VerbatimJson | undefined {
    if (depth > MAX_DEPTH) return undefined;
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '[':
        return this.#list(']', depth);
      case '(':
        return this.#list(')', depth);
      case '{':
        this.#at++;
        return this.#entries('}', ':', {}, depth);
      default:
        return this.#string() ?? this.#number() ?? this.#named(depth);
    }
  }

  #list(end: string, depth: number): VerbatimJson | undefined {
    this.#at++;
    const items: VerbatimJson[] = [];
    while (!this.#take(end)) {
      const item = this.value(depth + 1);
      if (item === undefined || !this.#separated(end)) return undefined;
      items.push(item);
    }
    return items;
  }

  /** `'key': value` of a dict, or `key=value` of an object. */
  #entries(
    end: string,
    between: string,
    object: Record<string, VerbatimJson>,
    depth: number,
  ): VerbatimJson | undefined {
    while (!this.#take(end)) {
      const key = between === ':' ? this.value(depth + 1) : this.#match(NAME)?.[0];
      if (key === undefined || !this.#take(between)) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined || !this.#separated(end)) return undefined;
      // Not by assignment: a key may be called __proto__.
      Object.defineProperty(object, typeof key === 'string' ? key : JSON.stringify(key), {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  }

  #named(depth: number): VerbatimJson | undefined {
    const name = this.#match(NAME)?.[0];
    if (name === undefined) return undefined;
    if (this.#take('(')) return this.#entries(')', '=', { type: name }, depth);
    return CONSTANTS.get(name);
  }

  #number(): VerbatimJson | undefined {
    const number = this.#match(NUMBER)?.[0];
    if (number === undefined) return undefined;
    const canonical = number
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.(?!\d)/, '.0');
    return /^-?0\d/.test(canonical) ? undefined : parseVerbatim(canonical);
  }

  #string(): string | undefined {
    const [, prefix = '', quote] = this.#match(STRING) ?? [];
    if (quote === undefined) return undefined;
    const start = this.#at;
    for (let at = start; at < this.#text.length; at++) {
      if (this.#text.startsWith(quote, at)) {
        this.#at = at + quote.length;
        const written = this.#text.slice(start, at);
        return /r/i.test(prefix) ? written : unescaped(written);
      }
      if (this.#text[at] === '\\') at++;
    }
    return undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    this.#skipSpace();
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #take(sign: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  /** A comma, or the end ahead. */
  #separated(end: string): boolean {
    return this.#take(',') || this.#text[this.#at] === end;
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
  }
}

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(\r\n|[^]))/g;
const SIGNS: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
};

function unescaped(written: string): string {
  return written.replace(ESCAPE, (whole, hex2?: string, hex4?: string, hex8?: string, sign = '') => {
    const code = Number.parseInt(hex2 ?? hex4 ?? hex8 ?? '', 16);
    if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    if (sign === '\\' || sign === "'" || sign === '"') return sign as string;
    // A line end after a backslash is none; what Python does not know stays as written.
    return /^[\r\n]/.test(sign as string) ? '' : (SIGNS[sign as string] ?? whole);
  });
}
