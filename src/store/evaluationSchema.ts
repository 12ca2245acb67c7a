import type { RecordChange } from '../model/evaluationDataset.ts';
import {
  isVerbatimArray,
  isVerbatimNumber,
  isVerbatimObject,
  type VerbatimJson,
  type VerbatimObject,
} from '../model/verbatimJson.ts';

type Fields = Readonly<Record<string, string>>;

interface RecordSchema {
  readonly inputs: Fields;
  /** One kind where records' outputs are no objects. */
  readonly outputs: Fields | string;
  readonly expectations: Fields;
  readonly version: string;
}

/** Fields by name in the order they were first seen; it grows, as one call may bring a hundred thousand of them. */
type Grown = Map<string, string>;

/**
 * MLflow's schema of an evaluation dataset after these records: the kind of each field as it was first seen. A field
 * that is known keeps its kind.
 */
export function grownSchema(before: string | null, changes: readonly RecordChange[]): string | null {
  if (before === null && changes.length === 0) return null;
  const empty: RecordSchema = { inputs: {}, outputs: {}, expectations: {}, version: '1.0' };
  const start = before === null ? empty : (JSON.parse(before) as RecordSchema);
  const [inputs, expectations] = [grownOf(start.inputs), grownOf(start.expectations)];
  let outputs = typeof start.outputs === 'string' ? start.outputs : grownOf(start.outputs);
  for (const change of changes) {
    addFields(inputs, change.inputs);
    addFields(expectations, change.expectations ?? {});
    outputs = withOutputs(outputs, change.outputs);
  }
  const grown: RecordSchema = {
    ...start,
    inputs: Object.fromEntries(inputs),
    outputs: typeof outputs === 'string' ? outputs : Object.fromEntries(outputs),
    expectations: Object.fromEntries(expectations),
  };
  return JSON.stringify(grown);
}

const grownOf = (fields: Fields): Grown => new Map(Object.entries(fields));

function withOutputs(known: Grown | string, outputs: VerbatimJson | undefined): Grown | string {
  if (outputs === undefined || outputs === null || typeof known === 'string') return known;
  if (!isVerbatimObject(outputs)) return known.size === 0 ? kindOf(outputs) : known;
  addFields(known, outputs);
  return known;
}

function addFields(known: Grown, values: VerbatimObject): void {
  for (const [key, value] of Object.entries(values)) if (!known.has(key)) known.set(key, kindOf(value));
}

function kindOf(value: VerbatimJson): string {
  if (value === null) return 'null';
  if (isVerbatimArray(value)) return 'array';
  if (isVerbatimNumber(value)) return /^-?\d+$/.test(value.rawJSON) ? 'integer' : 'float';
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'string' : 'object';
}
