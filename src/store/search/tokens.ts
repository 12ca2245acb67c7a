export type TokenKind = 'identifier' | 'text' | 'number' | 'operator' | 'mark' | 'other';

/** A piece of a filter; `text` is its source as written, from `start` to `end`. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = String.raw`[\p{L}\p{N}_][\p{L}\p{N}\p{M}_$#]*`;
// There is no escape mechanism: a doubled quote does not end a text and stays doubled in it, a back-slash is a letter.
const SINGLE = `'[^']*(?:''[^']*)*'`;
const DOUBLE = `"[^"]*(?:""[^"]*)*"`;
const BACKTICKS = '`[^`]*`';

const PATTERNS: Readonly<Record<TokenKind, string>> = {
  number: String.raw`-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_.])`,
  identifier: `(?:${WORD}|${BACKTICKS}|${DOUBLE})(?:\\.(?:${WORD}|${BACKTICKS}|${DOUBLE}|${SINGLE}))*`,
  text: SINGLE,
  operator: '[<>=!~]+',
  mark: '[(),;]',
  other: String.raw`\S+`,
};
const KINDS = Object.keys(PATTERNS) as readonly TokenKind[];
const TOKEN = KINDS.map((kind) => `(?<${kind}>${PATTERNS[kind]})`).join('|');

/** Cuts a filter or order text into tokens. Never fails: what belongs nowhere is of kind "other". */
export function tokenize(source: string): readonly Token[] {
  return Array.from(source.matchAll(new RegExp(TOKEN, 'gu')), (match) => {
    const [text] = match;
    const kind = KINDS.find((name) => match.groups?.[name] !== undefined) ?? 'other';
    return { kind, text, start: match.index, end: match.index + text.length };
  });
}

const isWrapped = (text: string, quote: string): boolean =>
  text.length >= 2 && text.startsWith(quote) && text.endsWith(quote);

/** The quotes a value may stand in, and those a key may stand in. */
export const VALUE_QUOTES: readonly string[] = ["'", '"'];
export const KEY_QUOTES: readonly string[] = [...VALUE_QUOTES, '`'];

/** The text inside one of these quotes, or undefined when it stands in none of them. */
export function unquoted(text: string, quotes: readonly string[]): string | undefined {
  return quotes.some((quote) => isWrapped(text, quote)) ? text.slice(1, -1) : undefined;
}
