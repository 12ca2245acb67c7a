import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../harness/paths.ts';
import { serveNewStore } from '../unit/server/served.ts';
import { newWorkspace } from './client.ts';

/** An endpoint as one text, its parameters without their names: `GET /api/2.0/mlflow/logged-models/{}`. */
type Endpoint = string;

const DOCUMENT = 'docs/compatibility.md';

function endpoint(method: string, path: string): Endpoint {
  return `${method} ${path.replace(/<[^>]+>|\{[^}]+\}|(?<=\/):\w+|\*/g, '{}')}`;
}

/** The endpoints in the tables of the document: whether each is served. */
function documented(): ReadonlyMap<Endpoint, boolean> {
  const endpoints = new Map<Endpoint, boolean>();
  let prefixes: readonly string[] = [];
  for (const line of readFileSync(join(projectRoot, DOCUMENT), 'utf8').split('\n')) {
    if (line.startsWith('#')) prefixes = [];
    if (line.startsWith('Below `')) prefixes = [...line.matchAll(/`(\/[^`]+\/)`/g)].map(([, prefix = '']) => prefix);
    const [, methods = '', path = '', state] = /^\| ([A-Z, ]+?) *\| `([^`]+)` *\| (served|absent) *\|/.exec(line) ?? [];
    if (state === undefined) continue;
    const paths = path.startsWith('/') ? [path] : prefixes.map((prefix) => prefix + path);
    for (const method of methods.split(', ')) {
      for (const whole of paths) endpoints.set(endpoint(method, whole), state === 'served');
    }
  }
  return endpoints;
}

test('the table holds the endpoints of the newest MLflow, all of them and no others', async () => {
  const workspace = await newWorkspace();
  const { endpoints } = (await workspace.read('mlflow3', 'list_endpoints.py')) as {
    endpoints: readonly (readonly [method: string | null, path: string])[];
  };
  const table = [...documented().keys()];
  // Of some only the path is known: the table says their methods.
  const real = new Set(
    endpoints.flatMap(([method, path]) =>
      method === null ? table.filter((entry) => entry.endsWith(endpoint('', path))) : [endpoint(method, path)],
    ),
  );
  const nameless = endpoints.filter(([method, path]) => {
    return method === null && !table.some((entry) => entry.endsWith(endpoint('', path)));
  });
  expect({
    missing: [...real].filter((entry) => !table.includes(entry)).concat(nameless.map(([, path]) => path)),
    unknown: table.filter((entry) => !real.has(entry)),
  }).toEqual({ missing: [], unknown: [] });
});

test('the server serves what the table says', async () => {
  const { routes } = await serveNewStore();
  const table = documented();
  const served = new Set(routes.map((route) => endpoint(route.method, route.path)));
  expect([...served].toSorted()).toEqual([...table.keys()].filter((entry) => table.get(entry)).toSorted());
});

test('what the table calls absent is answered as absent', async () => {
  const served = await serveNewStore();
  const absent = [...documented()].filter(([, isServed]) => !isServed).map(([entry]) => entry);
  const others = [];
  for (const entry of absent) {
    const [method = '', path = ''] = entry.replaceAll('{}', 'x').split(' ');
    const body = method === 'GET' ? undefined : '{}';
    const { status, text } = await served.send(method, path, body, { 'Content-Type': 'application/json' });
    if (status !== 404 || !text.startsWith('{"error_code":"ENDPOINT_NOT_FOUND",')) others.push(`${entry}: ${status}`);
  }
  expect([absent.length > 100, others]).toEqual([true, []]);
});
