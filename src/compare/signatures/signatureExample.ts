import type { ColumnSpec, ParamSpec, Signature } from '../../model/signature.ts';
import type { SnapshotModel } from '../../model/snapshot.ts';
import type { ExampleVerdict, SignatureColumn } from '../comparison.ts';
import { type NdArray, takesArray, takesColumnAsTensor, takesTable } from './signatureExampleArrays.ts';
import { type Loaded, loadExample } from './signatureExampleLoad.ts';
import { type Table, type TableColumn, tableOf, tableOfRows } from './signatureExampleTable.ts';
import { isList, type Value } from './signatureExampleText.ts';
import { Complaints, contentOf, enforce, kind, takesColumn } from './signatureExampleTypes.ts';

export type ExampleVerdicts = Pick<SignatureColumn, 'baselineExample' | 'ownExample' | 'example'>;

/** Per column, which of the examples and signatures of it and the baseline go together. */
export function exampleVerdicts(models: readonly (SnapshotModel | undefined)[]): ExampleVerdicts[] {
  const examples = models.map(loadExample);
  const signatures = models.map((model) => model?.description?.signature ?? null);
  const verdict = (example: number, signature: number): ExampleVerdict | null =>
    exampleVerdict(examples[example] ?? null, signatures[signature] ?? null);
  return models.map((_, column) => ({
    baselineExample: column === 0 ? null : verdict(0, column),
    ownExample: column === 0 ? null : verdict(column, 0),
    example: verdict(column, column),
  }));
}

/**
 * Whether `predict` of a model with this signature takes the example: MLflow's own enforcement, see docs/signatures.md.
 * Null where one of both is missing or the example cannot be judged.
 */
export function exampleVerdict(example: Loaded | null, signature: Signature | null): ExampleVerdict | null {
  if (!example || !signature) return null;
  if (example.kind === 'unreadable') {
    return {
      accepted: false,
      reasons: example.reasons.map((reason) => `Its own signature does not fit it: ${reason}`),
    };
  }
  const complaints = new Complaints();
  if (signature.inputs) checkInputs(example, signature.inputs, complaints);
  for (const param of signature.params ?? []) {
    const value = example.params.get(param.name);
    if (value !== undefined) checkParam(value, param, complaints);
  }
  return { accepted: complaints.list.length === 0, reasons: complaints.list };
}

type Readable = Exclude<Loaded, { readonly kind: 'unreadable' }>;

function checkInputs(example: Readable, inputs: readonly ColumnSpec[], complaints: Complaints): void {
  const tensors = inputs.some(({ type }) => type === 'tensor');
  if (example.kind === 'arrays') {
    if (tensors) checkArrays(example.arrays, inputs, complaints);
    else checkTable(tableOfArrays(example.arrays, inputs), inputs, complaints);
  } else if (example.kind === 'table') {
    if (tensors) checkTensors(example.table, inputs, complaints);
    else checkTable(example.table, inputs, complaints);
  } else if (tensors) {
    complaints.add(inputs[0]?.name ?? '[0]', 'plain JSON is not taken for a tensor');
  } else {
    const table = tableOf(example.value, inputs);
    if ('reason' in table) complaints.add('Inputs', table.reason.replace(/\.$/, ''));
    else checkTable(table, inputs, complaints);
  }
}

const MISSING = 'required, but not there';

function checkTable(table: Table, inputs: readonly ColumnSpec[], complaints: Complaints): void {
  if (inputs[0]?.name === undefined) {
    if (table.columns.length < inputs.length) {
      const count = `${inputs.length} columns are expected, and ${table.columns.length} there`;
      complaints.add('Inputs', count);
      return;
    }
    for (const [position, input] of inputs.entries()) {
      const column = table.columns[position];
      if (column) checkColumn(column, input, `[${position}]`, complaints);
    }
    return;
  }
  const columns = new Map(table.columns.map((column) => [column.name, column] as const));
  for (const input of inputs) {
    const name = input.name ?? '';
    const column = columns.get(name);
    if (column) checkColumn(column, input, name, complaints);
    else if (input.required) complaints.add(name, MISSING);
  }
}

function checkColumn(column: TableColumn, input: ColumnSpec, path: string, complaints: Complaints): void {
  const { dtype, values } = column;
  if (input.type === 'array' || input.type === 'map' || input.type === 'object') {
    for (const [row, value] of values.entries()) {
      enforce(value, input, input.required, values.length > 1 ? `row ${row + 1}, ${path}` : path, complaints);
      if (complaints.full) return;
    }
  } else if (input.type !== 'tensor' && !takesColumn(input.type, dtype, values)) {
    complaints.add(path, `${contentOf(dtype, values)} are not taken for ${input.type}`);
  }
}

function checkTensors(table: Table, inputs: readonly ColumnSpec[], complaints: Complaints): void {
  const columns = new Map(table.columns.map((column) => [column.name, column] as const));
  for (const input of inputs) {
    if (input.type !== 'tensor') continue;
    if (input.name === undefined) {
      takesTable(input['tensor-spec'], table, complaints);
      continue;
    }
    const column = columns.get(input.name);
    if (column) takesColumnAsTensor(input['tensor-spec'], column, input.name, complaints);
    else complaints.add(input.name, MISSING);
  }
}

type Arrays = NdArray | ReadonlyMap<string, NdArray>;

const isNamed = (arrays: Arrays): arrays is ReadonlyMap<string, NdArray> => arrays instanceof Map;

function checkArrays(arrays: Arrays, inputs: readonly ColumnSpec[], complaints: Complaints): void {
  for (const input of inputs) {
    if (input.type !== 'tensor') continue;
    const path = input.name ?? '[0]';
    const single = input.name === undefined || inputs.length === 1;
    const array = isNamed(arrays) ? arrays.get(input.name ?? '') : single ? arrays : undefined;
    if (array) takesArray(input['tensor-spec'], array, path, complaints);
    else complaints.add(path, input.name === undefined ? 'arrays with names are not taken for one without' : MISSING);
  }
}

/** The table pandas makes of arrays where a signature has columns; of numbers it keeps their type. */
function tableOfArrays(arrays: Arrays, inputs: readonly ColumnSpec[]): Table {
  if (isNamed(arrays)) {
    const value = new Map([...arrays].map(([name, array]) => [name, array.value] as const));
    const table = tableOf(value, inputs);
    if ('reason' in table) return { columns: [], named: true };
    return { ...table, columns: table.columns.map((column) => typedColumn(column, arrays.get(column.name))) };
  }
  const value = isList(arrays.value) ? arrays.value : [arrays.value];
  const { columns } = tableOfRows(null, value.every(isList) ? value : value.map((item) => [item]));
  return { columns: columns.map((column) => typedColumn(column, arrays)), named: false };
}

const typedColumn = (column: TableColumn, array: NdArray | undefined): TableColumn => {
  const [dtype] = (['bool', 'int32', 'int64', 'float32', 'float64'] as const).filter((name) => name === array?.dtype);
  return dtype && column.dtype !== 'object' ? { ...column, dtype } : column;
};

function checkParam(value: Value, param: ParamSpec, complaints: Complaints): void {
  const { name, shape } = param;
  if (shape !== null) {
    if (!isList(value) || value.some((item) => isList(item)))
      complaints.add(name, `${kind(value)} is not taken for a list`);
    else value.forEach((item, index) => checkParamValue(item, param, `${name}[${index}]`, complaints));
  } else if (param.type === 'object') {
    enforce(value, param, true, name, complaints);
  } else {
    checkParamValue(value, param, name, complaints);
  }
}

const PARAM_TAKES: Readonly<Record<string, (value: Value) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => typeof value === 'bigint',
  long: (value) => typeof value === 'bigint',
  float: (value) => typeof value === 'bigint' || typeof value === 'number',
  double: (value) => typeof value === 'bigint' || typeof value === 'number',
  string: (value) => typeof value === 'string',
  datetime: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d(?:-\d\d.*)?$/.test(value) && !Number.isNaN(Date.parse(value)),
};

function checkParamValue(value: Value, { type }: ParamSpec, path: string, complaints: Complaints): void {
  if (value === null || PARAM_TAKES[type]?.(value)) return;
  complaints.add(path, `${kind(value)} is not taken for the param's type ${type}`);
}
