/** NumPy arrays as MLflow makes them of an input example, and what it takes for a tensor. */
import type { DataType } from '../../model/signature.ts';
import type { Complaints } from './signatureExampleTypes.ts';
import type { Dtype, Table, TableColumn } from './signatureExampleTable.ts';
import { isList, isObject, type Value } from './signatureExampleText.ts';

export interface NdArray {
  /** NumPy's name, without the size of texts: `float64`, `str`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly value: Value;
}

export type TensorSpec = Extract<DataType, { readonly type: 'tensor' }>['tensor-spec'];

/** Null for what NumPy makes no array of, or a ragged one. */
export function arrayOf(value: Value, dtype: string | null): NdArray | null {
  const flat: Value[] = [];
  const shape = shapeOf(value, flat);
  if (!shape || (dtype !== null && !flat.every((item) => casts(item, dtype)))) return null;
  return { dtype: dtype ?? dtypeOfItems(flat), shape, value };
}

function shapeOf(value: Value, flat: Value[]): number[] | null {
  if (isObject(value)) return null;
  if (!isList(value)) {
    flat.push(value);
    return [];
  }
  let inner: number[] | null = null;
  for (const item of value) {
    const shape = shapeOf(item, flat);
    if (!shape || (inner && String(inner) !== String(shape))) return null;
    inner = shape;
  }
  return [value.length, ...(inner ?? [])];
}

function dtypeOfItems(items: readonly Value[]): string {
  const kinds = new Set(items.map((item) => (item === null ? 'object' : typeof item)));
  if (items.length === 0) return 'float64';
  if (kinds.has('object')) return 'object';
  if (kinds.has('string')) return 'str';
  if (kinds.has('number')) return 'float64';
  return kinds.has('bigint') ? 'int64' : 'bool';
}

/** Whether NumPy makes an item one of the type. */
function casts(item: Value, dtype: string): boolean {
  if (item instanceof Date) return false;
  if (item instanceof Uint8Array) return dtype === 'object' || dtype === 'bytes';
  if (dtype.startsWith('float')) return item === null || typeof item !== 'string' || isNumber(item);
  if (/^u?int/.test(dtype)) return item !== null && (typeof item !== 'string' || /^\s*[-+]?\d+\s*$/.test(item));
  if (dtype.startsWith('datetime'))
    return item === null || (typeof item === 'string' && !Number.isNaN(Date.parse(item)));
  return true;
}

const isNumber = (text: string): boolean => text.trim() !== '' && !Number.isNaN(Number(text));

const shapeText = (shape: readonly number[]): string => `(${shape.join(', ')})`;

/** Whether an array passes for a tensor. */
export function takesArray(spec: TensorSpec, { dtype, shape }: NdArray, path: string, complaints: Complaints): void {
  const { shape: wanted } = spec;
  if (spec.dtype === 'object' && String(wanted) === '-1') return;
  const fits = wanted.length === shape.length && wanted.every((size, index) => size === -1 || size === shape[index]);
  if (!fits) complaints.add(path, `an array of shape ${shapeText(shape)} is not taken for ${shapeText(wanted)}`);
  else if (dtype !== spec.dtype) complaints.add(path, `an array of ${dtype} is not taken for ${spec.dtype}`);
}

const NUMPY: Readonly<Record<Dtype, string>> = {
  bool: 'bool',
  int32: 'int32',
  int64: 'int64',
  uint64: 'uint64',
  float32: 'float32',
  float64: 'float64',
  str: 'object',
  bytes: 'object',
  datetime: 'datetime64[us]',
  object: 'object',
};

/** Whether a column of a table passes for a tensor: it is reshaped and converted. */
export function takesColumnAsTensor(spec: TensorSpec, column: TableColumn, path: string, complaints: Complaints): void {
  const { shape } = spec;
  if (shape[0] !== -1 || shape.indexOf(-1, 1) >= 0) {
    complaints.add(path, `no tensor of shape ${shapeText(shape)} is made of a table`);
    return;
  }
  const [first] = column.values;
  const lists = first !== undefined && isList(first);
  if (!lists && shape.length > 1 && String(shape) !== '-1,1') {
    complaints.add(path, `single values are not taken for a tensor of shape ${shapeText(shape)}`);
    return;
  }
  const flat: Value[] = [];
  const made = shapeOf(column.values, flat);
  const size = shape.slice(1).reduce((product, each) => product * each, 1);
  const width = lists ? first.length : 1;
  const reshapes = made !== null && made.length === (lists ? 2 : 1) && width === size;
  if (!reshapes) complaints.add(path, `its values are not reshaped to ${shapeText(shape)}`);
  else if (!flat.every((item) => casts(item, spec.dtype)))
    complaints.add(path, `its values do not become ${spec.dtype}`);
}

/** Whether a table passes for the one tensor without a name. */
export function takesTable(spec: TensorSpec, { columns }: Table, complaints: Complaints): void {
  const [only] = columns;
  if (!only || only.values.length === 0) return complaints.add('[0]', 'the table is empty');
  if (columns.length === 1) return takesColumnAsTensor(spec, only, '[0]', complaints);
  if (String(spec.shape) !== `-1,${columns.length}`) {
    return complaints.add('[0]', `a table of ${columns.length} columns is not taken for ${shapeText(spec.shape)}`);
  }
  const dtypes = new Set(columns.map(({ dtype }) => NUMPY[dtype]));
  const dtype = dtypes.size === 1 ? [...dtypes].join('') : commonDtype(dtypes);
  takesArray(spec, { dtype, shape: [only.values.length, columns.length], value: null }, '[0]', complaints);
}

/** What NumPy makes of columns of several types. */
function commonDtype(dtypes: ReadonlySet<string>): string {
  if ([...dtypes].some((dtype) => !/^(int|float)/.test(dtype))) return 'object';
  if ([...dtypes].every((dtype) => dtype.startsWith('int'))) return 'int64';
  return 'float64';
}
