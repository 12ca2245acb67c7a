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

/**
 * MLflow's schema of an evaluation dataset after these records: the kind of each field as it was first seen. A field
 * that is known keeps its kind.
 */
export function grownSchema(before: string | null, changes: readonly RecordChange[]): string | null {
  if (before === null && changes.length === 0) return null;
  const empty: RecordSchema = { inputs: {}, outputs: {}, expectations: {}, version: '1.0' };
  const start = before === null ? empty : (JSON.parse(before) as RecordSchema);
  const grown = changes.reduce<RecordSchema>(
    (schema, { inputs, outputs, expectations = {} }) => ({
      ...schema,
      inputs: withFields(schema.inputs, inputs),
      outputs: withOutputs(schema.outputs, outputs),
      expectations: withFields(schema.expectations, expectations),
    }),
    start,
  );
  return JSON.stringify(grown);
}

function withOutputs(known: Fields | string, outputs: VerbatimJson | undefined): Fields | string {
  if (outputs === undefined || outputs === null) return known;
  if (isVerbatimObject(outputs)) return typeof known === 'string' ? known : withFields(known, outputs);
  return typeof known === 'object' && Object.keys(known).length === 0 ? kindOf(outputs) : known;
}

/** Known fields come first and keep their kinds. */
function withFields(known: Fields, values: VerbatimObject): Fields {
  const added = Object.entries(values).filter(([key]) => !Object.hasOwn(known, key));
  return { ...known, ...Object.fromEntries(added.map(([key, value]) => [key, kindOf(value)])) };
}

function kindOf(value: VerbatimJson): string {
  if (value === null) return 'null';
  if (isVerbatimArray(value)) return 'array';
  if (isVerbatimNumber(value)) return /^-?\d+$/.test(value.rawJSON) ? 'integer' : 'float';
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'string' : 'object';
}
