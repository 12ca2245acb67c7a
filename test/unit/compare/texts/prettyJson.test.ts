import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, prettyJson } from '../../../../src/compare/texts/prettyJson.ts';

describe('prettyJson', () => {
  it('sets out JSON line by line, short lists on one', () => {
    const text =
      '{"columns":["text","n"],"data":[["a",1],["b",2]],"empty":{},"none":[],"nested":[{"a":[{"b":true}]}],"last":null}';
    expect(prettyJson(text)).toMatchInlineSnapshot(`
      "{
        "columns": ["text", "n"],
        "data": [
          ["a", 1],
          ["b", 2]
        ],
        "empty": {},
        "none": [],
        "nested": [
          {
            "a": [
              {
                "b": true
              }
            ]
          }
        ],
        "last": null
      }"
    `);
  });

  it('keeps digits, the order of keys and their repetitions, and lets NaN and infinities through', () => {
    expect(prettyJson('[9223372036854775808, 1.0, 1.50, 1E+3, -0, NaN, Infinity, -Infinity]')).toBe(
      '[9223372036854775808, 1.0, 1.50, 1E+3, -0, NaN, Infinity, -Infinity]',
    );
    expect(prettyJson('{"b":1,"a":2,"b":3,"__proto__":4}')).toBe(
      '{\n  "b": 1,\n  "a": 2,\n  "b": 3,\n  "__proto__": 4\n}',
    );
  });

  it('shows escaped letters as letters', () => {
    expect(prettyJson(String.raw`"caf\u00e9 \u60c5 \n \" \ud800"`)).toBe(String.raw`"café 情 \n \" \ud800"`);
  });

  it('keeps a list that is too long for one line in several', () => {
    const list = Array.from({ length: 40 }, (_, index) => index);
    expect(prettyJson(JSON.stringify(list))?.split('\n')).toHaveLength(42);
  });

  it('gives null for what is not JSON', () => {
    const broken = [
      '',
      ' ',
      '{',
      '[1,]',
      '{"a"}',
      '{"a":}',
      '{a:1}',
      '[1 2]',
      '1 2',
      '[1]]',
      '"a',
      '01',
      "{'a':1}",
      'nan',
      ']',
    ];
    expect(broken.map(prettyJson)).toEqual(broken.map(() => null));
  });

  it('keeps the value of any JSON, and its own layout', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const pretty = prettyJson(text) ?? '';
        expect(JSON.parse(pretty)).toEqual(JSON.parse(text));
        expect(prettyJson(pretty)).toBe(pretty);
      }),
    );
  });

  it('takes a string of megabytes', () => {
    const text = JSON.stringify({ long: 'a "quoted" \n line '.repeat(300_000) });
    expect(JSON.parse(prettyJson(text) ?? '')).toEqual(JSON.parse(text));
  });

  it('leaves JSON alone that is nested deeper than anyone reads', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(prettyJson(nested(100))?.split('\n')).toHaveLength(199);
    expect([prettyJson(nested(102)), prettyJson(nested(500_000))]).toEqual([null, null]);
  });
});

describe('layOut', () => {
  it('stops behind a number of characters, without a look at the rest', () => {
    expect(layOut('[{"a":1},{"b":2},{"c":3}] and what not', 12)).toEqual({
      text: '[\n  {\n    "a": 1',
      complete: false,
    });
    expect(layOut('[{"a":1}]', 100)).toEqual({ text: '[\n  {\n    "a": 1\n  }\n]', complete: true });
    expect(layOut('[{"a":1}] and what not', 100)).toBeNull();
  });
});
