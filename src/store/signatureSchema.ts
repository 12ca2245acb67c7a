import * as z from 'zod/mini';
import { parseJson } from '../model/json.ts';
import type { ColumnSpec, DataType, ParamSpec, ScalarType } from '../model/signature.ts';

const SCALARS = [
  'boolean',
  'integer',
  'long',
  'float',
  'double',
  'string',
  'binary',
  'datetime',
  'any',
  'sparkml_vector',
] as const satisfies readonly ScalarType[];

const shape = z.array(z.number());
const nested = z.lazy((): z.ZodMiniType<DataType> => dataType);

// Files from before late 2024 say `optional` where newer ones say `required`; those that say neither mean required.
const presence = z.pipe(
  z.object({ required: z.exactOptional(z.boolean()), optional: z.exactOptional(z.boolean()) }),
  z.transform(({ required, optional }) => ({ required: required ?? optional !== true })),
);

const dataType: z.ZodMiniType<DataType> = z.discriminatedUnion('type', [
  z.object({ type: z.enum(SCALARS) }),
  z.object({ type: z.literal('array'), items: nested }),
  z.object({ type: z.literal('map'), values: nested }),
  z.object({
    type: z.literal('object'),
    properties: z.record(
      z.string(),
      z.lazy(() => z.intersection(dataType, presence)),
    ),
  }),
  z.object({ type: z.literal('tensor'), 'tensor-spec': z.object({ dtype: z.string(), shape }) }),
]);

/** Columns of a data frame without names are numbered. */
const columnName = z.union([z.string(), z.pipe(z.number(), z.transform(String))]);

const column: z.ZodMiniType<ColumnSpec> = z.intersection(
  z.intersection(dataType, presence),
  z.object({ name: z.exactOptional(columnName) }),
);

/** Very old files say `dtype` where newer ones say `type`. */
const named = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !('type' in value) && 'dtype' in value
    ? { ...value, type: value.dtype }
    : value;

const param: z.ZodMiniType<ParamSpec> = z.pipe(
  z.transform(named),
  z.intersection(
    dataType,
    z.object({ name: z.string(), default: z._default(z.unknown(), null), shape: z._default(z.nullable(shape), null) }),
  ),
);

const columns = z.nullable(z.array(column));
const params = z.nullable(z.array(param));

/** Nesting of a type: a handful in real files, and walking thousands would exhaust the stack. */
const MAX_DEPTH = 60;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]|-?Infinity|NaN/gs;

/**
 * The JSON text of a signature's `inputs` or `outputs` in an MLmodel file, older forms brought to the newest (protocol
 * facts, 6.3). Throws SyntaxError, ZodError, or Error for nesting that no type has.
 */
export function parseColumns(text: string): readonly ColumnSpec[] | null {
  return columns.parse(parseJson(plainJson(text)));
}

/** As parseColumns, for `params`; defaults keep every digit, and a default that JSON cannot hold is its name as text. */
export function parseParams(text: string): readonly ParamSpec[] | null {
  return params.parse(parseJson(plainJson(text)));
}

/** Python writes NaN and infinities bare. */
function plainJson(text: string): string {
  let depth = 0;
  return text.replace(TOKEN, (token) => {
    if (token === ']' || token === '}') depth--;
    else if ((token === '[' || token === '{') && ++depth > MAX_DEPTH) throw new Error('It is nested too deeply.');
    return /^[-IN]/.test(token) ? `"${token}"` : token;
  });
}
