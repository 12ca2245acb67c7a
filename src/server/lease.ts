import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { Log } from '../model/log.ts';
import { KEEP_ALIVE, LEASE_PATH } from './leases.ts';

export interface ServerAddress {
  readonly port: number;
  readonly token: string;
}

/** How long a server may take to grant a lease, in milliseconds. */
const GRANT_TIME = 3000;
/** A connection without a heartbeat for this long is dead. */
const SILENCE = 20_000;

const line = z.union([
  z.object({ pid: z.number() }),
  z.object({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error']), message: z.string() }),
]);

/** An open lease: while it is there, the server lives. */
export class Lease {
  readonly address: ServerAddress;
  /** The server's process. */
  readonly pid: number;
  /** Resolves when the server went away, or after `release`. */
  readonly ended: Promise<void>;
  readonly #response: IncomingMessage;

  private constructor(address: ServerAddress, pid: number, response: IncomingMessage) {
    this.address = address;
    this.pid = pid;
    this.#response = response;
    this.ended = new Promise((resolve) => response.once('close', resolve));
  }

  /**
   * Asks the server at this address for a lease; undefined when nothing there grants one. Its log goes to `log`.
   * @param keepAlive how long runs that are logged keep the server after the last lease, in milliseconds
   */
  static async take(address: ServerAddress, keepAlive: number, log: Log): Promise<Lease | undefined> {
    const response = await ask(address, keepAlive);
    if (!response) return undefined;
    return new Promise((resolve) => {
      const late = setTimeout(() => response.destroy(), GRANT_TIME);
      response.once('close', () => resolve(undefined));
      const lines = createInterface({ input: response });
      lines.on('error', () => response.destroy()); // a server that dies breaks off in the middle
      lines.on('line', (text) => {
        const told = readLine(text);
        if (told === undefined) return;
        clearTimeout(late);
        if ('pid' in told) resolve(new Lease(address, told.pid, response));
        else log[told.level](`[server] ${told.message}`);
      });
    });
  }

  release(): void {
    this.#response.destroy();
  }
}

/** A line of the lease; undefined for heartbeats and for whatever another program may say on this port. */
function readLine(text: string): z.output<typeof line> | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function ask({ port, token }: ServerAddress, keepAlive: number): Promise<IncomingMessage | undefined> {
  return new Promise((resolve) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: `${LEASE_PATH}?${KEEP_ALIVE}=${keepAlive}`,
      agent: false, // a connection of its own: it stays open as long as the window
      headers: { Authorization: `Bearer ${token}` },
    });
    const late = setTimeout(() => asked.destroy(), GRANT_TIME);
    asked.on('error', () => asked.destroy());
    asked.on('close', () => {
      clearTimeout(late);
      resolve(undefined);
    });
    asked.on('response', (response) => {
      clearTimeout(late);
      response.on('error', () => response.destroy());
      if (response.statusCode === 200) resolve(response);
      else {
        response.destroy();
        resolve(undefined);
      }
    });
    asked.on('socket', (socket) => socket.setTimeout(SILENCE, () => socket.destroy()));
    asked.end();
  });
}
