import { PassThrough } from 'node:stream';
import type { Lifetime } from './lifetime.ts';
import { LineLog, type LogLine } from './logs.ts';
import type { Answer, Call, Route } from './routes/route.ts';

export const LEASE_PATH = '/promptrail/lease';
/** The query argument by which a window says how long runs keep the server without any window, in milliseconds. */
export const KEEP_ALIVE = 'keepAlive';

/** An idle connection says that it is alive this often, in milliseconds. */
const HEARTBEAT = 5000;
/** Log lines kept for the first window that listens. */
const KEPT_LINES = 200;

/**
 * The leases of a server: each editor window keeps one request open, and that it is open keeps the server alive. Down
 * that request go lines of JSON: first who the server is, then its log; an empty line is a heartbeat.
 */
export class Leases {
  readonly log = new LineLog((line) => this.#tell(line));
  readonly #streams = new Set<PassThrough>();
  readonly #lifetime: Lifetime;
  readonly #onKeepAlive: (milliseconds: number) => void;
  #kept: LogLine[] = [];
  #closed = false;

  /** @param onKeepAlive told what each window says by `KEEP_ALIVE` */
  constructor(lifetime: Lifetime, onKeepAlive: (milliseconds: number) => void) {
    this.#lifetime = lifetime;
    this.#onKeepAlive = onKeepAlive;
  }

  get route(): Route {
    return { method: 'GET', path: LEASE_PATH, answer: (call) => this.#open(call) };
  }

  /** Ends every lease and grants no more. */
  close(): void {
    this.#closed = true;
    for (const stream of this.#streams) stream.end();
  }

  #open(call: Call): Answer {
    const keepAlive = Number(call.query.get(KEEP_ALIVE)?.at(-1));
    if (keepAlive >= 0) this.#onKeepAlive(keepAlive);
    const stream = new PassThrough();
    const release = this.#lifetime.hold();
    const heartbeat = setInterval(() => stream.write('\n'), HEARTBEAT);
    stream.on('close', () => {
      clearInterval(heartbeat);
      this.#streams.delete(stream);
      release();
    });
    stream.write(`${JSON.stringify({ pid: process.pid })}\n`);
    for (const line of this.#kept) stream.write(`${JSON.stringify(line)}\n`);
    this.#kept = [];
    this.#streams.add(stream);
    if (this.#closed) stream.end();
    return { status: 200, headers: { 'Content-Type': 'application/x-ndjson' }, body: stream };
  }

  #tell(line: LogLine): void {
    if (this.#streams.size === 0) this.#kept = [...this.#kept.slice(1 - KEPT_LINES), line];
    for (const stream of this.#streams) stream.write(`${JSON.stringify(line)}\n`);
  }
}
