import { invalid } from '../../model/errors.ts';
import { shortened, type Condition } from './parse.ts';
import { sql, type Sql, type SqlValue } from './sql.ts';
import { unquoted, VALUE_QUOTES } from './tokens.ts';

/** What conditions on traces and on their assessments share: operators and the values after them. */

type Value = Condition['value'];

export type Entity = 'tag' | 'request_metadata' | 'attribute' | 'span' | 'feedback' | 'expectation' | 'issue';

/** One comparison with the name that MLflow gives its left side. */
export interface TraceCondition extends Pick<Condition, 'value'> {
  readonly entity: Entity;
  readonly key: string;
  readonly operator: string;
}

/** The operator in capitals, its words one space apart. */
export const operatorOf = (written: string): string => written.toUpperCase().replace(/\s+/g, ' ');

/** Throws MLflow's text for an operator that is not one of these; `subject` stands before it there, `end` behind. */
export function refuseOperator(operator: string, known: readonly string[], subject = '', end = "'"): void {
  if (known.includes(operator)) return;
  const list = known.map((name) => `'${name}'`).join(', ');
  const start = subject === '' ? 'Invalid comparator' : `${subject}comparator`;
  throw invalid(`${start} '${shortened(operator)}' not one of '{${list}}${end}`);
}

/** The text inside of single or double quotes, or undefined for any other value. */
export const quotedText = (value: Value): string | undefined =>
  value.kind === 'list' ? undefined : unquoted(value.source, VALUE_QUOTES);

/** SQLite refuses longer patterns. */
const MAX_PATTERN_BYTES = 50_000;

/** What a comparison of a text is bound to: the text, or for IN the JSON list of texts. */
export function textOperand(operator: string, value: Value, expected: string): string {
  const text = operator.endsWith('IN') && value.kind === 'list' ? listed(value.source) : quotedText(value);
  if (text === undefined && value.kind === 'word') throw notQuoted(value);
  if (text === undefined) throw invalid(`${expected} ${shortened(value.source)}`);
  if (operator.endsWith('LIKE') && Buffer.byteLength(text) > MAX_PATTERN_BYTES) {
    throw invalid(`A pattern for ${operator} may have at most ${MAX_PATTERN_BYTES} bytes.`);
  }
  return text;
}

const notQuoted = ({ source }: Value): Error =>
  invalid(
    `Parameter value is either not quoted or unidentified quote types used for string value ${shortened(source)}. Use either single or double quotes.`,
  );

/** A column compared with an operand. */
export function comparison(column: string, operator: string, operand: SqlValue): Sql {
  switch (operator) {
    case 'IN':
    case 'NOT IN':
      return sql(`${column} ${operator} (SELECT value FROM json_each(?))`, operand);
    case 'ILIKE':
      // LIKE tells case apart here, so both sides lose theirs.
      return sql(`lower(${column}) LIKE lower(?)`, operand);
    case 'RLIKE':
      throw invalid('The operator RLIKE is not supported. Use LIKE or ILIKE.');
    default:
      return sql(`${column} ${operator} ?`, operand);
  }
}

/** The quoted texts in a list, as JSON. The parser saw that it is one. */
const listed = (source: string): string =>
  JSON.stringify(Array.from(source.matchAll(/'([^']*)'|"([^"]*)"/g), ([, single, double]) => single ?? double));
