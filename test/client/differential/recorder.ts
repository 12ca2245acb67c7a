import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request of a client and its answer, as both went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly requestBody: Buffer;
  /** Whether the program's own thread sent it; what others send has no fixed order. */
  readonly inOrder: boolean;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The program says under which name to keep what follows. */
const CASE = '/recorder/case/';
const THREAD = 'x-recorded-thread';

/**
 * Stands between a client and a server, and keeps every exchange under the case that is played. It takes a new
 * connection for each request: MLflow's server answers at once on those, and 40 ms later on kept ones.
 */
export class Recorder {
  readonly #target: URL;
  readonly #server: Server;
  readonly #cases = new Map<string, Exchange[]>();
  #current: Exchange[] = [];

  constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
      this.#serve(incoming).then(
        ({ status, headers, body }) => outgoing.writeHead(status, forwarded(headers)).end(body),
        (error: unknown) => outgoing.writeHead(502).end(String(error)),
      );
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What was exchanged in a case, in the order the requests came. */
  of(name: string): readonly Exchange[] {
    return this.#cases.get(name) ?? [];
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(incoming: IncomingMessage): Promise<Pick<Exchange, 'status' | 'headers' | 'body'>> {
    const target = incoming.url ?? '/';
    if (target.startsWith(CASE)) {
      this.#current = [];
      this.#cases.set(decodeURIComponent(target.slice(CASE.length)), this.#current);
      return { status: 200, headers: {}, body: Buffer.alloc(0) };
    }
    const { method = 'GET', headers } = incoming;
    const kept = this.#current;
    const place = kept.length;
    kept.push({ ...PENDING, method, target, inOrder: headers[THREAD] === 'main' });
    const requestBody = await read(incoming);
    const answer = await this.#forward(method, target, { ...headers, host: this.#target.host }, requestBody);
    kept[place] = { ...PENDING, ...answer, method, target, requestBody, inOrder: headers[THREAD] === 'main' };
    return answer;
  }

  async #forward(
    method: string,
    path: string,
    headers: IncomingHttpHeaders,
    body: Buffer,
  ): Promise<Pick<Exchange, 'status' | 'headers' | 'body'>> {
    const { hostname, port } = this.#target;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      send({ hostname, port, method, path, headers: { ...forwarded(headers), connection: 'close' }, agent: false })
        .on('response', resolve)
        .on('error', reject)
        .end(body);
    });
    return { status: response.statusCode ?? 0, headers: response.headers, body: await read(response) };
  }
}

const NOTHING = Buffer.alloc(0);
const PENDING: Exchange = {
  method: '',
  target: '',
  requestBody: NOTHING,
  inOrder: true,
  status: 0,
  headers: {},
  body: NOTHING,
};

/** Headers that belong to one connection stay there; bodies are whole here, so their framing is made anew. */
function forwarded(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, [THREAD]: ____, ...rest } = headers;
  return rest;
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
