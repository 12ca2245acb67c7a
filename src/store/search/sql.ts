/** What a statement may bind. */
export type SqlValue = string | number | bigint;

/** A piece of SQL with what its question marks stand for, in their order. Only literals of ours make its text. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export const sql = (text: string, ...values: readonly SqlValue[]): Sql => ({ text, values });

/** The pieces one after the other. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  return { text: pieces.map((piece) => piece.text).join(separator), values: pieces.flatMap((piece) => piece.values) };
}

/** `column` is one of the values: equality for one, so that an index on further columns still gives their order. */
export function isOneOf(column: string, values: readonly (string | number)[]): Sql {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) return sql(`${column} = ?`, only);
  return sql(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
}
