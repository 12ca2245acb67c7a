import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notFound } from '../../../src/model/errors.ts';
import { decodeMessage, encodeMessage } from '../../../src/protocol/codec.ts';
import { ProblemError } from '../../../src/protocol/problem.ts';
import { sentimentV2 } from '../../fixtures/build.ts';

const across = (value: unknown): unknown => decodeMessage(encodeMessage(value));

describe('messages between host and webview', () => {
  it('keep numbers that JSON alone would lose', () => {
    const numbers = [NaN, Infinity, -Infinity, -0, 0, 0.1, Number.MAX_VALUE, 2n ** 63n, -(2n ** 63n), 5n];
    expect(across(numbers)).toEqual(numbers);
  });

  it('keep a whole snapshot', () => {
    expect(across(sentimentV2())).toEqual(sentimentV2());
  });

  it('keep logged data that looks like a tag', () => {
    const posing = [{ $: 'bigint', v: '1' }, { $: { $: 'error', code: 'x', message: 'y' } }, { $: 1, v: null }];
    expect(across(posing)).toEqual(posing);
  });

  it('keep keys that would change an object elsewhere', () => {
    const text = '{"__proto__":{"polluted":true},"$":"x","constructor":1}';
    const kept = across(JSON.parse(text)) as object;
    expect(Object.keys(kept)).toEqual(['__proto__', '$', 'constructor']);
    expect('polluted' in {}).toBe(false);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });

  it('keep any plain value', () => {
    const key = fc.oneof(fc.constantFrom('$', 'v', '__proto__', 'code'), fc.string());
    const leaf = fc.oneof(fc.bigInt(), fc.double(), fc.string(), fc.boolean(), fc.constant(null));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value')),
        fc.dictionary(key, tie('value'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (plain) => {
        expect(across(plain)).toStrictEqual(plain);
      }),
    );
  });

  it('carry a user error with its code and text', () => {
    expect(across({ e: notFound('No run "x".') })).toEqual({
      e: new ProblemError({ code: 'RESOURCE_DOES_NOT_EXIST', message: 'No run "x".' }),
    });
  });

  it('carry nothing of a defect but that it happened', () => {
    const text = encodeMessage(new TypeError('cannot read /home/ada/secret'));
    expect(text).not.toContain('secret');
    expect(decodeMessage(text)).toEqual(
      new ProblemError({
        code: 'INTERNAL',
        message: 'Something went wrong inside Promptrail. The log has the details.',
      }),
    );
  });

  it('are refused when they are not what the codec writes', () => {
    expect(() => decodeMessage('{')).toThrow(SyntaxError);
    expect(() => decodeMessage('{"$":"function","v":"alert()"}')).toThrow('unknown tag "function"');
    expect(() => decodeMessage('{"$":"bigint","v":"1e3"}')).toThrow(SyntaxError);
  });
});
