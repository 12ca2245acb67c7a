/** A value as Python's `repr` writes it: MLflow's messages quote what they were given that way. */
export function repr(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'object':
      if (value === null) return 'None';
      if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
      return `{${Object.entries(value)
        .map(([key, item]) => `${repr(key)}: ${repr(item)}`)
        .join(', ')}}`;
    default:
      return String(value);
  }
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}${quote}`;
}

type Literal = string | number | boolean | null | readonly Literal[];

/** Reads what stands in parentheses as Python reads a tuple; undefined where that is no literal. */
export function tuple(text: string): readonly Literal[] | undefined {
  const reader = new LiteralReader(text.match(PIECES) ?? []);
  const value = reader.value();
  if (value === undefined || !reader.atEnd) return undefined;
  return isTuple(value) ? value : [value];
}

const isTuple = (value: Literal): value is readonly Literal[] => Array.isArray(value);

const PIECES = /'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|-?\d+(?:\.\d*)?(?:e[+-]?\d+)?|[(),]|[^\s'"(),]+|['"]/gi;
const WORDS: ReadonlyMap<string, Literal> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

class LiteralReader {
  readonly #pieces: readonly string[];
  #position = 0;

  constructor(pieces: readonly string[]) {
    this.#pieces = pieces;
  }

  get atEnd(): boolean {
    return this.#position === this.#pieces.length;
  }

  value(): Literal | undefined {
    const piece = this.#pieces[this.#position++] ?? '';
    if (piece === '(') return this.#inParentheses();
    if (isText(piece)) return this.#texts(piece);
    if (WORDS.has(piece)) return WORDS.get(piece);
    return /^-?\d/.test(piece) && !Number.isNaN(Number(piece)) ? Number(piece) : undefined;
  }

  /** One value in parentheses is that value, a comma makes a tuple of it. */
  #inParentheses(): Literal | undefined {
    const items: Literal[] = [];
    let commas = 0;
    while (this.#peek() !== ')') {
      const item = items.length > commas ? undefined : this.value();
      if (item === undefined) return undefined;
      items.push(item);
      if (this.#peek() === ',') {
        commas++;
        this.#position++;
      }
    }
    this.#position++;
    return commas === 0 && items.length === 1 ? items[0] : items;
  }

  /** Texts that follow each other are one text. */
  #texts(first: string): string {
    let text = unescaped(first);
    for (let next = this.#peek(); isText(next); next = this.#peek()) {
      text += unescaped(next);
      this.#position++;
    }
    return text;
  }

  #peek(): string | undefined {
    return this.#pieces[this.#position];
  }
}

const isText = (piece: string | undefined): piece is string =>
  piece !== undefined && /^(['"])[^]*\1$/.test(piece) && piece.length > 1;

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

const unescaped = (piece: string): string =>
  piece.slice(1, -1).replace(/\\([^])/g, (all, letter: string) => ESCAPES[letter] ?? all);
