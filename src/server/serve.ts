import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../model/errors.ts';
import { STORE_FOLDER } from '../store/location.ts';
import { HttpServer } from './httpServer.ts';
import { protocolRoutes } from './routeTable.ts';
import { ServedStore } from './servedStore.ts';
import { terminalLog } from './logs.ts';
import { summary } from './wire/errors.ts';

const USAGE = 'Usage: serve <folder> [--port <number>]';

/**
 * Serves one folder's store without an editor: prints one line of JSON with the address and the credentials, logs to
 * stderr, and runs until SIGTERM or SIGINT.
 */
export async function serve(args: readonly string[]): Promise<void> {
  const log = terminalLog(process.stderr);
  try {
    const { folder, port } = readArguments(args);
    const store = new ServedStore(path.join(folder, STORE_FOLDER), log);
    const token = randomBytes(32).toString('hex');
    // Made at once: a store that cannot be opened is said here and not to the first client.
    void store.store;
    const http = new HttpServer({ routes: protocolRoutes(store), token, log });
    const got = await http.listen(port);
    const stop = (): void => void http.close().then(() => store.close());
    process.once('SIGTERM', stop).once('SIGINT', stop);
    const address = { uri: `http://127.0.0.1:${got}`, username: 'promptrail', password: token, pid: process.pid };
    process.stdout.write(`${JSON.stringify(address)}\n`);
  } catch (error) {
    log.error(error instanceof UserError ? error.message : summary(error));
    process.exitCode = 1;
  }
}

function readArguments(args: readonly string[]): { readonly folder: string; readonly port: number } {
  const { values, positionals } = parse(args);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UserError('BAD_REQUEST', USAGE);
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UserError('BAD_REQUEST', USAGE);
  const absolute = path.resolve(folder);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError('BAD_REQUEST', `There is no folder "${folder}".`);
  }
  return { folder: absolute, port: Number(port) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { port: { type: 'string' } } });
  } catch (error) {
    throw new UserError('BAD_REQUEST', USAGE, { cause: error });
  }
}
