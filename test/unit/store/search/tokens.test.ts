import { expect, test } from 'vitest';
import { KEY_QUOTES, tokenize, unquoted } from '../../../../src/store/search/tokens.ts';

const picture = (source: string): string =>
  tokenize(source)
    .filter((token) => token.kind !== 'space')
    .map((token) => `${token.kind} ${token.text}`)
    .join('\n');

test('A filter falls into names, operators and values, with or without white space between them', () => {
  expect(picture('metrics.m>0 and params.`a/b` !=\n\'x\'AND tags.mlflow.runName ILIKE "%é%"')).toBe(
    `name metrics
mark .
name m
comparison >
number 0
keyword and
name params
mark .
name \`a/b\`
comparison !=
text 'x'
keyword AND
name tags
mark .
name mlflow
mark .
name runName
comparison ILIKE
symbol "%é%"`,
  );
});

test('Numbers have a sign, a fraction and an exponent without a plus; a name may begin with a digit', () => {
  expect(picture('-1 1. .5 1.5e-3 -2E10 +1 1e 1a 0x1f')).toBe(
    `number -1
number 1.
number .5
number 1.5e-3
number -2E10
operator +
number 1
name 1e
name 1a
other 0x1f`,
  );
});

test('A doubled or back-slashed quote does not end a text and stays in it', () => {
  expect(picture(String.raw`'it''s' '' "say ""hi""" 'C:\dir' 'it\'s' 'C:\'`)).toBe(
    String.raw`text 'it''s'
text ''
symbol "say ""hi"""
text 'C:\dir'
text 'it\'s'
text 'C:\'`,
  );
});

test('A word of SQL names nothing unless a dot or a parenthesis says so', () => {
  expect(picture('type params.type type.x max(a) params.from timestamp desc')).toBe(
    `keyword type
name params
mark .
name type
name type
mark .
name x
name max
mark (
name a
mark )
name params
mark .
keyword from
type timestamp
order desc`,
  );
});

test('What belongs nowhere is kept as it is', () => {
  expect(picture("'open ? ; (, \\ -- a comment ) ")).toBe(
    "other '\nkeyword open\nplaceholder ?\nmark ;\nmark (\nmark ,\nother \\\ncomment -- a comment ) ",
  );
});

test('Quotes are taken off once, and only where they stand on both sides', () => {
  expect(['`a`', '"a"', "'a'", "'", `'a"`, "''a''", 'a'].map((text) => unquoted(text, KEY_QUOTES))).toEqual([
    'a',
    'a',
    'a',
    undefined,
    undefined,
    "'a'",
    undefined,
  ]);
});
