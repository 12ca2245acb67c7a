import { expect, test } from 'vitest';
import { KEY_QUOTES, tokenize, unquoted } from '../../../../src/store/search/tokens.ts';

const picture = (source: string): string =>
  tokenize(source)
    .map((token) => `${token.kind} ${token.text}`)
    .join('\n');

test('A filter falls into identifiers, operators and values, with or without white space between them', () => {
  expect(picture('metrics.m>0 and params.`a/b` !=\n\'x\'AND tags.mlflow.runName ILIKE "%é%"')).toBe(
    `identifier metrics.m
operator >
number 0
identifier and
identifier params.\`a/b\`
operator !=
text 'x'
identifier AND
identifier tags.mlflow.runName
identifier ILIKE
identifier "%é%"`,
  );
});

test('Numbers have a sign, a fraction and an exponent; a name may begin with a digit', () => {
  expect(picture('-1 1. .5 1.5e-3 -2E+10 +1 1e 1a 3d.key')).toBe(
    `number -1
number 1.
number .5
number 1.5e-3
number -2E+10
other +1
identifier 1e
identifier 1a
identifier 3d.key`,
  );
});

test('A doubled quote stays in its text; a back-slash is a letter like any other', () => {
  expect(picture(String.raw`'it''s' '' 'C:\' "say ""hi""" 'C:\dir' 'it\'s'`)).toBe(
    String.raw`text 'it''s'
text ''
text 'C:\'
identifier "say ""hi"""
text 'C:\dir'
text 'it\'
identifier s
other '`,
  );
});

test('What belongs nowhere is kept as it is', () => {
  expect(picture("'open -- ? ; (,)")).toBe("other 'open\nother --\nother ?\nmark ;\nmark (\nmark ,\nmark )");
});

test('Tokens know where they stand', () => {
  expect(tokenize("  a='é'").map(({ start, end }) => [start, end])).toEqual([
    [2, 3],
    [3, 4],
    [4, 7],
  ]);
});

test('Quotes come off only as a pair', () => {
  expect(['`a b`', '"a"', "'a'", '"', '`a"', 'a'].map((text) => unquoted(text, KEY_QUOTES))).toEqual([
    'a b',
    'a',
    'a',
    undefined,
    undefined,
    undefined,
  ]);
});
