import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { int64, metricText, parseJson, stringifyJson } from '../../../src/model/json.ts';

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
