import { describe, expect, test } from 'vitest';
import type { ExampleValue } from '../../../src/tracking/exampleValue.ts';
import { inferSignature } from '../../../src/tracking/inferSignature.ts';

const columns = (value: ExampleValue): string => JSON.stringify(inferSignature(value).inputs);

// Each pair as MLflow 3.17 answers for the same value in Python.
const AS_MLFLOW: readonly (readonly [ExampleValue, string])[] = [
  ['hi', '[{"type":"string","required":true}]'],
  [['a', 'b'], '[{"type":"string","required":true}]'],
  [1, '[{"type":"long","required":true}]'],
  [1.5, '[{"type":"double","required":true}]'],
  [true, '[{"type":"boolean","required":true}]'],
  [[1, null], '[{"type":"long","required":true}]'],
  [[1, 'a'], '[{"type":"any","required":true}]'],
  [[true, 1], '[{"type":"any","required":true}]'],
  [[], '[{"type":"any","required":true}]'],
  [{}, '[{"type":"any","required":true}]'],
  [[{}], '[{"type":"any","required":true}]'],
  [[[]], '[{"type":"any","required":true}]'],
  [[['a', 'b'], ['c']], '[{"type":"array","items":{"type":"string"},"required":true}]'],
  [[[], [1]], '[{"type":"array","items":{"type":"long"},"required":true}]'],
  [
    { b: 1, a: 'x', none: null, list: [], object: {} },
    '[{"type":"long","name":"b","required":true},{"type":"string","name":"a","required":true},' +
      '{"type":"any","name":"none","required":false},{"type":"any","name":"list","required":true},' +
      '{"type":"any","name":"object","required":true}]',
  ],
  [
    [
      { a: 1, b: 'x' },
      { a: 2, c: 1.5 },
    ],
    '[{"type":"long","name":"a","required":true},{"type":"string","name":"b","required":false},' +
      '{"type":"double","name":"c","required":false}]',
  ],
  [[{ a: null }, { a: null }], '[{"type":"any","name":"a","required":false}]'],
  [{ a: [1, null] }, '[{"type":"array","items":{"type":"long"},"name":"a","required":false}]'],
  [{ a: [null] }, '[{"type":"array","items":{"type":"any"},"name":"a","required":false}]'],
  [{ a: [[]] }, '[{"type":"array","items":{"type":"any"},"name":"a","required":true}]'],
  [
    {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'user', content: null, name: 'x' },
      ],
    },
    '[{"type":"array","items":{"type":"object","properties":{"content":{"type":"string","required":false},' +
      '"name":{"type":"string","required":false},"role":{"type":"string","required":true}}},"name":"messages","required":true}]',
  ],
  [
    { d: { z: 1, y: null } },
    '[{"type":"object","properties":{"y":{"type":"any","required":false},"z":{"type":"long","required":true}},"name":"d","required":true}]',
  ],
];

/** The same JSON whatever the order of keys: MLflow writes a column's name after its type. */
const canonical = (json: string): unknown => JSON.parse(json) as unknown;

describe('inferSignature', () => {
  test('answers as MLflow does', () => {
    for (const [value, expected] of AS_MLFLOW) expect(canonical(columns(value))).toEqual(canonical(expected));
  });

  test('sorts the properties of objects, at every depth', () => {
    expect(columns([[{ b: { d: 1, c: 1 }, a: 1 }]])).toBe(
      '[{"type":"array","items":{"type":"object","properties":{"a":{"type":"long","required":true},' +
        '"b":{"type":"object","properties":{"c":{"type":"long","required":true},"d":{"type":"long","required":true}},"required":true}}},"required":true}]',
    );
  });

  test('takes whole numbers among fractions for fractions, and contradictions for any where they stand', () => {
    expect(columns([1, 2.5])).toBe('[{"type":"double","required":true}]');
    expect(
      columns([
        { a: 1, b: 1 },
        { a: 'x', b: 2 },
      ]),
    ).toBe('[{"type":"any","name":"a","required":true},{"type":"long","name":"b","required":true}]');
    expect(columns([[1, 'a'], [2]])).toBe('[{"type":"array","items":{"type":"any"},"required":true}]');
  });

  test('knows 64-bit integers, numbers beyond them, dates and bytes', () => {
    expect(columns({ a: 2n ** 63n - 1n, b: 1e300, c: new Date(0), d: Uint8Array.of(1), e: -0 })).toBe(
      '[{"type":"long","name":"a","required":true},{"type":"double","name":"b","required":true},' +
        '{"type":"datetime","name":"c","required":true},{"type":"binary","name":"d","required":true},' +
        '{"type":"long","name":"e","required":true}]',
    );
  });

  test('leaves out what is not given', () => {
    expect(inferSignature(undefined, 'x')).toEqual({
      inputs: null,
      outputs: [{ type: 'string', required: true }],
      params: null,
    });
  });

  test('makes params with their defaults', () => {
    const params = {
      t: 0.5,
      n: 3,
      stop: ['a', 'b'],
      flag: true,
      s: 'x',
      l: [1, 2],
      none: [],
      o: { a: 1, b: [1] },
      d: new Date(0),
    };
    expect(inferSignature('in', 'out', params).params).toEqual([
      { type: 'double', name: 't', default: 0.5, shape: null },
      { type: 'long', name: 'n', default: 3, shape: null },
      { type: 'string', name: 'stop', default: ['a', 'b'], shape: [-1] },
      { type: 'boolean', name: 'flag', default: true, shape: null },
      { type: 'string', name: 's', default: 'x', shape: null },
      { type: 'long', name: 'l', default: [1, 2], shape: [-1] },
      { type: 'string', name: 'none', default: [], shape: [-1] },
      {
        type: 'object',
        properties: {
          a: { type: 'long', required: true },
          b: { type: 'array', items: { type: 'long' }, required: true },
        },
        name: 'o',
        default: { a: 1, b: [1] },
        shape: null,
      },
      { type: 'datetime', name: 'd', default: '1970-01-01T00:00:00.000', shape: null },
    ]);
  });

  test('refuses params that MLflow cannot keep', () => {
    for (const value of [null, [[1]], [{ a: 1 }], [1, 'a'], [1, null], {}]) {
      expect(() => inferSignature('in', 'out', { p: value })).toThrow(/^The default of param 'p' must be/);
    }
  });
});
