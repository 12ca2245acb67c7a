/** An input example as MLflow reads it back from a model's folder, by the signature of that model. */
import type { ColumnSpec, DataType, ScalarType, Signature } from '../../model/signature.ts';
import type { SnapshotModel } from '../../model/snapshot.ts';
import { arrayOf, type NdArray } from './signatureExampleArrays.ts';
import { columnOf, type Table, type TableColumn, tableOfRows } from './signatureExampleTable.ts';
import { isList, isMissing, isObject, readExample, type Value, type ValueObject } from './signatureExampleText.ts';
import { Complaints, enforce } from './signatureExampleTypes.ts';

export type Loaded = (
  | { readonly kind: 'json'; readonly value: Value }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'arrays'; readonly arrays: NdArray | ReadonlyMap<string, NdArray> }
  | { readonly kind: 'unreadable'; readonly reasons: readonly string[] }
) & { readonly params: ValueObject };

/** Longer ones are not judged, in characters. */
const MAX_LENGTH = 1_000_000;
const NO_PARAMS: ValueObject = new Map();

/** Null where there is no example, or none that can be judged. */
export function loadExample(model: SnapshotModel | undefined): Loaded | null {
  const text = model?.description?.inputExample ?? null;
  if (text === null || text.length > MAX_LENGTH) return null;
  const saved = readExample(text);
  if (saved === undefined) return null;
  const signature = model?.description?.signature ?? null;
  const info = exampleInfo(model?.description?.mlmodel ?? '') ?? guessed(saved, signature);
  const parts = info.params && isObject(saved) ? saved : null;
  const value = parts ? (parts.get('inputs') ?? null) : saved;
  const given = parts?.get('params') ?? null;
  const params = isObject(given) ? given : NO_PARAMS;
  const loaded = loadedAs(info.type, value, signature?.inputs ?? null);
  return loaded && { ...loaded, params };
}

type Content = Loaded extends infer Each ? (Each extends Loaded ? Omit<Each, 'params'> : never) : never;

function loadedAs(type: string, value: Value, inputs: readonly ColumnSpec[] | null): Content | null {
  if (type === 'json_object') return { kind: 'json', value };
  if (type === 'dataframe') return loadedTable(value, inputs);
  return type === 'ndarray' ? loadedArrays(value, inputs) : null;
}

interface ExampleInfo {
  readonly type: string;
  readonly params: boolean;
}

/** What MLmodel says of the example: a mapping of plain values, which is read without a parser of YAML. */
function exampleInfo(mlmodel: string): ExampleInfo | null {
  const [, block] = /^saved_input_example_info:[ \t]*\r?\n((?:[ \t]+.*(?:\r?\n|$))+)/m.exec(mlmodel) ?? [];
  const type = block && /^[ \t]+type:[ \t]*['"]?(\w+)/m.exec(block)?.[1];
  return block && type ? { type, params: /^[ \t]+params:[ \t]*['"]?true/m.test(block) } : null;
}

/** By the shapes that MLflow saves. */
function guessed(saved: Value, signature: Signature | null): ExampleInfo {
  const params = isObject(saved) && [...saved.keys()].sort().join() === 'inputs,params';
  const value = params && isObject(saved) ? (saved.get('inputs') ?? null) : saved;
  const tensors = signature?.inputs?.some(({ type }) => type === 'tensor') ?? false;
  return { type: isSplit(value) ? 'dataframe' : tensors ? 'ndarray' : 'json_object', params };
}

const isSplit = (value: Value): boolean =>
  isObject(value) &&
  isList(value.get('data') ?? null) &&
  ['data', 'columns,data'].includes([...value.keys()].sort().join());

function loadedTable(value: Value, inputs: readonly ColumnSpec[] | null): Content | null {
  if (!isObject(value)) return null;
  const data = value.get('data') ?? null;
  const names = value.get('columns') ?? null;
  if (!isList(data) || !data.every(isList)) return null;
  const table = tableOfRows(names !== null && isList(names) ? names.map(String) : null, data);
  if (!inputs) return { kind: 'table', table };
  const complaints = new Complaints();
  const columns = table.columns.map((column, position) => {
    const spec = specOf(inputs, column, position);
    return spec ? castColumn(column, spec, complaints) : column;
  });
  if (complaints.list.length > 0) return { kind: 'unreadable', reasons: complaints.list };
  return { kind: 'table', table: { ...table, columns } };
}

function specOf(inputs: readonly ColumnSpec[], { name }: TableColumn, position: number): ColumnSpec | undefined {
  const [first] = inputs;
  if (first?.name !== undefined) return inputs.find((input) => input.name === name);
  return first?.type === 'tensor' ? first : inputs[position];
}

function castColumn(column: TableColumn, spec: ColumnSpec, complaints: Complaints): TableColumn {
  const { name, values } = column;
  switch (spec.type) {
    case 'tensor': {
      const listed = values[0] !== undefined && isList(values[0]);
      if (listed || arrayOf(values, spec['tensor-spec'].dtype)) return listed ? column : tensorColumn(column, spec);
      complaints.add(name, `it cannot be read back as ${spec['tensor-spec'].dtype}`);
      return column;
    }
    case 'array':
    case 'map':
    case 'object':
      return columnOf(
        name,
        values.map((value) => enforce(value, spec, spec.required, name, complaints)),
      );
    default:
      return castScalars(column, spec.type, complaints);
  }
}

const DTYPES = { int32: 'int32', int64: 'int64', float32: 'float32', float64: 'float64', bool: 'bool' } as const;

const tensorColumn = (column: TableColumn, spec: Extract<DataType, { readonly type: 'tensor' }>): TableColumn => {
  const { dtype } = spec['tensor-spec'];
  return { ...column, dtype: Object.hasOwn(DTYPES, dtype) ? DTYPES[dtype as keyof typeof DTYPES] : 'object' };
};

/** As pandas' `astype`, which MLflow calls when it reads a table. */
function castScalars(column: TableColumn, type: ScalarType, complaints: Complaints): TableColumn {
  const { name, values, dtype } = column;
  const cast = CASTS[type];
  if (!cast || (dtype === 'str' && type === 'string')) return column;
  const made = values.map(cast.make);
  if (made.includes(undefined)) {
    complaints.add(name, `it cannot be read back as ${type}`);
    return column;
  }
  return { name, dtype: cast.dtype, values: made.filter((value) => value !== undefined) };
}

interface Cast {
  readonly dtype: TableColumn['dtype'];
  /** Undefined where it fails. */
  readonly make: (value: Value) => Value | undefined;
}

function integer(value: Value): Value | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
  return typeof value === 'string' && /^\s*[-+]?\d+\s*$/.test(value) ? BigInt(value.trim()) : undefined;
}

function float(value: Value): Value | undefined {
  if (isMissing(value)) return NaN;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return Number.isNaN(Number(value)) ? undefined : Number(value);
}

const truth = (value: Value): boolean =>
  value !== null &&
  value !== false &&
  value !== 0 &&
  value !== 0n &&
  value !== '' &&
  !(isList(value) && value.length === 0);

function bytes(value: Value): Value | undefined {
  if (typeof value !== 'string') return undefined;
  const digits = value.replaceAll(/[^A-Za-z0-9+/]/g, '');
  return digits.length % 4 === 1 ? undefined : Uint8Array.from(atob(digits), (letter) => letter.charCodeAt(0));
}

function date(value: Value): Value | undefined {
  if (isMissing(value)) return null;
  if (typeof value === 'bigint' || typeof value === 'number') return new Date(Number(value) / 1e6);
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}

const CASTS: Partial<Record<ScalarType, Cast>> = {
  boolean: { dtype: 'bool', make: truth },
  integer: { dtype: 'int32', make: integer },
  long: { dtype: 'int64', make: integer },
  float: { dtype: 'float32', make: float },
  double: { dtype: 'float64', make: float },
  string: { dtype: 'object', make: (value) => value },
  binary: { dtype: 'bytes', make: bytes },
  datetime: { dtype: 'datetime', make: date },
};

/** Null where the signature has columns, of which MLflow makes something else. */
function loadedArrays(value: Value, inputs: readonly ColumnSpec[] | null): Content | null {
  if (inputs?.some(({ type }) => type !== 'tensor')) return null;
  const specs = new Map((inputs ?? []).map((input) => [input.name, input]));
  const make = (name: string | undefined, item: Value): NdArray | null => {
    const spec = specs.get(name);
    return arrayOf(item, spec?.type === 'tensor' ? spec['tensor-spec'].dtype : null);
  };
  const single = inputs?.length === 1 ? inputs[0]?.name : undefined;
  if (!isObject(value)) {
    const array = make(single, value);
    if (!array) return null;
    return { kind: 'arrays', arrays: single === undefined ? array : new Map([[single, array]]) };
  }
  const arrays = new Map<string, NdArray>();
  for (const [name, item] of value) {
    const array = make(name, item);
    if (!array) return null;
    arrays.set(name, array);
  }
  return { kind: 'arrays', arrays };
}
