import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import type { Search } from '../../../../src/store/search/search.ts';
import { fuzzing } from '../../../fixtures/seeds/seeds.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

// Whatever stands in a filter, an order or a page token: an answer, or the error that clients know, at once and without
// a word of SQL. `fuzzing` says how to try more.

const SEARCHES: readonly ((search: Search, query: { filter: string } | { orderBy: string[] }) => unknown)[] = [
  (search, query) => search.runs({ experimentIds: ['0'], ...query }),
  (search, query) => search.runs({ experimentIds: ['0', '1'], view: 'ALL', ...query }),
  (search, query) => search.experiments({ maxResults: 10, ...query }),
  (search, query) => search.registeredModels(query),
  (search, query) => search.modelVersions(query),
  (search, query) =>
    search.loggedModels(
      'orderBy' in query
        ? { experimentIds: ['0'], orderBy: query.orderBy.map((fieldName) => ({ fieldName })) }
        : { experimentIds: ['0'], ...query },
    ),
];

/** What a message must not say unless the client said it: our SQL's words and SQLite's errors. */
const SQL = /json_each|\bSELECT 1\b|\bEXISTS \(|run_no|no such|near "|\bt\.value\b|datatype|SQLITE/;

function outcome(work: () => unknown, given: string): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    if (!(error instanceof UserError)) return;
    expect(error.code).toBe('INVALID_PARAMETER_VALUE');
    if (!SQL.test(given)) expect(error.message).not.toMatch(SQL);
    expect(error.message.length).toBeLessThan(20_000);
  }
}

/** The words of filters, and what could break reading them; a space ends each. */
const WORDS =
  String.raw`AND and OR NOT IN LIKE ilike IS NULL BETWEEN ASC DESC where metrics.acc params.\`a\` tags."x" param.'y'
  dataset.name attributes.status run_id status name version_number experiment_id start_time creation_time source_run_id
  timestamp foo.bar = != < <= == <> ~ + - * / . , ; ( ) [ ] :: -- /* 'x' "x" 'it''s' 'it\'s' \`\` '' ' " \` \ # $1 ? @ 😀
  0 1.5 -2e-3 1e400 9223372036854775808 0x1F 1_0 .5 5. NaN ('a','b') (1,) ()`.split(/\s+/);
const words = fc.constantFrom(...WORDS, '\0', '\u0301', '\ud800', 'NOT NULL', "params.'with space'");

const filters = fc.oneof(
  fc.array(words, { maxLength: 12 }).chain((list) => fc.constantFrom(list.join(' '), list.join(''))),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

test('No filter and no order does anything but answer or be refused as clients know it', () => {
  const { search } = openStore();
  fc.assert(
    fc.property(filters, (text) => {
      for (const find of SEARCHES) {
        outcome(() => find(search, { filter: text }), text);
        outcome(() => find(search, { orderBy: [text] }), text);
      }
    }),
    fuzzing('filters', 1500, (kept) => kept),
  );
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const tokens = fc.oneof(
  fc.json().map(base64),
  fc
    .record({ offset: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(null)) })
    .map((it) => base64(JSON.stringify(it))),
  fc.base64String(),
  fc.string(),
);

test('No page token does anything but answer or be refused as clients know it', () => {
  const { search } = openStore();
  fc.assert(
    fc.property(tokens, (pageToken) => {
      outcome(() => search.runs({ experimentIds: ['0'], pageToken }), pageToken);
      outcome(() => search.modelVersions({ pageToken }), pageToken);
      outcome(() => search.loggedModels({ experimentIds: ['0'], pageToken }), pageToken);
    }),
    fuzzing('pageTokens', 1000, (kept) => kept),
  );
});

test.each([
  ['5,000 conditions', { filter: Array.from({ length: 5000 }, (_, i) => `params.p${i} = 'x'`).join(' AND ') }],
  ['100,000 parentheses', { filter: `${'('.repeat(100_000)}${')'.repeat(99_000)}` }],
  ['100,000 quotes', { filter: `params.a = ${"'".repeat(100_001)}` }],
  ['100,000 comments that do not end', { filter: '/*'.repeat(100_000) }],
  ['100,000 dots', { filter: 'a.'.repeat(100_000) }],
  ['a list of 49,000', { filter: `run_id IN (${"'a' ".repeat(49_000)}` }],
  ['a hundred orders', { orderBy: Array.from({ length: 100 }, (_, i) => `metrics.m${i}`) }],
  ['an order of 100,000 words', { orderBy: ['metrics.a DESC '.repeat(13_000)] }],
  ['a billion results', { maxResults: 1e9 }],
  ['a page far away', { pageToken: base64('{"offset":1e300}') }],
])('%s are refused', (_what, query) => {
  const { search } = openStore();
  expect(() => search.runs({ experimentIds: ['0'], ...query })).toThrow(UserError);
});
