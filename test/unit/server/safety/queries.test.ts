import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import { fillStore, requestOf, type Names } from './table.ts';
import { serveWatched, type Watched } from './watched.ts';

/** The SQL texts that were prepared: what a hostile query costs is whether it gets as far as SQLite. */
let prepared: MockInstance<Sqlite.Database['prepare']>;
beforeEach(() => {
  prepared = vi.spyOn(Sqlite.prototype, 'prepare');
});
afterEach(() => vi.restoreAllMocks());
const reached = (): readonly string[] => prepared.mock.calls.map(([text]) => text);

/**
 * Asks every procedure that answers in pages with these arguments, and gives the answers. How much one may ask for is
 * bounded for searches; a metric's history and a dataset's records come whole to whoever asks for all.
 */
async function searchAll(served: Watched, names: Names, given: Names): Promise<readonly string[]> {
  const searches = served.routes.filter(
    ({ fields, path }) =>
      fields?.includes('page_token') &&
      !path.startsWith('/ajax-api') &&
      (path.endsWith('/search') || !('max_results' in given)),
  );
  expect(searches.length).toBeGreaterThanOrEqual(6);
  const answers: string[] = [];
  prepared.mockClear();
  for (const route of searches) {
    const fields = route.fields ?? [];
    if (!Object.keys(given).every((name) => fields.includes(name))) continue;
    const needed: Names = { max_results: '10', ...names, ...given };
    const args = Object.fromEntries(fields.flatMap((name) => (name in needed ? [[name, needed[name] ?? '']] : [])));
    const { method, target, body, headers } = requestOf(route, names, args);
    const reply = await served.send(method, target, body, headers);
    answers.push(`${reply.status} ${route.method} ${route.path}`);
  }
  return answers;
}

const hostile: Readonly<Record<string, Names>> = {
  'a condition added': { filter: "params.a='x' OR 1=1 --" },
  'a comment': { filter: "params.a='x' --" },
  'a block comment': { filter: "params.a/**/='x'" },
  'a second statement': { filter: "params.a='x'; DROP TABLE runs" },
  'a union': { filter: "params.a='x' UNION SELECT 1" },
  'a function': { filter: 'attributes.run_id = load_extension(1)' },
  'a subquery': { filter: 'attributes.run_id IN (SELECT run_id FROM runs)' },
  'parentheses, deep': { filter: `${'('.repeat(5000)}params.a='x'${')'.repeat(5000)}` },
  'five thousand ANDs': { filter: Array(5001).fill("params.a = 'x'").join(' AND ') },
  'an open quote': { filter: "params.a = 'x" },
  'an unknown column': { filter: "sqlite_schema.sql = 'x'" },
  'a megabyte': { filter: `params.a = '${'x'.repeat(1_000_000)}'` },
  'an order with a statement': { order_by: ['name; DROP TABLE runs'] },
  'an order by expression': { order_by: ['1'] },
  'an order by function': { order_by: ['random()'] },
  'an order with a comment': { order_by: ['name -- DESC'] },
  'a thousand orders': { order_by: Array<string>(1000).fill('name') },
  'a forged page token': { page_token: 'forged' },
  'a page token of SQL': { page_token: Buffer.from('{"offset":"0; DROP TABLE runs"}').toString('base64') },
  'a page token of a negative offset': { page_token: Buffer.from('{"offset":-1}').toString('base64') },
  'a page token of no number': { page_token: Buffer.from('{"offset":1e400}').toString('base64') },
  'a billion results': { max_results: '1000000000' },
  'no results': { max_results: '0' },
  'results below none': { max_results: '-1' },
  'results of no number': { max_results: '10; DROP' },
};

for (const [name, given] of Object.entries(hostile)) {
  test(`test 13: ${name} is refused by every search and never reaches SQLite`, async () => {
    const served = await serveWatched();
    const names = await fillStore(served);
    const answers = await searchAll(served, names, given);
    expect(answers.length).toBeGreaterThan(0);
    // A query longer than a head may be is refused as a head.
    expect(answers.filter((answer) => !/^4(00|31) /.test(answer))).toEqual([]);
    expect(reached()).toEqual([]);
  });
}

test('test 13: what a filter says is a value to SQLite and never its text', async () => {
  const served = await serveWatched();
  const names = await fillStore(served);
  const marks = [
    "tags.`mark one` = 'mark two'",
    "tags.mark_three LIKE '%mark four%'",
    "name = 'mark'' OR ''1'' = ''1'",
  ];
  for (const filter of marks) {
    await searchAll(served, names, { filter });
    expect([filter, reached().filter((text) => text.includes('mark'))]).toEqual([filter, []]);
  }
});
