import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../model/errors.ts';
import { STORE_FOLDER } from '../store/location.ts';
import { HttpServer } from './httpServer.ts';
import { protocolRoutes } from './routeTable.ts';
import { ServedStore } from './servedStore.ts';
import { terminalLog } from './logs.ts';
import { summary } from './wire/errors.ts';

const USAGE = 'Usage: serve <folder>|--temporary [--port <number>]';

/** Names the token, for programs that must know it before the server runs; otherwise every start has a new one. */
export const TOKEN_VARIABLE = 'PROMPTRAIL_TOKEN';

interface Arguments {
  readonly folder: string;
  /** The folder is this process's own, and is removed at its end. */
  readonly temporary: boolean;
  /** 0 for any free one. */
  readonly port: number;
}

/**
 * Serves one folder's store without an editor: prints one line of JSON with the address and the credentials, logs to
 * stderr, and runs until SIGTERM or SIGINT.
 */
export async function serve(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const log = terminalLog(process.stderr);
  try {
    const token = readToken(environment);
    const { folder, temporary, port } = readArguments(args);
    if (temporary) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const store = new ServedStore(path.join(folder, STORE_FOLDER), log);
    // Made at once: a store that cannot be opened is said here and not to the first client.
    void store.store;
    const http = new HttpServer({ routes: protocolRoutes(store), token, log });
    const stop = (): void => void http.close().then(() => store.close());
    const got = await http.listen(port);
    if (port !== 0 && got !== port) {
      // Whoever names a port waits for the server there.
      stop();
      throw new UserError('BAD_REQUEST', `Port ${port} is in use.`);
    }
    process.once('SIGTERM', stop).once('SIGINT', stop);
    const address = { uri: `http://127.0.0.1:${got}`, username: 'promptrail', password: token, pid: process.pid };
    process.stdout.write(`${JSON.stringify(address)}\n`);
  } catch (error) {
    log.error(error instanceof UserError ? error.message : summary(error));
    process.exitCode = 1;
  }
}

function readToken(environment: NodeJS.ProcessEnv): string {
  const given = environment[TOKEN_VARIABLE] ?? '';
  if (given === '') return randomBytes(32).toString('hex');
  if (/^[\x21-\x7e]{32,}$/.test(given)) return given;
  throw new UserError('BAD_REQUEST', `${TOKEN_VARIABLE} must be 32 or more characters of ASCII, without spaces.`);
}

function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [folder, ...more] = positionals;
  const temporary = values.temporary === true;
  if (temporary === (folder !== undefined) || more.length > 0) throw new UserError('BAD_REQUEST', USAGE);
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UserError('BAD_REQUEST', USAGE);
  const place = folder === undefined ? mkdtempSync(path.join(tmpdir(), 'promptrail-')) : existingFolder(folder);
  return { folder: place, temporary, port: Number(port) };
}

function existingFolder(folder: string): string {
  const absolute = path.resolve(folder);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) return absolute;
  throw new UserError('BAD_REQUEST', `There is no folder "${folder}".`);
}

function parse(args: readonly string[]) {
  const options = { port: { type: 'string' }, temporary: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UserError('BAD_REQUEST', USAGE, { cause: error });
  }
}
