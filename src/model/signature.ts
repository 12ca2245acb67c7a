/**
 * A model signature as MLflow's MLmodel file keeps it: `inputs`, `outputs` and `params` are lists of specs.
 * Source of the shapes: MLflow's signature JSON (protocol facts, section 6.3).
 */
export interface Signature {
  readonly inputs: readonly ColumnSpec[] | null;
  readonly outputs: readonly ColumnSpec[] | null;
  readonly params: readonly ParamSpec[] | null;
}

export type ScalarType =
  'boolean' | 'integer' | 'long' | 'float' | 'double' | 'string' | 'binary' | 'datetime' | 'any' | 'sparkml_vector';

/** The type part of a spec. `required` of an object's property says whether the key must be there. */
export type DataType =
  | { readonly type: ScalarType }
  | { readonly type: 'array'; readonly items: DataType }
  | { readonly type: 'map'; readonly values: DataType }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, DataType & { readonly required: boolean }>>;
    }
  | { readonly type: 'tensor'; readonly 'tensor-spec': { readonly dtype: string; readonly shape: readonly number[] } };

/** A column or a tensor; `name` is absent for a single unnamed one. */
export type ColumnSpec = DataType & { readonly name?: string; readonly required: boolean };

export type ParamSpec = DataType & {
  readonly name: string;
  readonly default: unknown;
  readonly shape: readonly number[] | null;
};
