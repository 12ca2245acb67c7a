import { expect, test } from 'vitest';
import { pythonDoubles, pythonFloat, pythonJson } from '../../../src/model/pythonJson.ts';
import { parseVerbatim } from '../../../src/model/verbatimJson.ts';

test('JSON is spaced as Python spaces it and keeps every digit', () => {
  const json = '{"a":[1,1.0,-0.50,12345678901234567890],"b":{"é\\n":null},"c":[],"d":{},"e":true}';
  expect(pythonJson(parseVerbatim(json))).toBe(
    '{"a": [1, 1.0, -0.50, 12345678901234567890], "b": {"é\\n": null}, "c": [], "d": {}, "e": true}',
  );
});

test.each([
  [4, '4.0'],
  [-2.5, '-2.5'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.5e-7, '1.5e-07'],
  [9.99e15, '9990000000000000.0'],
  [1e16, '1e+16'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [5e-324, '5e-324'],
])('%d is the double %s', (value, text) => {
  expect(pythonFloat(value)).toBe(text);
});

test('All numbers of a protobuf value are doubles', () => {
  expect(pythonDoubles({ rating: 4, list: [true, null, 'x', 2n ** 60n] })).toBe(
    '{"rating": 4.0, "list": [true, null, "x", 1.152921504606847e+18]}',
  );
});
