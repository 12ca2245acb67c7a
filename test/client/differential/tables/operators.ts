/** Operators that values may be compared with, and some that they may not. */
export const NUMERIC = ['>', '>=', '=', '!=', '<', '<='];
export const TEXTUAL = ['=', '!=', 'LIKE', 'ILIKE', 'like', 'Ilike'];
export const OTHER = ['==', '<>', 'RLIKE', 'IS', '~', 'BETWEEN', 'NOT LIKE', ''];
export const operators = (identifier: string, names: readonly string[], values: readonly string[]): readonly string[] =>
  names.flatMap((operator) => values.map((value) => `${identifier} ${operator} ${value}`));
