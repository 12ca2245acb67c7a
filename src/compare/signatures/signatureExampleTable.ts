/** The tables that MLflow makes of an input: columns with the types that pandas gives them. */
import type { ColumnSpec } from '../../model/signature.ts';
import { isList, isObject, type Value, type ValueObject } from './signatureExampleText.ts';

/** What a column holds, as pandas names it; `object` holds anything. */
export type Dtype =
  'bool' | 'int32' | 'int64' | 'uint64' | 'float32' | 'float64' | 'str' | 'bytes' | 'datetime' | 'object';

export interface TableColumn {
  /** The position as text where columns have no names. */
  readonly name: string;
  readonly dtype: Dtype;
  readonly values: readonly Value[];
}

export interface Table {
  readonly columns: readonly TableColumn[];
  /** Whether the columns have names, rather than positions. */
  readonly named: boolean;
}

const INT64 = 2n ** 63n;

/** The type of a column made of values; what is missing among numbers makes them floats. */
export function dtypeOf(values: readonly Value[]): Dtype {
  const kinds = new Set(values.map(kindOf));
  const missing = kinds.delete('null') || kinds.has('nan');
  kinds.delete('nan');
  if (kinds.size === 0) return values.some((value) => typeof value === 'number') ? 'float64' : 'object';
  const [only] = kinds;
  if (kinds.size > 1) return [...kinds].every((kind) => kind === 'int64' || kind === 'float64') ? 'float64' : 'object';
  if (only === 'int64') return missing ? 'float64' : 'int64';
  if (only === 'bool') return missing ? 'object' : 'bool';
  return only === 'float64' || only === 'str' || only === 'datetime' || only === 'uint64' ? only : 'object';
}

function kindOf(value: Value): Dtype | 'null' | 'nan' {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isNaN(value) ? 'nan' : 'float64';
  if (typeof value === 'bigint') {
    if (value >= -INT64 && value < INT64) return 'int64';
    return value >= 0 && value < 2n * INT64 ? 'uint64' : 'object';
  }
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  return value instanceof Date ? 'datetime' : 'object';
}

export const columnOf = (name: string, values: readonly Value[]): TableColumn => ({
  name,
  dtype: dtypeOf(values),
  values,
});

/** Of rows that are lists, with or without names for the columns. */
export function tableOfRows(names: readonly string[] | null, rows: readonly (readonly Value[])[]): Table {
  const width = names?.length ?? rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, index) =>
    columnOf(
      names?.[index] ?? String(index),
      rows.map((row) => row[index] ?? null),
    ),
  );
  return { columns, named: names !== null };
}

/** Of objects, a column per key; what a row lacks is NaN. */
export function tableOfObjects(rows: readonly ValueObject[]): Table {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const columns = names.map((name) =>
    columnOf(
      name,
      rows.map((row) => row.get(name) ?? (row.has(name) ? null : NaN)),
    ),
  );
  return { columns, named: true };
}

/** Why MLflow makes no table of an input. */
export interface NoTable {
  readonly reason: string;
}

/** The table MLflow makes of a value passed to `predict` of a model with these columns. */
export function tableOf(value: Value, columns: readonly ColumnSpec[]): Table | NoTable {
  if (isObject(value)) {
    const oneRow = columns.some(({ type }) => type === 'array' || type === 'object');
    return oneRow || [...value.values()].every(isCell) ? tableOfObjects([value]) : tableOfColumns(value);
  }
  if (!isList(value)) return value === null ? { reason: 'null is no table.' } : tableOfRows(null, [[value]]);
  const [first] = value;
  if (value.every(isObject)) return tableOfObjects(value);
  if (value.every(isList)) return tableOfRows(null, value);
  if (first !== undefined && (isList(first) || isObject(first))) return { reason: 'Its rows are of several kinds.' };
  return tableOfRows(
    null,
    value.map((item) => [item]),
  );
}

/** What may stand in one cell, for MLflow to take a dict as a row: no list, or one of texts. */
const isCell = (value: Value): boolean =>
  isList(value) ? value.every((item) => typeof item === 'string') : !isObject(value);

/** A dict whose values are whole columns; single values are repeated in every row. */
function tableOfColumns(value: ValueObject): Table | NoTable {
  const lists = [...value.values()].filter(isList);
  const objects = [...value.values()].filter(isObject);
  if (lists.length > 0 && objects.length > 0) return { reason: 'Lists and objects cannot be columns of one table.' };
  const lengths = new Set(lists.map(({ length }) => length));
  if (lengths.size > 1) return { reason: 'The lists are columns of one table, and differ in length.' };
  const keys = [...new Set(objects.flatMap((object) => [...object.keys()]))];
  const height = objects.length > 0 ? keys.length : ([...lengths][0] ?? 1);
  const columns = [...value].map(([name, column]) => {
    if (isList(column)) return columnOf(name, column);
    if (isObject(column)) {
      const values = keys.map((key) => (column.has(key) ? (column.get(key) ?? null) : NaN));
      return { name, dtype: keys.length === 0 ? ('float64' as const) : dtypeOf(values), values };
    }
    return { name, dtype: dtypeOf([column]), values: Array.from({ length: height }, () => column) };
  });
  return { columns, named: true };
}
