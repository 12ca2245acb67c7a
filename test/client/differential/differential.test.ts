import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS } from '../client.ts';
import { expectExplained, unused } from './difference.ts';
import { compareCase, type Played } from './programs.ts';
import { compareTable } from './requests.ts';
import { mlflowServer, ourServer, play, type Side } from './servers.ts';
import { everyRoute } from './tables/everyRoute.ts';
import { registryTables } from './tables/registry.ts';
import { searchTables } from './tables/searches.ts';
import { valueTables } from './tables/values.ts';

const TABLES = [...valueTables, ...registryTables, ...searchTables, ...everyRoute];

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
    const both = await Promise.all(sides.map(async (side) => ({ side, cases: await play(side, client) })));
    played.set(client, both as unknown as readonly [Played, Played]);
  });

  test('end and return the same, and every call of theirs is answered the same', () => {
    const [mlflow, ours] = played.get(client) as readonly [Played, Played];
    const crashed = Object.entries(mlflow.cases).filter(([, { returned }]) =>
      JSON.stringify(returned).includes('"crashed"'),
    );
    expect(crashed.map(([name, { returned }]) => `${name}: ${JSON.stringify(returned)}`)).toEqual([]);
    expect(Object.keys(ours.cases)).toEqual(Object.keys(mlflow.cases));
    const found = Object.keys(mlflow.cases).flatMap((name) => compareCase(client, name, mlflow, ours));
    expectExplained(client, found);
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
