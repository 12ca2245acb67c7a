import { invalid } from '../model/errors.ts';
import { exampleJson, isList, isNull, isObject, type ExampleObject, type ExampleValue } from './exampleValue.ts';
import type { ColumnSpec, DataType, ParamSpec, ScalarType, Signature } from '../model/signature.ts';

const ANY: DataType = { type: 'any' };
const LARGEST_LONG = 2n ** 63n - 1n;

/**
 * The signature of an input, an output and the params of a prediction, as MLflow infers it (protocol facts, 6.3):
 *
 * - an object is a record: one named column per key, in its order;
 * - a list of objects is a list of such rows: one column per key, not required where a row lacks it or has null;
 * - any other value or list of values is one unnamed column;
 * - integers are `long`, other numbers `double`, dates `datetime`, bytes `binary`; nested lists are arrays, nested
 *   objects have their properties sorted, null is `any` and not required.
 *
 * JavaScript knows no difference between 1 and 1.0: whole numbers among fractions are doubles. Where types contradict
 * each other the part that does is `any` (MLflow gives up on the whole then).
 *
 * @param params defaults by name: scalars, lists of scalars, objects. Throws INVALID_PARAMETER_VALUE for others.
 */
export function inferSignature(input?: ExampleValue, output?: ExampleValue, params?: ExampleObject): Signature {
  return {
    inputs: input === undefined || input === null ? null : inferColumns(input),
    outputs: output === undefined || output === null ? null : inferColumns(output),
    params: params === undefined ? null : Object.entries(params).map(([name, value]) => inferParam(name, value)),
  };
}

function inferColumns(value: ExampleValue): readonly ColumnSpec[] {
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).map(([name, cell]) => {
      // A list may be the column's values: as MLflow, one with gaps makes the column optional.
      const gaps = isNull(cell) || (isList(cell) && cell.some(isNull));
      return { ...(commonType([cell]) ?? ANY), name, required: !gaps };
    });
  }
  if (isList(value) && value.length > 0 && value.every(isObject)) {
    const rows = Object.entries(properties(value));
    if (rows.length > 0) return rows.map(([name, { required, ...type }]) => ({ ...type, name, required }));
  }
  return [{ ...(commonType(isList(value) ? value : [value]) ?? ANY), required: true }];
}

function inferParam(name: string, value: ExampleValue): ParamSpec {
  const list = isList(value);
  // MLflow reads no params of type any; an empty list may hold what most do.
  const type = list && value.length === 0 ? ({ type: 'string' } as const) : (commonType(list ? value : [value]) ?? ANY);
  const scalar = type.type !== 'any' && type.type !== 'array' && type.type !== 'object';
  if ((!scalar && (list || type.type !== 'object')) || (list && value.some(isNull))) {
    throw invalid(`The default of param '${name}' must be a scalar, a list of scalars of one type, or an object.`);
  }
  return { ...type, name, default: exampleJson(value), shape: list ? [-1] : null };
}

/** The type that all values have which are there; null when nothing is known: nulls, empty lists and objects only. */
function commonType(values: readonly ExampleValue[]): DataType | null {
  const there = values.filter((value) => !isNull(value));
  if (there.length === 0) return null;
  if (there.every(isList)) {
    const items = there.flat();
    return items.length === 0 ? null : { type: 'array', items: commonType(items) ?? ANY };
  }
  if (there.every(isObject)) {
    const sorted = Object.entries(properties(there)).sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.length === 0 ? null : { type: 'object', properties: Object.fromEntries(sorted) };
  }
  const types = new Set(there.map(scalarType));
  const [only = 'any'] = types;
  if (types.size === 1) return { type: only };
  return types.size === 2 && types.has('long') && types.has('double') ? { type: 'double' } : ANY;
}

/** The keys of objects seen in one place, in order of appearance; required are those that all of them have. */
function properties(objects: readonly ExampleObject[]): Record<string, DataType & { readonly required: boolean }> {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const entries = names.map((name) => {
    const values = objects.map((object) => object[name]);
    return [name, { ...(commonType(values) ?? ANY), required: !values.some(isNull) }] as const;
  });
  return Object.fromEntries(entries);
}

/** `any` for lists and objects, which have no scalar's type: they stand beside something else. */
function scalarType(value: ExampleValue): ScalarType {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? 'long' : 'double';
  if (typeof value === 'bigint') return value <= LARGEST_LONG && value >= -LARGEST_LONG - 1n ? 'long' : 'any';
  if (value instanceof Date) return 'datetime';
  return value instanceof Uint8Array ? 'binary' : 'any';
}
