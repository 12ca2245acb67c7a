/**
 * JSON text laid out for reading. Works on the tokens, not on values: numbers keep every digit, keys their order and
 * their repetitions, and the bare NaN and infinities that Python writes are let through.
 */

const TOKEN =
  /[\t\n\r ]+|(?<string>"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<atom>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity)|[[\]{},:]/gy;

/** A list of scalars stays on one line up to this length. */
const LINE_LENGTH = 80;

/** Deeper nesting is not laid out: its indentation would outgrow the text a hundredfold. */
const MAX_DEPTH = 100;

/** Null when the text is not JSON, or is nested deeper than anyone reads. */
export function prettyJson(text: string): string | null {
  const tokens = tokensOf(text);
  return tokens === null ? null : new Layout(tokens).text();
}

/** Strings decoded and written again, so that `\u00e9` reads as the letter; null where no token fits. */
function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    end += match[0].length;
    const { string } = match.groups ?? {};
    if (string !== undefined) tokens.push(JSON.stringify(JSON.parse(string)));
    else if (match[0].trim() !== '') tokens.push(match[0]);
  }
  return end === text.length ? tokens : null;
}

const isScalar = (token: string | undefined): boolean => token !== undefined && !/^[[\]{},:]$/.test(token);

/** Reads the grammar and writes the lines in one pass, with its own stack: depth costs no call frames. */
class Layout {
  readonly #tokens: readonly string[];
  readonly #closers: string[] = [];
  #output = '';
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  text(): string | null {
    if (!this.#value()) return null;
    for (let closer = this.#closers.at(-1); closer !== undefined; closer = this.#closers.at(-1)) {
      const token = this.#next();
      if (token === closer) {
        this.#closers.pop();
        this.#line(closer);
      } else if (token === ',') {
        this.#output += ',';
        if (!this.#member() || !this.#value()) return null;
      } else {
        return null;
      }
    }
    return this.#at === this.#tokens.length ? this.#output : null;
  }

  #next(): string | undefined {
    return this.#tokens[this.#at++];
  }

  #line(text: string): void {
    this.#output += `\n${'  '.repeat(this.#closers.length)}${text}`;
  }

  /** Begins a member of the innermost container on a line of its own; of an object, reads the key. */
  #member(): boolean {
    this.#line('');
    if (this.#closers.at(-1) === ']') return true;
    const key = this.#next();
    if (!key?.startsWith('"') || this.#next() !== ':') return false;
    this.#output += `${key}: `;
    return true;
  }

  /** A scalar, an empty container, or a container up to its first scalar. */
  #value(): boolean {
    for (let token = this.#next(); ; token = this.#next()) {
      if (isScalar(token)) {
        this.#output += token;
        return true;
      }
      if (token !== '[' && token !== '{') return false;
      const closer = token === '[' ? ']' : '}';
      if (this.#tokens[this.#at] === closer) {
        this.#at++;
        this.#output += token + closer;
        return true;
      }
      if (token === '[' && this.#shortList()) return true;
      this.#output += token;
      if (this.#closers.push(closer) > MAX_DEPTH) return false;
      if (!this.#member()) return false;
    }
  }

  /** `[1, 2, 3]` on one line, when it holds nothing but scalars and fits. */
  #shortList(): boolean {
    const items: string[] = [];
    let length = 0;
    for (let at = this.#at; length <= LINE_LENGTH; at += 2) {
      const item = this.#tokens[at];
      const after = this.#tokens[at + 1];
      if (item === undefined || !isScalar(item)) return false;
      items.push(item);
      length += item.length + 2;
      if (after === ']' && length <= LINE_LENGTH) {
        this.#at = at + 2;
        this.#output += `[${items.join(', ')}]`;
        return true;
      }
      if (after !== ',') return false;
    }
    return false;
  }
}
