import fc from 'fast-check';
import type { ColumnSpec, DataType, ParamSpec, Signature } from '../../../../src/model/signature.ts';

const NAMES = ['text', 'user_id', 'userId', 'n', 'a.b', 'tags', 'Text'] as const;
const SCALARS = ['boolean', 'integer', 'long', 'float', 'double', 'string', 'binary', 'datetime', 'any'] as const;

const scalar = fc.constantFrom(...SCALARS).map((type): DataType => ({ type }));

const dataType: fc.Arbitrary<DataType> = fc.letrec<{ type: DataType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    tie('type').map((items): DataType => ({ type: 'array', items })),
    tie('type').map((values): DataType => ({ type: 'map', values })),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie('type'), fc.boolean()), {
        maxLength: 3,
        selector: ([name]) => name,
      })
      .map((properties): DataType => ({
        type: 'object',
        properties: Object.fromEntries(properties.map(([name, type, required]) => [name, { ...type, required }])),
      })),
  ),
})).type;

const tensor = fc.record({
  type: fc.constant('tensor' as const),
  'tensor-spec': fc.record({
    dtype: fc.constantFrom('float32', 'float64', 'object', 'str'),
    shape: fc.array(fc.constantFrom(-1, 1, 2), { maxLength: 3 }),
  }),
});

/** As MLflow allows them: all with a name or none, all tensors or none; one tensor without a name. */
const columns = (type: fc.Arbitrary<DataType>): fc.Arbitrary<ColumnSpec[]> => {
  const named = fc.uniqueArray(fc.record({ name: fc.constantFrom(...NAMES), type, required: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ name }) => name,
  });
  const unnamed = fc.array(type, { minLength: 1, maxLength: 2 });
  return fc
    .oneof(
      { arbitrary: named, weight: 3 },
      { arbitrary: unnamed.map((types) => types.map((each) => ({ type: each, required: true }))), weight: 1 },
    )
    .map((specs) => specs.map(({ type: own, ...spec }): ColumnSpec => ({ ...own, ...spec })));
};

const anyColumns = fc.oneof(
  { arbitrary: columns(dataType), weight: 4 },
  { arbitrary: columns(tensor).map((specs) => (specs[0]?.name === undefined ? specs.slice(0, 1) : specs)), weight: 1 },
);

const params: fc.Arbitrary<ParamSpec[]> = fc.uniqueArray(
  fc
    .record({
      name: fc.constantFrom(...NAMES),
      type: scalar,
      default: fc.constantFrom(null, 1, 'a'),
      shape: fc.constantFrom(null, [-1]),
    })
    .map(({ type, ...spec }): ParamSpec => ({ ...type, ...spec })),
  { minLength: 1, maxLength: 3, selector: ({ name }) => name },
);

/** Signatures as MLflow takes them. */
export const signatures: fc.Arbitrary<Signature> = fc
  .record({
    inputs: fc.option(anyColumns, { freq: 5 }),
    outputs: fc.option(anyColumns),
    params: fc.option(params),
  })
  .filter((signature) => Object.values(signature).some((part) => part !== null));

/** Signatures of columns alone, mostly few and of few types, so that two of them often fit each other. */
export const columnSignatures: fc.Arbitrary<Signature> = columns(dataType).map((inputs) => ({
  inputs,
  outputs: null,
  params: null,
}));
