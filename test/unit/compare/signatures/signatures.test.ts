import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignByName } from '../../../../src/compare/align.ts';
import type { ModelSignature, SignatureTable } from '../../../../src/compare/comparison.ts';
import { compareSignatures, signatureVerdict } from '../../../../src/compare/signatures/signatures.ts';
import { SIGNATURE_PARTS, signatureRows } from '../../../../src/compare/signatures/signatureTree.ts';
import type { DataType, Signature } from '../../../../src/model/signature.ts';
import { buildModel } from '../../../fixtures/build.ts';
import {
  array,
  column,
  inputs,
  map,
  object,
  optional,
  outputs,
  param,
  params,
} from '../../../fixtures/signatureCases.ts';
import { signatures } from './signatureArbitrary.ts';

const order: Signature = {
  inputs: [
    column('text', 'string'),
    column('user', object({ id: 'long', 'tags?': array('string') })),
    column('items', array(object({ sku: 'string' }))),
    optional('scores', map(map(object({ 'a.b': 'double' })))),
  ],
  outputs: [{ type: 'tensor', required: true, 'tensor-spec': { dtype: 'float32', shape: [-1, 4] } }],
  params: [
    param('temperature', 'double', 0.5),
    param('stop', 'string', ['\n'], [-1]),
    param('seed', 'long', 9_223_372_036_854_775_807n),
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
    const twice = inputs(column('a', 'string'), column('a', 'long'), column('a', 'long'));
    expect(signatureRows(twice).map((row) => `${row.path}: ${row.type}`)).toEqual([
      'a: string',
      'a (2): long',
      'a (3): long',
    ]);
  });

  it('says where a type is nested deeper than is shown', () => {
    let type: DataType = { type: 'string' };
    for (let level = 0; level < 3_000; level++) type = object({ a: type });
    const rows = signatureRows(inputs(column('deep', type)));
    expect([rows.length, rows.at(-2)?.type, rows.at(-1)?.type]).toEqual([1001, 'object', 'nested too deeply to show']);
    let list: DataType = { type: 'string' };
    for (let level = 0; level < 50_000; level++) list = array(list);
    expect(signatureRows(inputs(column('deep', list)))[0]?.type).toMatch(/^array<array<.*string>>*$/);
  });
});

const table = ({ items }: SignatureTable): string[] =>
  items.map(({ path, depth, cells }) => {
    const drawn = cells.map(({ type, required, default: value, change, changed, verdict }) => {
      const need = required === false ? '?' : '';
      const said = [change, ...changed, verdict].filter((word) => word !== null && word !== 'same').join(' ');
      return type === null ? `- ${said}`.trim() : `${type}${need}${value === null ? '' : `=${value}`} ${said}`.trim();
    });
    return `${'  '.repeat(depth)}${path}: ${drawn.join(' | ')}`;
  });

const align = (...all: readonly (Signature | null | undefined)[]) =>
  alignByName(
    all.map((signature) => (signature === undefined ? [] : [buildModel({ description: { signature } })])),
    ({ name }) => name,
  );

const compare = (...all: readonly (Signature | null | undefined)[]) => compareSignatures(align(...all));

function model(...all: readonly (Signature | null | undefined)[]): ModelSignature {
  const [only] = compare(...all).models;
  if (!only) throw new Error('no model');
  return only;
}

const judged = (before: Signature, after: Signature) => {
  const here = model(before, after).columns[1];
  return here && { verdict: here.verdict, reasons: here.reasons, renames: here.renames };
};

describe('compareSignatures', () => {
  const changed: Signature = {
    inputs: [
      optional('language', 'string'),
      optional('text', 'string'),
      column('user', object({ 'id?': 'string', name: 'string', 'tags?': array('long') })),
      column('items', array('string')),
    ],
    outputs: [{ type: 'tensor', required: true, 'tensor-spec': { dtype: 'float32', shape: [-1, 8] } }],
    params: [param('temperature', 'double', 0.7)],
  };

  it('aligns rows by path, and says of each what changed and whether a call breaks', () => {
    const { models, rows, differing } = compare(order, changed);
    const [only] = models;
    expect(only && [table(only.inputs), table(only.outputs), table(only.params)]).toEqual([
      [
        'language: - | string? added compatible',
        'text: string | string? changed optionality compatible',
        'user: object | object unchanged',
        '  user.id: long | string? changed type optionality breaking',
        '  user.name: - | string added breaking',
        '  user.tags: array<string>? | array<long>? changed type breaking',
        'items: array<object> | array<string> changed type breaking',
        '  items[].sku: string | - removed breaking',
        'scores: map<map<object>>? | - removed compatible',
        '  scores{}{}."a.b": double | - removed compatible',
      ],
      ['[0]: tensor float32 (-1, 4) | tensor float32 (-1, 8) changed type breaking'],
      [
        'temperature: double=0.5 | double=0.7 changed default compatible',
        'stop: string (-1)=["\\n"] | - removed compatible',
        'seed: long=9223372036854775807 | - removed compatible',
      ],
    ]);
    expect({ rows, differing }).toEqual({ rows: 14, differing: 13 });
  });

  it('gives the reasons in words, the breaking ones first', () => {
    expect(judged(order, changed)).toEqual({
      verdict: 'breaking',
      reasons: [
        'Input property user.id changed from long to string.',
        'Input property user.name was added and is required.',
        'Input property user.tags changed from array<string> to array<long>.',
        'Input items changed from array<object> to array<string>.',
        'Output [0] changed from tensor float32 (-1, 4) to tensor float32 (-1, 8).',
        'Input language was added and is optional.',
        'Input text became optional.',
        'Input property user.id became optional.',
        'Input scores was removed.',
        'Param temperature has the default 0.7 instead of 0.5.',
        'Param stop was removed.',
        'Param seed was removed.',
      ],
      renames: [],
    });
  });

  it('says how many more changes there are than anyone reads', () => {
    const many = (count: number, first: string) =>
      inputs(...Array.from({ length: count }, (_, index) => column(`${first}${index}`, 'string')));
    const reasons = judged(many(30, 'a'), inputs(column('x', 'string'), ...(many(25, 'b').inputs ?? [])))?.reasons;
    expect([reasons?.length, reasons?.[0], reasons?.at(-1)]).toEqual([
      21,
      'Input x was added and is required.',
      'And 36 more changes, 6 of them breaking.',
    ]);
  });

  it('lets what is inside of a field share the verdict of the field', () => {
    const user = column('user', object({ id: 'long', 'name?': 'string' }));
    const text = column('text', 'string');
    const rules = model(inputs(text), inputs(text, user)).inputs.items.map(({ cells }) => cells[1]?.rule);
    expect(rules).toEqual([
      null,
      'A required input was added: calls without it are refused.',
      'Part of user: A required input was added: calls without it are refused.',
      'Part of user: A required input was added: calls without it are refused.',
    ]);
  });

  it('keeps a model without a signature apart from a run without the model', () => {
    const { models, differing } = compare(order, null, undefined);
    expect(
      models.map(({ columns, differs }) => [
        columns.map(({ state, verdict, reasons }) => [state, verdict, ...reasons]),
        differs,
      ]),
    ).toEqual([
      [
        [
          ['present', null],
          ['none', 'compatible', 'There is no signature any more: MLflow no longer checks calls, and ignores params.'],
          ['absent', null],
        ],
        true,
      ],
    ]);
    expect(differing).toBe(12);
    expect(model(null, outputs(column('x', 'long'))).columns[1]?.verdict).toBe('compatible');
    expect(model(null, null).columns[1]?.verdict).toBe('unchanged');
    expect(model(undefined, order).columns[1]).toMatchObject({ state: 'present', verdict: null, reasons: [] });
  });

  it('takes fifty thousand rows', () => {
    const wide = (from: number) =>
      inputs(...Array.from({ length: 50_000 }, (_, index) => column(`c${from + index}`, 'string')));
    expect(compare(wide(0), wide(1_000))).toMatchObject({ rows: 51_000, differing: 2_000 });
  });
});

describe('the verdict of all models', () => {
  const named = (name: string, signature: Signature | null) => buildModel({ name, description: { signature } });
  const verdict = (before: readonly ReturnType<typeof named>[], after: readonly ReturnType<typeof named>[]) =>
    signatureVerdict(compareSignatures(alignByName([before, after], ({ name }) => name)), 1);
  const text = inputs(column('text', 'string'));
  const more = inputs(column('text', 'string'), optional('n', 'long'));

  it('is that of the gravest, and none where no model has a signature on both sides', () => {
    const a = named('a', text);
    expect(verdict([a, named('b', more)], [named('a', more), named('b', text)])).toBe('compatible');
    expect(verdict([a, named('b', text)], [a, named('b', order)])).toBe('breaking');
    expect(verdict([a], [a])).toBe('unchanged');
    expect(verdict([a], [named('a', null)])).toBeNull();
    expect(verdict([a], [named('b', text)])).toBeNull();
    expect(signatureVerdict(compareSignatures([]), 1)).toBeNull();
  });
});

describe('renames', () => {
  const from = (...names: string[]) => inputs(...names.map((name) => column(name, 'string')));
  const renamed = (before: Signature, after: Signature) =>
    judged(before, after)?.renames.map((rename) => `${rename.part}: ${rename.from} > ${rename.to}`);

  it('are proposed for names that are alike, or the only ones in one place', () => {
    expect(renamed(from('a', 'userId'), from('user_id', 'a'))).toEqual(['inputs: userId > user_id']);
    expect(renamed(from('a', 'text'), from('a', 'question'))).toEqual(['inputs: text > question']);
    expect(renamed(from('text', 'a'), from('a', 'question'))).toEqual([]);
    expect(renamed(from('input_text', 'input_lang'), from('input_language', 'input_texts'))).toEqual([
      'inputs: input_text > input_texts',
      'inputs: input_lang > input_language',
    ]);
  });

  it('are proposed for properties and params, but not across types', () => {
    const user = (name: string) => inputs(column('user', object({ id: 'long', [name]: 'string' })));
    expect(renamed(user('name'), user('full_name'))).toEqual(['inputs: user.name > user.full_name']);
    expect(renamed(params(param('temp', 'double', 1)), params(param('temperature', 'double', 1)))).toEqual([
      'params: temp > temperature',
    ]);
    expect(renamed(inputs(column('a', 'string')), inputs(column('b', 'long')))).toEqual([]);
  });

  it('are not guessed where several fit as well', () => {
    expect(renamed(from('a1', 'b2'), from('c3', 'd4'))).toEqual([]);
    expect(renamed(from('x', 'text'), from('text_a', 'x', 'text_b'))).toEqual([]);
  });

  it('are found by spelling alone among very many', () => {
    const many = (style: (index: number) => string) => from(...Array.from({ length: 500 }, (_, index) => style(index)));
    const found = renamed(
      many((index) => `inputColumn${index}`),
      many((index) => `input_column_${index}`),
    );
    expect(found).toHaveLength(500);
  });
});

describe('any two signatures', () => {
  const RUNS = { numRuns: 300 };
  const MIRROR = { added: 'removed', removed: 'added', same: 'same', changed: 'changed' } as const;
  const rowsOf = ({ inputs: one, outputs: two, params: three }: ModelSignature) =>
    [one, two, three].flatMap(({ items }, part) => items.map((row) => [`${part} ${row.path}`, row] as const));

  it('are unchanged beside themselves', () => {
    fc.assert(
      fc.property(signatures, (signature) => {
        const only = model(signature, structuredClone(signature));
        expect(only.differs).toBe(false);
        expect(only.columns[1]).toMatchObject({ verdict: 'unchanged', reasons: [], renames: [] });
        expect(rowsOf(only).every(([, { cells }]) => cells[1]?.verdict === 'unchanged')).toBe(true);
      }),
      RUNS,
    );
  });

  it('mirror what changed when they are swapped, and the renames', () => {
    fc.assert(
      fc.property(signatures, signatures, (a, b) => {
        const there = model(a, b);
        const back = model(b, a);
        const changes = new Map(rowsOf(back).map(([key, { cells }]) => [key, cells[1]?.change]));
        expect(changes).toEqual(
          new Map(rowsOf(there).map(([key, { cells }]) => [key, MIRROR[cells[1]?.change ?? 'same']])),
        );
        const renames = (there.columns[1]?.renames ?? []).map(({ part, from, to }) => ({ part, from: to, to: from }));
        expect(new Set(back.columns[1]?.renames)).toEqual(new Set(renames));
      }),
      RUNS,
    );
  });

  it('break as a whole if and only if a row breaks, and give a reason', () => {
    fc.assert(
      fc.property(signatures, signatures, (a, b) => {
        const only = model(a, b);
        const verdicts = rowsOf(only).map(([, { cells }]) => cells[1]?.verdict);
        const worst =
          (['breaking', 'compatible'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'unchanged';
        expect(only.columns[1]?.verdict).toBe(worst);
        expect(only.columns[1]?.reasons.length === 0).toBe(worst === 'unchanged');
        for (const [, { cells }] of rowsOf(only)) {
          expect(cells[1]?.rule === null).toBe(cells[1]?.verdict === 'unchanged');
          expect(cells[1]?.change === 'same').toBe(cells[1]?.verdict === 'unchanged');
        }
      }),
      RUNS,
    );
  });

  it('show the rows of both', () => {
    fc.assert(
      fc.property(signatures, signatures, (a, b) => {
        const only = model(a, b);
        for (const [index, signature] of [a, b].entries()) {
          const shown = SIGNATURE_PARTS.flatMap((part) =>
            only[part].items.flatMap(({ path, depth, cells }) => {
              const { type = null, required = null, default: value = null } = cells[index] ?? {};
              return type === null ? [] : [{ part, path, depth, type, required, default: value }];
            }),
          );
          const key = ({ part, path }: { readonly part: string; readonly path: string }) => `${part} ${path}`;
          const sorted = (rows: typeof shown) => rows.toSorted((x, y) => (key(x) < key(y) ? -1 : 1));
          expect(sorted(shown)).toEqual(sorted(signatureRows(signature) as typeof shown));
        }
      }),
      RUNS,
    );
  });
});
