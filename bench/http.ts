import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';

export interface Target {
  readonly port: number;
  /** The `Authorization` header, where the server asks for one. */
  readonly authorization?: string;
}

export interface ClientOptions {
  readonly connections: number;
  /** False gives every request a connection of its own. */
  readonly keepAlive: boolean;
}

/** The one client of all raw requests: Node's own, which sets `TCP_NODELAY`. Every answer but 200 is an error. */
export class HttpClient {
  readonly connections: number;
  readonly #target: Target;
  readonly #agent: Agent;

  constructor(target: Target, { connections, keepAlive }: ClientOptions) {
    this.connections = connections;
    this.#target = target;
    this.#agent = new Agent({ keepAlive, maxSockets: connections });
  }

  close(): void {
    this.#agent.destroy();
  }

  async get(path: string): Promise<Buffer> {
    const sent = this.#request('GET', path, {});
    sent.end();
    return whole(path, await response(sent));
  }

  async post(path: string, body: string): Promise<Buffer> {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = this.#request('POST', path, headers);
    sent.end(body);
    return whole(path, await response(sent));
  }

  /** Sends `times` copies of `block` as one file. */
  async upload(path: string, block: Buffer, times: number): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': block.length * times };
    const sent = this.#request('PUT', path, headers);
    const answered = response(sent);
    for (let copy = 0; copy < times; copy++) {
      if (!sent.write(block)) await Promise.race([drained(sent), answered]);
    }
    sent.end();
    await whole(path, await answered);
  }

  /** Reads a file that must hold `times` copies of `block`. */
  async download(path: string, block: Buffer, times: number): Promise<void> {
    const sent = this.#request('GET', path, {});
    sent.end();
    const answer = await response(sent);
    if (answer.statusCode !== 200) await whole(path, answer);
    let position = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      for (let read = 0; read < chunk.length;) {
        const at = (position + read) % block.length;
        const length = Math.min(block.length - at, chunk.length - read);
        if (chunk.compare(block, at, at + length, read, read + length) !== 0) throw new Error(`${path}: other bytes`);
        read += length;
      }
      position += chunk.length;
    }
    if (position !== block.length * times) throw new Error(`${path}: ${position} bytes`);
  }

  #request(method: string, path: string, headers: Readonly<Record<string, string | number>>): ClientRequest {
    const { port, authorization } = this.#target;
    const own = authorization === undefined ? {} : { Authorization: authorization };
    return request({ host: '127.0.0.1', port, method, path, agent: this.#agent, headers: { ...own, ...headers } });
  }
}

async function response(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', resolve);
    sent.on('error', reject);
  });
}

async function drained(sent: ClientRequest): Promise<void> {
  return new Promise((resolve) => void sent.once('drain', resolve));
}

async function whole(path: string, answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (answer.statusCode === 200) return body;
  throw new Error(`${path.split('?', 1)[0]} answered ${answer.statusCode}: ${body.toString('utf8', 0, 300)}`);
}
