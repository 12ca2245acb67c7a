import { request, type Agent, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach } from 'vitest';
import { HttpServer, type HttpServerOptions } from '../../../src/server/httpServer.ts';
import { LineLog } from '../../../src/server/logs.ts';
import type { Route } from '../../../src/server/routes/route.ts';
import { protocolRoutes } from '../../../src/server/routeTable.ts';
import { ServedStore } from '../../../src/server/servedStore.ts';
import { tempFolder } from '../../fixtures/tempStore.ts';

export const TOKEN = 'token-of-the-tests-0123456789abcdef0123456789abcdef';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const servers: { readonly http: HttpServer; readonly stores: ServedStore }[] = [];
afterEach(async () => {
  for (const { http, stores } of servers.splice(0)) {
    await http.close();
    stores.close();
  }
});

interface ServeOptions extends Pick<HttpServerOptions, 'hosts' | 'headersTimeout'> {
  /** Where the store is or will be; in a new folder when not given. */
  readonly directory?: string;
  /** How large the store may become; read whenever it is opened. */
  readonly limits?: ConstructorParameters<typeof ServedStore>[2];
}

/** A server on a new store and a real socket, ended after the test. */
export async function serveNewStore(options: ServeOptions = {}): Promise<Served> {
  return serveNewStoreTo(Served, options);
}

/** As `serveNewStore`, for a client that does more. */
export async function serveNewStoreTo<T extends Served>(
  client: new (...args: ConstructorParameters<typeof Served>) => T,
  { directory = path.join(tempFolder(), '.promptrail'), limits, ...options }: ServeOptions = {},
): Promise<T> {
  const lines: string[] = [];
  const stores = new ServedStore(directory, new LineLog(({ message }) => lines.push(message)), limits);
  const routes = protocolRoutes(stores);
  const http = new HttpServer({ routes, token: TOKEN, log: stores.log, ...options });
  servers.push({ http, stores });
  return new client(await http.listen(0), stores, routes, directory, lines);
}

/** A client of a served store that sends exactly what it is told. */
export class Served {
  readonly port: number;
  readonly stores: ServedStore;
  readonly routes: readonly Route[];
  readonly directory: string;
  /** The server's log. */
  readonly lines: readonly string[];
  /** A new connection for every request where there is none. */
  protected agent: Agent | undefined;

  constructor(
    port: number,
    stores: ServedStore,
    routes: readonly Route[],
    directory: string,
    lines: readonly string[],
  ) {
    this.port = port;
    this.stores = stores;
    this.routes = routes;
    this.directory = directory;
    this.lines = lines;
  }

  /** A request with the token; `headers` add to it or, with undefined, take from it. */
  async send(
    method: string,
    target: string,
    body?: string | Uint8Array,
    headers: Readonly<Record<string, string | undefined>> = {},
  ): Promise<Reply> {
    const given = { Authorization: `Bearer ${TOKEN}`, ...headers };
    const kept = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return exchange(this.port, { method, target, headers: Object.fromEntries(kept), body, agent: this.agent });
  }

  /** A JSON request under /api/2.0/mlflow/; GET arguments stand in `target`. Gives status and parsed answer. */
  async call(method: string, target: string, body?: object): Promise<readonly [status: number, answer: unknown]> {
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const reply = await this.send(method, `/api/2.0/mlflow/${target}`, body && JSON.stringify(body), json);
    return [reply.status, JSON.parse(reply.text)];
  }

  /** As `call`, for a request that must succeed. */
  async ok<T = Record<string, unknown>>(method: string, target: string, body?: object): Promise<T> {
    const [status, answer] = await this.call(method, target, body);
    if (status !== 200) throw new Error(`${method} ${target}: ${status} ${JSON.stringify(answer)}`);
    return answer as T;
  }

  /** Writes bytes to a new connection and gives what comes back until it is closed, or after a pause. */
  async raw(text: string, pause = 500): Promise<string> {
    return new Promise((resolve, reject) => {
      let received = '';
      const socket = connect(this.port, '127.0.0.1', () => socket.write(text));
      socket.setTimeout(pause, () => socket.destroy());
      socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
      socket.on('error', reject).on('close', () => resolve(received));
    });
  }

  /** The status and error code of a raw answer, for example `403 PERMISSION_DENIED`; `closed` when there was none. */
  async rawVerdict(text: string): Promise<string> {
    return verdictOf(await this.raw(text));
  }
}

export function verdictOf(answer: string): string {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
  if (status === undefined) return 'closed';
  return `${status} ${/"error_code":"(\w+)"/.exec(answer)?.[1] ?? ''}`.trim();
}

export interface Exchange {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly agent?: Agent | undefined;
}

export async function exchange(port: number, { method, target, headers, body, agent }: Exchange): Promise<Reply> {
  // Node gives a DELETE's body no length by itself.
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  const given = { ...length, ...headers };
  const options = { host: '127.0.0.1', port, method, path: target, headers: given, agent: agent ?? false };
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
