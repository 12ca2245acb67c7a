import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignByName } from '../../../../src/compare/align.ts';
import { exampleVerdict } from '../../../../src/compare/signatures/signatureExample.ts';
import { loadExample } from '../../../../src/compare/signatures/signatureExampleLoad.ts';
import { compareSignatures } from '../../../../src/compare/signatures/signatures.ts';
import type { DataType, Signature } from '../../../../src/model/signature.ts';
import { buildModel } from '../../../fixtures/build.ts';
import {
  array,
  column,
  inputs,
  map,
  object,
  optional,
  param,
  params,
  tensor,
  unnamed,
} from '../../../fixtures/signatureCases.ts';
import { columnSignatures } from './signatureArbitrary.ts';

const info = (type: string, withParams: boolean): string =>
  `flavors: {}\nsaved_input_example_info:\n  artifact_path: input_example.json\n${withParams ? "  params: 'true'\n" : ''}  type: ${type}\nutc_time_created: x\n`;

interface Saved {
  readonly of?: Signature;
  /** What MLmodel says of it; nothing when not given. */
  readonly type?: string;
  readonly params?: boolean;
}

const model = (inputExample: string | null, signature: Signature | null, saved: Saved = {}) =>
  buildModel({
    description: { signature, inputExample, mlmodel: saved.type ? info(saved.type, saved.params ?? false) : '' },
  });

const verdict = (example: string, signature: Signature, { of, ...saved }: Saved = {}) =>
  exampleVerdict(loadExample(model(example, of ?? null, saved)), signature);

const reasons = (example: string, signature: Signature, saved: Saved = {}) => {
  const said = verdict(example, signature, saved);
  return said && (said.accepted ? 'fits' : said.reasons);
};

describe('an input example and a signature', () => {
  it('go together or not, with the place of what does not fit', () => {
    const table = '{"columns":["text","n"],"data":[["a",1],["b",null]]}';
    expect(reasons(table, inputs(column('text', 'string')))).toBe('fits');
    expect(reasons(table, inputs(column('text', 'long'), column('n', 'long'), column('language', 'string')))).toEqual([
      'text: texts are not taken for long.',
      'n: integers with gaps, which a table keeps as floats are not taken for long.',
      'language: required, but not there.',
    ]);
  });

  it('are looked at inside of lists, objects and maps', () => {
    const chat = column('messages', array(object({ role: 'string', content: 'string', 'name?': 'string' })));
    expect(reasons('{"messages":[{"role":"user","content":"hi"}]}', inputs(chat))).toBe('fits');
    expect(reasons('{"messages":[{"role":"user","content":"hi"},{"role":1,"text":"hi"}]}', inputs(chat))).toEqual([
      'messages[1].content: required, but not there.',
      'messages[1].role: an integer is not taken for string.',
      'messages[1].text: not a property of the type.',
    ]);
    expect(reasons('[{"m":{"a":1}},{"m":{"b":"x"}}]', inputs(column('m', map('long'))))).toEqual([
      'row 2, m{}.b: a text is not taken for long.',
    ]);
    expect(reasons('{"xs":[1,2.5]}', inputs(column('xs', array('long'))))).toEqual([
      'xs[]: 64-bit floats are not taken for long.',
    ]);
  });

  it('tell integers from floats as Python does, and let NaN stand bare', () => {
    expect(reasons('{"x":7}', inputs(column('x', 'long')))).toBe('fits');
    expect(reasons('{"x":7.0}', inputs(column('x', 'long')))).toEqual(['x: 64-bit floats are not taken for long.']);
    expect(reasons('{"x":NaN}', inputs(column('x', 'double')))).toBe('fits');
    expect(reasons('{"x":9223372036854775808}', inputs(column('x', 'long')))).toEqual([
      'x: unsigned 64-bit integers are not taken for long.',
    ]);
  });

  it('are judged by what the model of the example reads back', () => {
    const table = '{"columns":["x"],"data":[[7]]}';
    const long = inputs(column('x', 'long'));
    expect(reasons(table, long, { type: 'dataframe', of: inputs(column('x', 'integer')) })).toBe('fits');
    expect(reasons(table, long, { type: 'dataframe', of: inputs(column('x', 'double')) })).toEqual([
      'x: 64-bit floats are not taken for long.',
    ]);
    const text = '{"columns":["x"],"data":[["seven"]]}';
    expect(reasons(text, inputs(column('x', 'string')), { type: 'dataframe', of: long })).toEqual([
      'Its own signature does not fit it: x: it cannot be read back as long.',
    ]);
  });

  it('may be arrays and tensors', () => {
    const square = inputs(unnamed(tensor('float64', -1, 2)));
    const saved = { type: 'ndarray', of: square };
    expect(reasons('[[1.0, 2.0]]', square, saved)).toBe('fits');
    expect(reasons('[[1.0, 2.0]]', inputs(unnamed(tensor('float64', -1, 3))), saved)).toEqual([
      '[0]: an array of shape (1, 2) is not taken for (-1, 3).',
    ]);
    expect(reasons('[[1.0, 2.0]]', inputs(unnamed(tensor('float32', -1, 2))), saved)).toEqual([
      '[0]: an array of float64 is not taken for float32.',
    ]);
    expect(reasons('{"x": 1}', inputs(column('x', tensor('int64', -1))))).toEqual([
      'x: plain JSON is not taken for a tensor.',
    ]);
  });

  it('bring params along', () => {
    const saved = { type: 'json_object', params: true };
    const example = '{"inputs": "hello", "params": {"t": 1.5, "unknown": 1, "stop": ["a", 2]}}';
    const signature = (...specs: Parameters<typeof params>): Signature => ({
      ...params(...specs),
      inputs: [unnamed('string')],
    });
    expect(reasons(example, signature(param('t', 'double', 1)), saved)).toBe('fits');
    expect(reasons(example, signature(param('t', 'long', 1), param('stop', 'string', ['a'], [-1])), saved)).toEqual([
      "t: a float is not taken for the param's type long.",
      "stop[1]: an integer is not taken for the param's type string.",
    ]);
  });

  it('are left alone where they cannot be judged', () => {
    const text = inputs(column('text', 'string'));
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    const unjudged = ['not JSON', '{"text":', '[1,]', '{"a" 1}', deep, `["${'a'.repeat(1_000_000)}"]`];
    expect(unjudged.map((example) => verdict(example, text))).toEqual(unjudged.map(() => null));
    expect(
      verdict('{"data":[1.5],"indices":[0],"indptr":[0,1],"shape":[1,1]}', text, { type: 'sparse_matrix_csr' }),
    ).toBeNull();
  });

  it('stand in the columns of a comparison', () => {
    const one = inputs(column('text', 'string'));
    const two = inputs(column('text', 'string'), column('language', 'string'));
    const models = [
      model('{"text":"a"}', one),
      model('{"text":"a","language":"en"}', two),
      model(null, one),
      model('{"text":1}', null),
    ];
    const aligned = alignByName(
      models.map((each) => [each]),
      ({ name }) => name,
    );
    const columns = compareSignatures(aligned).models[0]?.columns ?? [];
    expect(
      columns.map(({ example, baselineExample, ownExample }) =>
        [example, baselineExample, ownExample].map((each) => each?.accepted ?? null),
      ),
    ).toEqual([
      [true, null, null],
      [true, false, true],
      [null, true, null],
      [null, null, false],
    ]);
    expect(columns[1]?.baselineExample?.reasons).toEqual(['language: required, but not there.']);
  });
});

/** A value of a type as JSON, as a caller might send it; null where a null is let through, too. */
function valueOf(type: DataType): fc.Arbitrary<unknown> {
  switch (type.type) {
    case 'array':
      return fc.array(valueOf(type.items), { maxLength: 2 });
    case 'map':
      return fc.dictionary(fc.constantFrom('a', 'b'), valueOf(type.values), { maxKeys: 2 });
    case 'object':
      return recordOf(Object.entries(type.properties).map(([name, property]) => ({ name, ...property })));
    case 'string':
    case 'binary':
      return fc.constantFrom('a', 'é');
    case 'boolean':
      return fc.boolean();
    case 'any':
      return fc.constantFrom<unknown>(7, 'a', null, [1, 2], { a: 1 });
    default:
      return fc.constantFrom<unknown>(0, 7, 1.5, null);
  }
}

function recordOf(fields: readonly (DataType & { readonly name?: string; readonly required: boolean })[]) {
  const parts = fields.map((field) => fc.tuple(valueOf(field), field.required ? fc.constant(true) : fc.boolean()));
  return fc
    .tuple(...parts)
    .map((values) =>
      Object.fromEntries(
        values.flatMap(([value, there], index) => (there ? [[fields[index]?.name ?? '', value]] : [])),
      ),
    );
}

describe('a compatible change of a signature', () => {
  it('refuses no example that fitted, in any form', () => {
    const changes = fc.oneof(fc.tuple(columnSignatures, columnSignatures), columnSignatures.chain(nearby));
    const tried = { compatible: 0 };
    fc.assert(
      fc.property(
        changes.chain(([before, after]) =>
          fc.tuple(
            fc.constant(before),
            fc.constant(after),
            fc.array(recordOf(before.inputs ?? []), { minLength: 1, maxLength: 2 }),
          ),
        ),
        ([before, after, records]) => {
          const aligned = alignByName([[model(null, before)], [model(null, after)]], ({ name }) => name);
          if (compareSignatures(aligned).models[0]?.columns[1]?.verdict === 'breaking') return;
          for (const example of formsOf(records)) {
            if (verdict(example, before)?.accepted !== true) continue;
            tried.compatible++;
            expect(verdict(example, after), example).toEqual({ accepted: true, reasons: [] });
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(tried.compatible).toBeGreaterThan(300);
  });
});

/** One record, all of them, and as columns. */
function formsOf(records: readonly Record<string, unknown>[]): string[] {
  const [first = {}] = records;
  const names = Object.keys(first);
  const lists = Object.fromEntries(names.map((name) => [name, records.map((record) => record[name] ?? null)]));
  const data = records.map((record) => names.map((name) => record[name] ?? null));
  return [first, records, lists, { columns: names, data }].map((form) => JSON.stringify(form));
}

/** A signature and one that differs from it in a field or two. */
function nearby(signature: Signature): fc.Arbitrary<[Signature, Signature]> {
  const columns = signature.inputs ?? [];
  const changed = columns.map((spec) =>
    fc.oneof(
      { arbitrary: fc.constant([spec]), weight: 3 },
      { arbitrary: fc.constant([{ ...spec, required: spec.name === undefined }]), weight: 1 },
      { arbitrary: fc.constant([]), weight: 1 },
      { arbitrary: fc.constant([spec.name === undefined ? unnamed('any') : column(spec.name, 'any')]), weight: 1 },
    ),
  );
  const added = fc.constantFrom([], [optional('later', 'string')], [optional('later', array('long'))]);
  return fc.tuple(fc.tuple(...changed), added).map(([specs, more]) => {
    const kept = specs.flat();
    const all = columns[0]?.name === undefined ? kept : [...kept, ...more];
    return [signature, { ...signature, inputs: all.length === 0 ? null : all }];
  });
}
