/** Whether MLflow takes a value for a type, and what it makes of it: its enforcement of signatures, value by value. */
import type { DataType, ScalarType } from '../../model/signature.ts';
import { dtypeOf, type Dtype } from './signatureExampleTable.ts';
import { isList, isMissing, isObject, type Value } from './signatureExampleText.ts';

/** Collects why not, up to a few; the place of a value is named once it is known to be wrong. */
export class Complaints {
  readonly list: string[] = [];
  readonly #most: number;

  constructor(most = 10) {
    this.#most = most;
  }

  get full(): boolean {
    return this.list.length >= this.#most;
  }

  add(path: string, what: string): void {
    const reason = `${path}: ${what}.`;
    if (!this.full && !this.list.includes(reason)) this.list.push(reason);
  }
}

/** What columns of Python objects pass for unseen. */
const UNSEEN: readonly ScalarType[] = ['string', 'binary', 'boolean'];
const EXACT: Partial<Record<ScalarType, readonly Dtype[]>> = {
  boolean: ['bool'],
  integer: ['int32'],
  long: ['int64', 'int32'],
  float: ['float32'],
  double: ['float64', 'float32', 'int32'],
  string: ['str'],
  binary: ['str', 'bytes'],
  datetime: ['datetime'],
};

/** Whether a column of this content passes for a scalar type. */
export function takesColumn(type: ScalarType, dtype: Dtype, values: readonly Value[]): boolean {
  if (type === 'any') return true;
  const known = dtype === 'object' && !UNSEEN.includes(type) ? softDtype(values) : dtype;
  if (EXACT[type]?.includes(known)) return true;
  if (known === 'object' || known === 'bytes') {
    if (UNSEEN.includes(type)) return true;
    // An object column is tried as numbers, and as dates.
    if (type === 'double') return values.every((value) => isMissing(value) || isNumeric(value) || isEmptyList(value));
    return type === 'datetime' && values.every((value) => isMissing(value) || value instanceof Date);
  }
  const float = type === 'float' || type === 'double';
  return float && known === 'int64' && values.every((value) => value === 0n || value === 1n);
}

const isNumeric = (value: Value): boolean =>
  typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint' || isNumericText(value);
const isEmptyList = (value: Value): boolean => isList(value) && value.length === 0;
const isNumericText = (value: Value): boolean =>
  typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));

/** Objects that are all of one kind are no objects; gaps keep them objects. */
const softDtype = (values: readonly Value[]): Dtype => (values.includes(null) ? 'object' : dtypeOf(values));

const CONTENT: Readonly<Record<Dtype, string>> = {
  bool: 'booleans',
  int32: '32-bit integers',
  int64: '64-bit integers',
  uint64: 'unsigned 64-bit integers',
  float32: '32-bit floats',
  float64: '64-bit floats',
  str: 'texts',
  bytes: 'bytes',
  datetime: 'dates',
  object: 'values of several kinds',
};

/** What a column holds, in words. */
export function contentOf(dtype: Dtype, values: readonly Value[]): string {
  if (dtype === 'float64' && values.some(isMissing) && values.every((value) => isMissing(value) || isWhole(value))) {
    return 'integers with gaps, which a table keeps as floats';
  }
  const [first] = values;
  if (dtype === 'object' && first !== undefined && values.every((value) => kind(value) === kind(first))) {
    return isMissing(first) ? 'nothing but gaps' : kind(first).replace(/^an? /, '').concat('s');
  }
  return CONTENT[dtype];
}

const isWhole = (value: Value): boolean => typeof value === 'bigint' || Number.isInteger(value);

/** A value in words. */
export function kind(value: Value): string {
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'bigint') return 'an integer';
  if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : 'a float';
  if (typeof value === 'boolean') return 'a boolean';
  return typeof value === 'string' ? 'a text' : value instanceof Date ? 'a date' : 'a byte string';
}

/** One value of a column, or inside of one. Returns what the model gets; complains where MLflow refuses it. */
export function enforce(value: Value, type: DataType, required: boolean, path: string, complaints: Complaints): Value {
  if (complaints.full) return value;
  switch (type.type) {
    case 'array':
      return enforceArray(value, type.items, required, path, complaints);
    case 'map':
      return enforceMap(value, type.values, required, path, complaints);
    case 'object':
      return enforceObject(value, type.properties, required, path, complaints);
    case 'tensor':
      return value;
    default:
      return enforceScalar(value, type.type, required, path, complaints);
  }
}

function enforceScalar(value: Value, type: ScalarType, required: boolean, path: string, complaints: Complaints): Value {
  if (type === 'any') return value;
  if (!required && isMissing(value)) return null;
  const scalar = value !== null && !isList(value) && !isObject(value) && !(value instanceof Date);
  if (!scalar || !takesColumn(type, dtypeOf([value]), [value])) {
    complaints.add(path, `${kind(value)} is not taken for ${type}`);
    return value;
  }
  return converted(value, type);
}

/** Integers become floats where a float is expected. */
const converted = (value: Value, type: ScalarType): Value =>
  typeof value === 'bigint' && (type === 'float' || type === 'double') ? Number(value) : value;

function enforceArray(value: Value, items: DataType, required: boolean, path: string, complaints: Complaints): Value {
  const mayBeEmpty = !required || items.type === 'any';
  if (mayBeEmpty && value === null) return value;
  if (!isList(value)) {
    complaints.add(path, `${kind(value)} is not taken for an array`);
    return value;
  }
  if (items.type === 'any') return value;
  if (items.type === 'array' || items.type === 'map' || items.type === 'object') {
    return value.map((item, index) => enforce(item, items, required, `${path}[${index}]`, complaints));
  }
  if (items.type === 'tensor' || value.length === 0) return value;
  const type = items.type;
  const dtype = dtypeOf(value);
  if (!takesColumn(type, dtype, value)) {
    complaints.add(`${path}[]`, `${contentOf(dtype, value)} are not taken for ${type}`);
  } else if (value.some((item) => !becomes(item, type))) {
    complaints.add(`${path}[]`, `what is not ASCII is not turned into ${type} in arrays`);
  }
  return value.map((item) => converted(item, type));
}

/** Whether an item survives being made text or bytes of NumPy. */
function becomes(item: Value, type: ScalarType): boolean {
  if (type === 'binary') return typeof item === 'string' ? !/[^\0-\x7f]/.test(item) : !isList(item);
  if (type === 'string') return item instanceof Uint8Array ? item.every((byte) => byte < 128) : !isList(item);
  return true;
}

function enforceMap(value: Value, values: DataType, required: boolean, path: string, complaints: Complaints): Value {
  const mayBeMissing = !required || values.type === 'any';
  if (mayBeMissing && value === null) return value;
  if (!isObject(value)) {
    complaints.add(path, `${kind(value)} is not taken for a map`);
    return value;
  }
  return new Map(
    [...value].map(([key, item]) => [key, enforce(item, values, required, `${path}{}.${key}`, complaints)] as const),
  );
}

type Properties = Extract<DataType, { readonly type: 'object' }>['properties'];

function enforceObject(
  value: Value,
  properties: Properties,
  required: boolean,
  path: string,
  complaints: Complaints,
): Value {
  if (!required && (value === null || (isObject(value) && value.size === 0))) return value;
  if (!isObject(value)) {
    complaints.add(path, `${kind(value)} is not taken for an object`);
    return value;
  }
  for (const [name, property] of Object.entries(properties)) {
    if (property.required && !value.has(name)) complaints.add(`${path}.${name}`, 'required, but not there');
  }
  return new Map(
    [...value].map(([name, item]) => {
      const inside = `${path}.${name}`;
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (property) return [name, enforce(item, property, property.required, inside, complaints)] as const;
      complaints.add(inside, 'not a property of the type');
      return [name, item] as const;
    }),
  );
}
