import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, expect } from 'vitest';
import type { HttpServerOptions } from '../../../../src/server/httpServer.ts';
import { Served, serveNewStoreTo, TOKEN, type Reply } from '../served.ts';

/**
 * What must hold after everything that is done to the server, whatever the test is about: errors are JSON of a code
 * and a message, none of them one that clients repeat for ever, nothing tells of this machine, nothing was written
 * outside of the store, and the store is sound.
 */

const CANARY = 'alive';
/** 501 and 507 are not repeated by clients; what else begins with 5 is, and so is 429. */
const FINAL = new Set([501, 507]);
const STORE_ENTRIES = ['.gitignore', 'artifacts', 'backups', 'store.db', 'store.db-shm', 'store.db-wal'];
/** Where in the code something happened, or SQLite's own words. */
const INSIDE =
  /\bat [^\n"]*(?:\.[cm]?[jt]s:\d+|node:internal)|node_modules|sqlite_?error|no such (?:table|column)|syntax error/i;

const watched: Watched[] = [];
afterEach(() => {
  for (const served of watched.splice(0)) served.check();
});

/** A server on a new store whose every answer is looked at, and the store and what lies around it after the test. */
export async function serveWatched(
  options: Pick<HttpServerOptions, 'hosts' | 'headersTimeout'> = {},
): Promise<Watched> {
  const served = await serveNewStoreTo(Watched, options);
  watched.push(served);
  return served;
}

export class Watched extends Served {
  /** The folder that holds the store, and nothing else but a file that must stay as it is. */
  readonly outside = path.dirname(this.directory);
  readonly #complaints: string[] = [];
  protected override agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(...args: ConstructorParameters<typeof Served>) {
    super(...args);
    writeFileSync(path.join(this.outside, 'canary'), CANARY);
  }

  override async send(...args: Parameters<Served['send']>): Promise<Reply> {
    const reply = await super.send(...args);
    // An answer to HEAD has no body that could be looked at.
    if (args[0] !== 'HEAD') this.#complain(`${args[0]} ${args[1].slice(0, 100)}`, reply);
    return reply;
  }

  override async raw(text: string, pause?: number): Promise<string> {
    const answer = await super.raw(text, pause);
    this.#lookAt(text, answer);
    return answer;
  }

  /** Writes bytes to a new connection, all that there will ever be, and waits until the server closes it. */
  async pour(bytes: Buffer): Promise<void> {
    const answer = await new Promise<string>((resolve) => {
      let received = '';
      const socket = connect({ port: this.port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.end(bytes));
      socket.setTimeout(60_000, () => socket.destroy(new Error('not closed')));
      socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
      // A connection that is reset has said all that it will.
      socket.on('error', () => socket.destroy()).on('close', () => resolve(received));
    });
    this.#lookAt(bytes.toString('latin1'), answer);
  }

  #lookAt(text: string, answer: string): void {
    for (const part of answer.split(/(?=HTTP\/1\.1 [2-5]\d\d )/).filter((one) => one.startsWith('HTTP/1.1 '))) {
      const [head = '', body = ''] = part.split('\r\n\r\n', 2);
      const type = /^content-type: *([^\r]*)/im.exec(head)?.[1];
      const headers = type === undefined ? {} : { 'content-type': type };
      const isWhole = !head.startsWith('HTTP/1.1 100 ') && !(body === '' && text.includes('HEAD '));
      if (isWhole) this.#complain(text.slice(0, 100), { status: Number(head.slice(9, 12)), headers, text: body });
    }
  }

  /** Every row of every table, for comparing before and after. */
  rows(): unknown {
    return this.#withDatabase((db) => {
      const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
      return tables.map((table) => [
        table,
        db
          .prepare(`SELECT * FROM "${String(table)}"`)
          .raw()
          .all(),
      ]);
    });
  }

  /** All files and links below the artifacts folder, whether or not an artifact path can name them. */
  files(folder = ''): readonly string[] {
    const place = path.join(this.directory, 'artifacts', folder);
    const entries = existsSync(place) ? readdirSync(place, { withFileTypes: true }) : [];
    const found = entries.flatMap((entry) => {
      const inside = path.join(folder, entry.name);
      return entry.isDirectory() ? this.files(inside) : [inside];
    });
    return found.toSorted();
  }

  check(): void {
    this.agent.destroy();
    expect(this.#complaints).toEqual([]);
    expect(this.lines.filter((line) => / failed: /.test(line) || this.#tells(line))).toEqual([]);
    expect(readFileSync(path.join(this.outside, 'canary'), 'utf8')).toBe(CANARY);
    expect(readdirSync(this.outside).filter((name) => name !== 'canary' && name !== '.promptrail')).toEqual([]);
    if (!existsSync(this.directory)) return;
    expect(readdirSync(this.directory).filter((name) => !STORE_ENTRIES.includes(name))).toEqual([]);
    expect(this.#withDatabase((db) => [db.pragma('integrity_check'), db.pragma('foreign_key_check')])).toEqual([
      [{ integrity_check: 'ok' }],
      [],
    ]);
  }

  #complain(what: string, { status, headers, text }: Reply): void {
    const repeated = status === 429 || (status >= 500 && !FINAL.has(status));
    const wrong = repeated || (status >= 400 && !isError(headers['content-type'], text)) || this.#tells(text);
    const granted = Object.keys(headers).some((name) => name.startsWith('access-control-'));
    if (wrong || granted) this.#complaints.push(`${what}: ${status} ${text.slice(0, 300)}`);
  }

  /** Whether a text holds a path of this machine, the token, SQL or where in the code something happened. */
  #tells(text: string): boolean {
    return text.includes(this.outside) || text.includes(TOKEN) || text.includes(process.cwd()) || INSIDE.test(text);
  }

  #withDatabase<T>(read: (db: Sqlite.Database) => T): T {
    const db = new Sqlite(path.join(this.directory, 'store.db'), { readonly: true });
    try {
      return read(db);
    } finally {
      db.close();
    }
  }
}

function isError(type: string | undefined, text: string): boolean {
  if (type !== 'application/json') return false;
  const body = JSON.parse(text) as { error_code?: unknown; message?: unknown };
  const known = typeof body.error_code === 'string' && typeof body.message === 'string';
  return known && Object.keys(body).length === 2 && body.error_code !== 'INTERNAL_ERROR';
}
