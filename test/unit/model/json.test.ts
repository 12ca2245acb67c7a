import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { int64, metricText, parseJson, stringifyJson } from '../../../src/model/json.ts';
import { fuzzing } from '../../fixtures/seeds/seeds.ts';

/** JSON text as `JSON.stringify` writes it, with integers of any length. */
const integer = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String);
const leaf = fc.oneof(
  integer,
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  integer.map((text) => JSON.stringify(text)),
  fc.constantFrom('-0', 'null', 'true', 'false', '"\\ud800"', '{}', '[]'),
);
// Integers as keys would change places.
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toJSON', ''),
  fc.string().map((text) => `k${text}`),
);
const { value: jsonText } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(name, tie('value')), { maxLength: 5, selector: ([key]) => key })
      .map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
  ),
}));

describe('JSON that keeps every digit', () => {
  it('reads integers beyond 2^53 as bigints and writes them back as numbers', () => {
    const text = '{"step":9223372036854775807,"low":-9223372036854775808,"small":7,"list":[9007199254740993]}';
    expect(parseJson(text)).toEqual({
      step: 9_223_372_036_854_775_807n,
      low: -9_223_372_036_854_775_808n,
      small: 7,
      list: [9_007_199_254_740_993n],
    });
    expect(stringifyJson(parseJson(text))).toBe(text);
  });

  it('leaves fractions, exponents and texts of digits as they are', () => {
    expect(parseJson('[1.5, 1e300, "9223372036854775807", true, null]')).toEqual([
      1.5,
      1e300,
      '9223372036854775807',
      true,
      null,
    ]);
  });

  it('writes what JSON itself would write, and exactly where that would change a value', () => {
    const plain = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))); // without -0
    const special = fc.oneof(fc.double(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
    fc.assert(
      fc.property(plain, special, (value, other) => {
        expect(stringifyJson(value)).toBe(JSON.stringify(value));
        const [whole, inner] = [stringifyJson([value, { other }]), stringifyJson(other)];
        expect(whole).toBe(`[${stringifyJson(value)},{"other":${inner}}]`);
      }),
    );
  });

  it('reads numbers of any length and notation as one by one', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?$/);
    const space = fc.constantFrom('', ' ', '\n');
    fc.assert(
      fc.property(digits, space, (number, blank) => {
        const exact = /^-?\d+$/.test(number) && !Number.isSafeInteger(Number(number));
        const value = exact ? BigInt(number) : Number(number);
        const text = `{"a":${blank}[${blank}${number}${blank},"${number}",${number}]}`;
        expect(parseJson(text)).toEqual({ a: [value, number, value] });
        expect(parseJson(number)).toEqual(value);
      }),
    );
  });

  it('brings back every 64-bit integer', () => {
    const range = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
    fc.assert(
      fc.property(fc.bigInt(range), (value) => BigInt(parseJson(stringifyJson(value)) as number | bigint) === value),
    );
  });

  it("writes numbers JSON cannot hold as MLflow's texts for them", () => {
    expect(stringifyJson({ values: [NaN, Infinity, -Infinity, 0.5] })).toBe(
      '{"values":["NaN","Infinity","-Infinity",0.5]}',
    );
    expect([NaN, Infinity, -Infinity, 1e-7].map(metricText)).toEqual(['NaN', 'Infinity', '-Infinity', '1e-7']);
  });

  it('gives any value back as it came, digit for digit', () => {
    const property = fc.property(jsonText, (text) => {
      expect(stringifyJson(parseJson(text))).toBe(text);
    });
    fc.assert(property, fuzzing('json', 2000, String));
  });

  it('reads what it wrote: the same value, also where white space stands', () => {
    const property = fc.property(jsonText, (text) => {
      const spaced = stringifyJson(parseJson(text), 2);
      expect(parseJson(spaced)).toEqual(parseJson(text));
    });
    fc.assert(property, fuzzing('json', 1000, String));
  });

  it('takes a number that no double holds for the nearest there is, as Python does', () => {
    expect(parseJson('[1e400, -1e400, 1e-400, -1e-400]')).toEqual([Infinity, -Infinity, 0, -0]);
    expect(stringifyJson(parseJson('[1e400, -1e400]'))).toBe('["Infinity","-Infinity"]');
  });

  it('gives nobody a prototype', () => {
    const value = parseJson('{"__proto__":{"polluted":12345678901234567890}}') as Record<string, unknown>;
    expect([Object.getPrototypeOf(value), value['polluted'], Object.keys(value)]).toEqual([
      Object.prototype,
      undefined,
      ['__proto__'],
    ]);
  });

  it('indents when asked to', () => {
    expect(stringifyJson({ a: 1n }, 2)).toBe('{\n  "a": 1\n}');
  });

  it('refuses what is not JSON', () => {
    expect(() => parseJson('{"a": NaN}')).toThrow(SyntaxError);
    expect(() => parseJson('')).toThrow(SyntaxError);
  });

  it('takes a number for an integer that is exact as one', () => {
    expect([5n, 2n ** 53n, -(2n ** 53n) + 1n, 7].map(int64)).toEqual([5, 2n ** 53n, -(2 ** 53) + 1, 7]);
  });
});
