import { expect, test } from 'vitest';
import { grownSchema } from '../../../src/store/evaluationSchema.ts';
import { parseVerbatim } from '../../../src/model/verbatimJson.ts';
import type { RecordChange } from '../../../src/model/evaluationDataset.ts';

const changes = (json: string): readonly RecordChange[] => parseVerbatim(json) as unknown as readonly RecordChange[];

test('A field keeps the kind it was first seen with, and outputs that are no object are of one kind', () => {
  const first = grownSchema(
    null,
    changes('[{"inputs":{"a":1,"b":[]},"outputs":{"o":1.0}},{"inputs":{"a":"x","c":{}}}]'),
  );
  const second = grownSchema(first, changes('[{"inputs":{"b":null},"outputs":"text","expectations":{"e":true}}]'));
  const texts = grownSchema(null, changes('[{"inputs":{},"outputs":"text"},{"inputs":{},"outputs":{"o":1}}]'));
  expect([second, texts, grownSchema(null, [])].map((text) => JSON.parse(text ?? 'null') as unknown)).toEqual([
    {
      inputs: { a: 'integer', b: 'array', c: 'object' },
      outputs: { o: 'float' },
      expectations: { e: 'boolean' },
      version: '1.0',
    },
    { inputs: {}, outputs: 'string', expectations: {}, version: '1.0' },
    null,
  ]);
});

test('A hundred thousand records with a field of its own each take no longer for that', () => {
  const count = 100_000;
  const records = Array.from({ length: count }, (_, index) => ({ inputs: { [`f${index}`]: true } }));
  const { inputs } = JSON.parse(grownSchema(null, records) ?? '') as { readonly inputs: object };
  expect(Object.keys(inputs)).toHaveLength(count);
});
