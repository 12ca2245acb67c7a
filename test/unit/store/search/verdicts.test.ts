import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import type { LoggedModelOrder, Search } from '../../../../src/store/search/search.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

// What MLflow 3.17.2 on SQLite said of each of these filters and orders: nothing where it answered, else its message.
// Where it crashes (HTTP 500, an error of its database) nothing was recorded; the members of Python's sets are sorted.

type Verdicts = Readonly<Record<string, string>>;
type Recorded = Readonly<Record<string, { readonly filters: Verdicts; readonly orders: Verdicts }>>;

const file = path.join(import.meta.dirname, '../../../fixtures/search/verdicts.json');
const RECORDED = JSON.parse(readFileSync(file, 'utf8')) as Recorded;

interface Query {
  readonly filter?: string;
  readonly orderBy?: readonly unknown[];
}

const SEARCHES: Readonly<Record<string, (search: Search, query: Query) => unknown>> = {
  runs: (search, query) => search.runs({ experimentIds: ['0'], ...texts(query) }),
  experiments: (search, query) => search.experiments({ maxResults: 10, ...texts(query) }),
  'registered-models': (search, query) => search.registeredModels(texts(query)),
  'model-versions': (search, query) => search.modelVersions(texts(query)),
  'logged-models': (search, { filter = '', orderBy = [] }) =>
    search.loggedModels({ experimentIds: ['0'], filter, orderBy: orderBy.map(modelOrder) }),
};

const texts = ({ filter = '', orderBy = [] }: Query) => ({ filter, orderBy: orderBy.map(String) });

function modelOrder(order: unknown): LoggedModelOrder {
  const { field_name: fieldName = '', ascending = true } = order as { field_name?: string; ascending?: boolean };
  return { fieldName, ascending };
}

/** What we accept or say otherwise, and know it. */
const OTHERWISE: ReadonlySet<string> = new Set([
  // SQL that nobody writes, told apart by MLflow's parser in another way: refused by both, in other words.
  'metrics.acc /* x */ > 0',
  'metrics.acc > 0 && metrics.loss > 0',
  "params.$a = 'x'",
  '[]',
  'params.lr = $$x$$',
  "params.lr AS x = '0.1'",
  // MLflow takes what happens to be a name in its Python code for an attribute.
  "ALIASES = 'x'",
  "metadata = 'x'",
  "is_numeric = 'x'",
  "__tablename__ = 'x'",
  // An attribute that does not exist is named as such, before its operator.
  'last_updated_time > 0',
  'last_update_time > 0',
  'metrics. > 1',
]);

const sorted = (message: string): string =>
  message.replace(/\{('[^{}]*')\}/g, (_, members: string) => `{${members.split(', ').toSorted().join(', ')}}`);

function verdict(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    if (error instanceof UserError) return sorted(error.message);
    throw error;
  }
}

test.each(Object.keys(RECORDED))('Filters and orders of %s are taken and refused as by MLflow', (entity) => {
  const { search } = openStore();
  const find = SEARCHES[entity];
  const { filters = {}, orders = {} } = RECORDED[entity] ?? {};
  const said = (queries: Verdicts, read: (text: string) => Query): Verdicts =>
    Object.fromEntries(
      Object.keys(queries)
        .filter((text) => !OTHERWISE.has(text))
        .map((text) => [text, verdict(() => find?.(search, read(text)))]),
    );
  const kept = (queries: Verdicts): Verdicts =>
    Object.fromEntries(Object.entries(queries).filter(([text]) => !OTHERWISE.has(text)));
  expect(said(filters, (filter) => ({ filter }))).toEqual(kept(filters));
  expect(said(orders, (text) => ({ orderBy: JSON.parse(text) as readonly unknown[] }))).toEqual(kept(orders));
});
