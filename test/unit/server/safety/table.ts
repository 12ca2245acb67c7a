import { Readable } from 'node:stream';
import type { Method, Route } from '../../../../src/server/routes/route.ts';
import type { Query } from '../../../../src/server/target.ts';
import type { Served } from '../served.ts';

/** Requests made from the route table as it is, so that a route added later is tried like the others. */

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'];

/** Where servers of this protocol have had routes: a check that stands on one of them and not on its twin is a hole. */
export const PREFIXES = [
  '/api/2.0/mlflow/',
  '/ajax-api/2.0/mlflow/',
  '/api/3.0/mlflow/',
  '/ajax-api/3.0/mlflow/',
  '/api/2.0/preview/mlflow/',
  '/api/2.0/mlflow-artifacts/',
  '/ajax-api/2.0/mlflow-artifacts/',
  '/get-artifact/',
  '/model-versions/get-artifact/',
  '/v1/traces/',
  '/graphql/',
  '/gateway/',
];

/** Things of a store that requests can name, each under the name of the argument that takes it. */
export type Names = Readonly<Record<string, string | readonly string[]>>;

const TRACE = 'tr-0123456789abcdef0123456789abcdef';
/** The name of a file that the trace has. */
export const ATTACHMENT = '00000000-0000-4000-8000-000000000000';

export type Client = Pick<Served, 'send'>;

/** Makes one of everything and gives what it is called. */
export async function fillStore(client: Client): Promise<Names> {
  const runId = await make(client, '2.0/mlflow/runs/create', { experiment_id: '0' }, /"run_id":"(\w+)"/);
  const model = { experiment_id: '0', name: 'm', source_run_id: runId };
  const modelId = await make(client, '2.0/mlflow/logged-models', model, /"model_id":"([\w-]+)"/);
  await make(client, '2.0/mlflow/runs/log-batch', {
    run_id: runId,
    params: [{ key: 'p', value: 'v' }],
    metrics: [{ key: 'k', value: 1, timestamp: 1, step: 0 }],
    tags: [{ key: 'k', value: 'v' }],
  });
  await make(client, '2.0/mlflow/registered-models/create', { name: 'N' });
  const version = { name: 'N', source: `models:/${modelId}`, model_id: modelId };
  await make(client, '2.0/mlflow/model-versions/create', version);
  const location = { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } };
  const trace = { trace_info: { trace_id: TRACE, trace_location: location, state: 'OK' } };
  await make(client, '3.0/mlflow/traces', { trace });
  const files = [`${runId}/artifacts/f.txt`, `models/${modelId}/artifacts/f.txt`];
  for (const file of [...files, `traces/${TRACE}/artifacts/attachments/${ATTACHMENT}`]) {
    await client.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/0/${file}`, 'f');
  }
  return {
    trace_id: TRACE,
    request_id: TRACE,
    trace_ids: [TRACE],
    run_id: runId,
    run_uuid: runId,
    run_ids: [runId],
    experiment_id: '0',
    experiment_ids: ['0'],
    experiment_name: 'Default',
    model_id: modelId,
    name: 'N',
    new_name: 'other',
    version: '1',
    key: 'k',
    tag_key: 'k',
    metric_key: 'k',
    value: 'v',
    alias: 'champion',
    stage: 'Staging',
    status: 'FINISHED',
  };
}

/** What a call that must succeed makes, as its answer's text says. */
async function make(client: Client, path: string, body: object, id = /()/): Promise<string> {
  const json = { 'Content-Type': 'application/json' };
  const { status, text } = await client.send('POST', `/api/${path}`, JSON.stringify(body), json);
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  return id.exec(text)?.[1] ?? '';
}

/** A route's path with everything filled in. */
export function pathOf(route: Route, names: Names, rest = 'f.txt'): string {
  const filled = route.path.replace(/:(\w+)(?:\{[^}]*\})?/g, (_, name: string) => String(names[name] ?? 'x'));
  return filled.replace(/\*$/, rest);
}

/**
 * The names of a route's arguments: declared, or those it asks for when it is called with `names`. What it does then
 * is done to its store, which the caller has for nothing else.
 */
export async function argumentNames(route: Route, names: Names): Promise<readonly string[]> {
  if (route.fields) return route.fields;
  const asked = new Set<string>();
  const valueOf = (name: string): readonly string[] => {
    asked.add(name);
    return [names[name] ?? 'x'].flat();
  };
  const query = { get: valueOf, has: (name: string) => valueOf(name).length > 0, [Symbol.iterator]: () => [].values() };
  const call = {
    params: { '*': 'x' },
    query: query as unknown as Query,
    body: Buffer.from('{}'),
    stream: Readable.from([]),
    range: undefined,
  };
  // Whether it likes the answers is of no interest; it has asked by then.
  const answer = await Promise.resolve(call)
    .then((asking) => route.answer(asking))
    .catch(() => undefined);
  if (answer && typeof answer.body !== 'string') answer.body.destroy();
  return [...asked];
}

/** Arguments of these names, from `given` or else from what the store has. */
export function argumentsFor(fields: readonly string[], names: Names, given: Names = {}): Names {
  const known = fields.flatMap((name) => {
    const value = given[name] ?? names[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

export interface Request {
  readonly method: Method;
  readonly target: string;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request of a route with these arguments, in its query or in its body: where it looks for them. */
export function requestOf(route: Route, names: Names, args: Names, rest?: string): Request {
  const path = pathOf(route, names, rest);
  const inQuery = route.method === 'GET' || route.method === 'PUT' || route.fields === undefined;
  const target = inQuery ? `${path}${queryOf(args)}` : path;
  if (route.method === 'GET') return { method: 'GET', target, headers: {} };
  if (route.method === 'PUT') return { method: 'PUT', target, body: 'content', headers: {} };
  const json = { 'Content-Type': 'application/json' };
  return { method: route.method, target, body: inQuery ? '{}' : JSON.stringify(args), headers: json };
}

function queryOf(args: Names): string {
  const pairs = Object.entries(args).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}=${encodeURIComponent(one)}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The last parts of the table's paths, under every prefix that was ever one. */
export function everywhere(routes: readonly Route[], names: Names): readonly string[] {
  const paths = routes.filter((route) => !route.open).map((route) => pathOf(route, names));
  const ends = paths.map((path) => path.replace(/^\/(?:ajax-)?api\/\d\.0\/mlflow(?:-artifacts)?\/|^\//, ''));
  return [...new Set([...paths, ...ends.flatMap((end) => PREFIXES.map((prefix) => prefix + end))])];
}
