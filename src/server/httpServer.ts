import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { TrieRouter } from 'hono/router/trie-router';
import type { Log } from '../model/log.ts';
import { UserError } from '../model/errors.ts';
import { discardBody, readBody } from './body.ts';
import { Gate } from './gate.ts';
import { Refusal } from './refusal.ts';
import type { Answer, Call, Method, Route } from './routes/route.ts';
import { decodeOnce, readQuery, type Target } from './target.ts';
import { errorAnswer, gist } from './wire/errors.ts';

export interface HttpServerOptions {
  readonly routes: readonly Route[];
  readonly token: string;
  /** Host headers to serve besides `127.0.0.1:<port>`. */
  readonly hosts?: readonly string[];
  readonly log: Log;
  /** How long a client may take over the head of a request, in milliseconds. */
  readonly headersTimeout?: number;
}

const HEADERS = { 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY', 'Cache-Control': 'no-store' };
const ALL_METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** How long running requests may take after `close`, in milliseconds. */
const CLOSE_TIME = 5000;

/** The HTTP side: every request passes the gate, then its route; every answer that is not a file is JSON or plain text. */
export class HttpServer {
  readonly #options: HttpServerOptions;
  /** Routes without parameters, which are nearly all that clients ask for, by method and path. */
  readonly #fixed = new Map<string, Route>();
  readonly #router = new TrieRouter<Route>();
  readonly #server: Server;
  /** Connections with a request that is not answered yet. */
  readonly #answering = new WeakMap<Socket, number>();
  #gate: Gate | undefined;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    for (const route of options.routes) {
      this.#router.add(route.method, route.path, route);
      if (!/[:*]/.test(route.path)) this.#fixed.set(`${route.method} ${route.path}`, route);
    }
    this.#server = createServer(
      {
        noDelay: true,
        keepAliveTimeout: 75_000, // longer than clients keep a connection they mean to use again
        headersTimeout: options.headersTimeout ?? 10_000,
        requestTimeout: 0, // large files take their time
        connectionsCheckingInterval: 500,
        requireHostHeader: false, // the gate says it in JSON
        maxHeaderSize: 64 * 1024,
      },
      (request, response) => void this.#serve(request, response),
    );
    this.#server.on('checkExpectation', (request, response) => void this.#serve(request, response));
    this.#server.on('clientError', (error, socket) => this.#refuseBroken(error, socket as Socket));
  }

  /** Listens on 127.0.0.1 alone, on `port` when it is free, else on another, and returns the one it got. */
  async listen(port: number): Promise<number> {
    const got = await this.#bind(port).catch((error: NodeJS.ErrnoException) => {
      if (port === 0 || !['EADDRINUSE', 'EACCES'].includes(error.code ?? '')) throw error;
      return this.#bind(0);
    });
    const { routes, token, hosts = [] } = this.#options;
    const open = routes.filter((route) => route.open).map((route) => route.path);
    const anyContent = routes.filter((route) => route.anyContent).map((route) => route.path);
    this.#gate = new Gate({ hosts: [`127.0.0.1:${got}`, ...hosts], token, open, anyContent });
    return got;
  }

  /** Takes no more requests and waits for the running ones, for a few seconds. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    const idle = setInterval(() => this.#server.closeIdleConnections(), 50);
    const late = setTimeout(() => this.#server.closeAllConnections(), CLOSE_TIME);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
  }

  async #bind(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A request that its client gave up needs no answer; its stream says so to whoever reads it.
    request.on('error', () => response.destroy());
    this.#count(request.socket, 1);
    try {
      await send(response, await this.#answer(request));
    } catch (error) {
      this.#options.log.debug(`${requestName(request)} was cut off: ${gist(error)}`);
      response.destroy();
    } finally {
      this.#count(request.socket, -1);
    }
  }

  #count(socket: Socket, change: number): void {
    this.#answering.set(socket, (this.#answering.get(socket) ?? 0) + change);
  }

  /** Answers what is no HTTP, unless that would stand in the middle of another answer. */
  #refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
    const silent = error.code === 'ECONNRESET' || error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    if (silent || !socket.writable || (this.#answering.get(socket) ?? 0) > 0) socket.destroy();
    else refuseBrokenRequest(error, socket);
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    try {
      const target = this.#admit(request);
      const body = request.method === 'POST' || request.method === 'PATCH' || request.method === 'DELETE';
      return await this.#route(request, target, body ? await readBody(request) : Buffer.alloc(0));
    } catch (error) {
      if (request.destroyed && (!request.complete || request.errored)) throw error; // nobody is there to be answered
      const usable = await discardBody(request);
      const answer = errorAnswer(error, requestName(request), this.#options.log);
      return usable ? answer : { ...answer, headers: { ...answer.headers, Connection: 'close' } };
    }
  }

  #admit(request: IncomingMessage): Target {
    if (!this.#gate) throw new UserError('TEMPORARILY_UNAVAILABLE', 'The server is starting.');
    const target = this.#gate.admit(request);
    if (/^(?!100-continue$)/i.test(request.headers.expect ?? '100-continue')) {
      throw new Refusal(417, 'BAD_REQUEST', 'Nothing but "100-continue" can be expected here.');
    }
    return target;
  }

  async #route(request: IncomingMessage, target: Target, body: Buffer): Promise<Answer> {
    const [route, params] = this.#find(request.method ?? '', target.path);
    const call: Call = {
      params,
      query: readQuery(target.query),
      body,
      stream: request,
      range: request.headers.range,
    };
    return route.answer(call);
  }

  #find(method: string, path: string): readonly [Route, Call['params']] {
    const fixed = this.#fixed.get(`${method} ${path}`);
    if (fixed) return [fixed, {}];
    const found = this.#router.match(method, path)[0][0];
    if (!found) throw this.#unknown(path);
    const [route, params] = found;
    return [route, decodeParams(route, params as Readonly<Record<string, string>>, path)];
  }

  #unknown(path: string): Error {
    const allowed = ALL_METHODS.filter((method) => this.#router.match(method, path)[0].length > 0);
    if (allowed.length > 0) return new Refusal(405, 'BAD_REQUEST', 'Method not allowed', { Allow: allowed.join(', ') });
    // Clients fall back to older calls on exactly this code.
    return new UserError('ENDPOINT_NOT_FOUND', 'This tracking server has no such endpoint.');
  }
}

function decodeParams(route: Route, params: Readonly<Record<string, string>>, path: string): Record<string, string> {
  const decoded = Object.entries(params).map(([name, value]) => [name, decodeOnce(value)] as const);
  const rest = route.path.endsWith('/*') ? [['*', decodeOnce(path.slice(route.path.length - 1))] as const] : [];
  return Object.fromEntries([...decoded, ...rest]);
}

async function send(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  if (response.destroyed) {
    if (typeof body !== 'string') body.destroy();
    return;
  }
  if (typeof body !== 'string') {
    response.writeHead(status, { ...HEADERS, ...headers });
    response.flushHeaders();
    if ('sendTo' in body) {
      await body.sendTo(response);
      response.end();
    } else await pipeline(body, response);
    return;
  }
  // Head and body leave in one write: clients wait for both.
  response.writeHead(status, { ...HEADERS, 'Content-Length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({ error_code: 'BAD_REQUEST', message: 'The request could not be read as HTTP.' });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Method and path for the log; a query may hold what a user logged. */
function requestName(request: IncomingMessage): string {
  return `${request.method} ${(request.url ?? '').split('?', 1)[0]?.slice(0, 200)}`;
}
