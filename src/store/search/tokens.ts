export type TokenKind =
  | 'space'
  | 'comment'
  | 'name'
  | 'keyword'
  | 'type'
  | 'order'
  | 'number'
  | 'text'
  | 'symbol'
  | 'placeholder'
  | 'comparison'
  | 'operator'
  | 'mark'
  | 'other';

/** A piece of a filter; `text` is its source as written. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const WORD = String.raw`[\p{L}\p{N}_]`;
// MLflow reads filters with a general SQL lexer, and which words and numbers that one knows decides what is accepted
// and how the rest is named in errors. The rules are tried in this order; a "word" may turn out to be a keyword. There
// are no escapes: a doubled or back-slashed quote does not end a text, and stays in it as written.
const RULES: readonly (readonly [TokenKind | 'word', string])[] = [
  ['comment', String.raw`(?:--|# )[^\r\n]*(?:\r\n|\r|\n|$)|\/\*[^*]*\*\/`],
  ['space', String.raw`\s+`],
  ['mark', '::'],
  ['operator', String.raw`:=|\*`],
  ['name', '`(?:``|[^`])*`'],
  ['placeholder', String.raw`\?|(?<!${WORD})[$:]${WORD}+`],
  ['keyword', `(?:CASE|IN|VALUES|USING|FROM|AS)(?!${WORD})`],
  ['name', `(?:@|##|#)[A-ZÀ-Ü]${WORD}+`],
  ['name', String.raw`[A-ZÀ-Ü]${WORD}*(?=\s*\.(?!\d))|(?<=\.)[A-ZÀ-Ü]${WORD}*|[A-ZÀ-Ü]${WORD}*(?=\()`],
  ['other', String.raw`-?0x[\dA-F]+`],
  ['number', String.raw`-?\d+(?:\.\d+)?E-?\d+|-?(?:\d+\.\d*|\.\d+)(?![_A-ZÀ-Ü])|-?\d+(?![_A-ZÀ-Ü])`],
  ['text', String.raw`'(?:''|\\'|[^'])*'`],
  ['symbol', String.raw`"(?:""|\\"|[^"])*"`],
  ['name', String.raw`(?<![\p{L}\p{N}_\])])\[[^\][]+\]`],
  ['keyword', String.raw`(?:NOT\s+NULL|(?:GROUP|ORDER)\s+BY)(?!${WORD})`],
  ['order', String.raw`(?:ASC|DESC)(?:\s+NULLS\s+(?:FIRST|LAST))?(?!${WORD})`],
  ['comparison', String.raw`(?:NOT\s+)?(?:LIKE|ILIKE|RLIKE|REGEXP)(?!${WORD})`],
  ['word', String.raw`${WORD}[\p{L}\p{N}\p{M}_$#]*`],
  ['mark', String.raw`[;:()\[\],.]`],
  ['operator', String.raw`->>?|#>>?|@>|<@|-`],
  ['comparison', '[<>=~!]+'],
  ['operator', '[+/@#%^&|]+'],
  ['other', '[^]'],
];
const TOKEN = RULES.map(([, pattern]) => `(${pattern})`).join('|');

/** Words that name nothing unless they are quoted. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `ALL ALTER AND ANY ARRAY AVG BEGIN BETWEEN BOTH BY CACHE CALL CAST CHECK CLASS CLOSE COLLATE COLUMN COMMENT
  COMMIT COUNT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DATA DATABASE DAY DEFAULT
  DELETE DISTINCT DOMAIN DOUBLE DROP ELSE END ESCAPE EXCEPT EXISTS FALSE FETCH FINAL FIRST FOR FULL FUNCTION
  GLOBAL GRANT GROUP HAVING HOST HOUR IF INDEX INNER INPUT INSERT INTERSECT INTO IS ISNULL JOIN JSON KEY
  LANGUAGE LAST LEFT LENGTH LEVEL LIMIT LOCATION MAP MATCH MAX METHOD MIN MINUTE MODE MODULE MONTH NATURAL NONE
  NOT NOTHING NOTNULL NULL OBJECT OF OFFSET ON ONLY OPEN OPTION OR ORDER OUT OUTER OUTPUT OVER OWNER PARAMETER
  PATH POSITION PRIMARY PRIVATE PROFILE PUBLIC READ RESULT RETURN RIGHT ROLE ROWS SCALE SCHEMA SCOPE SEARCH
  SECOND SELECT SELF SEQUENCE SESSION SESSION_USER SET SIZE SNAPSHOT SOURCE SPACE SQL START STATEMENT STOP SUM
  SYSTEM TABLE TEMPLATE THEN TIME TO TRIGGER TRUE TYPE UNION UNIQUE UNKNOWN UPDATE USAGE USER VARIABLE VERSION
  VIEW WHEN WHERE WITH WRITE YEAR ZONE`.split(/\s+/),
);
/** The same for names of SQL's types. */
const TYPES: ReadonlySet<string> = new Set(
  'BIGINT BLOB BOOLEAN CHAR DATE DECIMAL FLOAT INT INTEGER INTERVAL NUMBER NUMERIC REAL TEXT TIMESTAMP VARCHAR'.split(
    ' ',
  ),
);

/** Cuts a filter or order text into tokens. Never fails: what belongs nowhere is of kind "other". */
export function tokenize(source: string): readonly Token[] {
  return Array.from(source.matchAll(new RegExp(TOKEN, 'giu')), (match) => {
    const rule = match.findIndex((group, index) => index > 0 && group !== undefined) - 1;
    const kind = RULES[rule]?.[0] ?? 'other';
    return { kind: kind === 'word' ? kindOfWord(match[0]) : kind, text: match[0] };
  });
}

function kindOfWord(text: string): TokenKind {
  const word = text.toUpperCase();
  if (KEYWORDS.has(word)) return 'keyword';
  return TYPES.has(word) ? 'type' : 'name';
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
