/**
 * JSON text laid out for reading. Works on the tokens, not on values: numbers keep every digit, keys their order and
 * their repetitions, and the bare NaN and infinities that Python writes are let through.
 */

const TOKEN =
  /[\t\n\r ]*(?:("(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity|[[\]{},:]))/y;

/** A list of scalars stays on one line up to this length. */
const LINE_LENGTH = 80;

/** Deeper nesting is not laid out: its indentation would outgrow the text a hundredfold. */
const MAX_DEPTH = 100;

/** Null when the text is not JSON, or is nested deeper than anyone reads. */
export const prettyJson = (text: string): string | null => layOut(text, Infinity)?.text ?? null;

export interface LaidOut {
  readonly text: string;
  /** False when the rest was left out, and not looked at: `text` ends with the line that reached the limit. */
  readonly complete: boolean;
}

/** As prettyJson, up to a line or so beyond a number of characters. */
export const layOut = (text: string, limit: number): LaidOut | null =>
  new Layout(new JsonTokens(text), limit).laidOut();

/** The tokens of JSON, read when they are asked for. Strings are decoded and written again: `\u00e9` is the letter. */
export class JsonTokens {
  readonly #text: string;
  readonly #token = new RegExp(TOKEN);
  readonly #tokens: string[] = [];
  #end = 0;
  #broken = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Undefined behind the end, and where no token fits. */
  at(index: number): string | undefined {
    while (index >= this.#tokens.length && !this.#broken) this.#read();
    return this.#tokens[index];
  }

  /** Whether there are just so many. */
  endAt(count: number): boolean {
    return this.at(count) === undefined && this.#tokens.length === count && this.#text.slice(this.#end).trim() === '';
  }

  #read(): void {
    this.#token.lastIndex = this.#end;
    const match = this.#token.exec(this.#text);
    const [, string, other] = match ?? [];
    if (string !== undefined) this.#tokens.push(string.includes('\\') ? JSON.stringify(JSON.parse(string)) : string);
    else if (other !== undefined) this.#tokens.push(other);
    else this.#broken = true;
    if (match) this.#end = this.#token.lastIndex;
  }
}

export const isScalar = (token: string | undefined): boolean => token !== undefined && !/^[[\]{},:]$/.test(token);

/** Reads the grammar and writes the lines in one pass, with its own stack: depth costs no call frames. */
class Layout {
  readonly #tokens: JsonTokens;
  readonly #limit: number;
  readonly #closers: string[] = [];
  #output = '';
  #at = 0;

  constructor(tokens: JsonTokens, limit: number) {
    this.#tokens = tokens;
    this.#limit = limit;
  }

  laidOut(): LaidOut | null {
    if (!this.#value()) return null;
    for (let closer = this.#closers.at(-1); closer !== undefined; closer = this.#closers.at(-1)) {
      if (this.#output.length > this.#limit) return { text: this.#output, complete: false };
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
    return this.#tokens.endAt(this.#at) ? { text: this.#output, complete: true } : null;
  }

  #next(): string | undefined {
    return this.#tokens.at(this.#at++);
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
      if (this.#tokens.at(this.#at) === closer) {
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
      const item = this.#tokens.at(at);
      const after = this.#tokens.at(at + 1);
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
