import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PythonEnvironment } from '../../harness/parts.ts';
import { CLIENTS } from '../client.ts';
import { expectExplained, unused } from './difference.ts';
import { compareCase, crashes, type Played } from './programs.ts';
import { compareTable } from './requests.ts';
import { mlflowServer, ourServer, play, type Side } from './servers.ts';
import { everyRoute } from './tables/everyRoute.ts';
import { registryTables } from './tables/registry.ts';
import { experimentSearches } from './tables/experimentSearches.ts';
import { loggedModelSearches } from './tables/loggedModelSearches.ts';
import { registrySearches } from './tables/registrySearches.ts';
import { runSearches } from './tables/runSearches.ts';
import { absentTables } from './tables/absent.ts';
import { valueTables } from './tables/values.ts';

const TABLES = [
  ...valueTables,
  ...absentTables,
  ...registryTables,
  ...runSearches,
  ...registrySearches,
  ...experimentSearches,
  ...loggedModelSearches,
  ...everyRoute,
];

async function playOn(side: Side, client: PythonEnvironment): Promise<Played> {
  return { side, cases: await play(side, client) };
}

let sides: readonly [mlflow: Side, ours: Side];
const played = new Map<string, readonly [mlflow: Played, ours: Played]>();

beforeAll(async () => {
  sides = await Promise.all([mlflowServer(), ourServer()]);
});
afterAll(async () => {
  await Promise.all(sides.map((side) => side.close()));
});

describe.each(CLIENTS)('programs of %s', (client) => {
  beforeAll(async () => {
    const [mlflow, ours] = sides;
    played.set(client, await Promise.all([playOn(mlflow, client), playOn(ours, client)]));
  });

  test('end and return the same, and every call of theirs is answered the same', () => {
    const both = played.get(client);
    if (!both) throw new Error('The programs were not played.');
    const [mlflow, ours] = both;
    expect(crashes(mlflow)).toBe('');
    expect(Object.keys(ours.cases)).toEqual(Object.keys(mlflow.cases));
    expectExplained(
      client,
      Object.keys(mlflow.cases).flatMap((name) => compareCase(client, name, mlflow, ours)),
    );
  });
});

describe('requests made by hand', () => {
  test.each(TABLES.map((table) => [table.name, table] as const))('%s', async (name, table) => {
    expectExplained(name, await compareTable(table, ...sides));
  });
});

test('every allowed difference is still one', () => {
  expect(unused()).toEqual([]);
});
