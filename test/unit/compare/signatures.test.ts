import { describe, expect, it } from 'vitest';
import { alignModels } from '../../../src/compare/models.ts';
import type { SignatureTable } from '../../../src/compare/comparison.ts';
import { compareSignatures } from '../../../src/compare/signatures.ts';
import { signatureRows } from '../../../src/compare/signatureTree.ts';
import type { Signature } from '../../../src/model/signature.ts';
import { buildModel, buildSnapshot } from '../../fixtures/build.ts';

const order: Signature = {
  inputs: [
    { type: 'string', name: 'text', required: true },
    {
      type: 'object',
      name: 'user',
      required: true,
      properties: {
        id: { type: 'long', required: true },
        tags: { type: 'array', items: { type: 'string' }, required: false },
      },
    },
    {
      type: 'array',
      name: 'items',
      required: true,
      items: { type: 'object', properties: { sku: { type: 'string', required: true } } },
    },
    {
      type: 'map',
      name: 'scores',
      required: false,
      values: { type: 'map', values: { type: 'object', properties: { 'a.b': { type: 'double', required: true } } } },
    },
  ],
  outputs: [{ type: 'tensor', required: true, 'tensor-spec': { dtype: 'float32', shape: [-1, 4] } }],
  params: [
    { type: 'double', name: 'temperature', default: 0.5, shape: null },
    { type: 'string', name: 'stop', default: ['\n'], shape: [-1] },
    { type: 'long', name: 'seed', default: 9_223_372_036_854_775_807n, shape: null },
  ],
};

describe('signatureRows', () => {
  it('lists nested fields by path, with type, need and default', () => {
    const rows = signatureRows(order).map(({ part, path, depth, type, required, default: value }) =>
      [part, '  '.repeat(depth) + path, type, required, value].join(' | '),
    );
    expect(rows).toEqual([
      'inputs | text | string | true | ',
      'inputs | user | object | true | ',
      'inputs |   user.id | long | true | ',
      'inputs |   user.tags | array<string> | false | ',
      'inputs | items | array<object> | true | ',
      'inputs |   items[].sku | string | true | ',
      'inputs | scores | map<map<object>> | false | ',
      'inputs |   scores{}{}."a.b" | double | true | ',
      'outputs | [0] | tensor float32 (-1, 4) | true | ',
      'params | temperature | double |  | 0.5',
      'params | stop | string (-1) |  | ["\\n"]',
      'params | seed | long |  | 9223372036854775807',
    ]);
  });

  it('shows both of two columns that have one name', () => {
    const twice: Signature = {
      inputs: [
        { type: 'string', name: 'a', required: true },
        { type: 'long', name: 'a', required: true },
      ],
      outputs: null,
      params: null,
    };
    expect(signatureRows(twice).map((row) => `${row.path}: ${row.type}`)).toEqual(['a: string', 'a (2): long']);
  });
});

const table = ({ items }: SignatureTable): string[] =>
  items.map(({ path, depth, cells }) => {
    const drawn = cells.map(({ type, required, default: value, change, changed }) => {
      const need = required === false ? '?' : '';
      return type === null
        ? `- ${change}`
        : `${type}${need}${value === null ? '' : `=${value}`} ${[change, ...changed].join(' ')}`;
    });
    return `${'  '.repeat(depth)}${path}: ${drawn.join(' | ')}`;
  });

const compare = (...signatures: (Signature | null | undefined)[]) =>
  compareSignatures(
    alignModels(
      signatures.map((signature) =>
        buildSnapshot({ models: signature === undefined ? [] : [buildModel({ description: { signature } })] }),
      ),
    ),
  );

describe('compareSignatures', () => {
  it('aligns rows by path and says what changed in each', () => {
    const changed: Signature = {
      inputs: [
        { type: 'string', name: 'language', required: false },
        { type: 'string', name: 'text', required: false },
        {
          type: 'object',
          name: 'user',
          required: true,
          properties: {
            id: { type: 'string', required: false },
            name: { type: 'string', required: true },
            tags: { type: 'array', items: { type: 'long' }, required: false },
          },
        },
        { type: 'array', name: 'items', required: true, items: { type: 'string' } },
      ],
      outputs: [{ type: 'tensor', required: true, 'tensor-spec': { dtype: 'float32', shape: [-1, 8] } }],
      params: [{ type: 'double', name: 'temperature', default: 0.7, shape: null }],
    };
    const { models, rows, differing } = compare(order, changed);
    const [model] = models;
    expect(model && [table(model.inputs), table(model.outputs), table(model.params)]).toEqual([
      [
        'language: - same | string? added',
        'text: string same | string? changed optionality',
        'user: object same | object same',
        '  user.id: long same | string? changed type optionality',
        '  user.name: - same | string added',
        '  user.tags: array<string>? same | array<long>? changed type',
        'items: array<object> same | array<string> changed type',
        '  items[].sku: string same | - removed',
        'scores: map<map<object>>? same | - removed',
        '  scores{}{}."a.b": double same | - removed',
      ],
      ['[0]: tensor float32 (-1, 4) same | tensor float32 (-1, 8) changed type'],
      [
        'temperature: double=0.5 same | double=0.7 changed default',
        'stop: string (-1)=["\\n"] same | - removed',
        'seed: long=9223372036854775807 same | - removed',
      ],
    ]);
    expect({ rows, differing }).toEqual({ rows: 14, differing: 13 });
  });

  it('keeps a model without a signature apart from a run without the model', () => {
    const { models, differing } = compare(order, null, undefined);
    expect(models.map(({ columns, differs }) => ({ columns, differs }))).toEqual([
      { columns: ['present', 'none', 'absent'], differs: true },
    ]);
    expect(differing).toBe(12);
  });

  it('takes fifty thousand rows', () => {
    const wide = (from: number): Signature => ({
      inputs: Array.from({ length: 50_000 }, (_, index) => {
        return { type: 'string', name: `c${from + index}`, required: true } as const;
      }),
      outputs: null,
      params: null,
    });
    expect(compare(wide(0), wide(1_000))).toMatchObject({ rows: 51_000, differing: 2_000 });
  });
});
