import path from 'node:path';
import * as z from 'zod';
import { UserError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { FileLock } from '../store/fileLock.ts';
import { HttpServer } from './httpServer.ts';
import { Leases } from './leases.ts';
import { Lifetime } from './lifetime.ts';
import { OpenRuns } from './openRuns.ts';
import { protocolRoutes } from './routeTable.ts';
import { ServedStore } from './servedStore.ts';
import { makePrivateFolder, readStateFile, writeStateFile, type ServerRecord } from './stateFile.ts';
import { summary } from './wire/errors.ts';

/** What the parent sends first. It comes as a message because others can read a process's arguments. */
export const childConfiguration = z.object({
  storeDirectory: z.string(),
  stateFile: z.string(),
  /** Used unless the state file holds a token already: clients that run know that one. */
  token: z.string().min(32),
  /** How long the server lives without a lease, in milliseconds. */
  grace: z.number(),
  /** How long the last write to a run that is still open keeps the server after that, in milliseconds. */
  keepAlive: z.number(),
});
export type ChildConfiguration = z.output<typeof childConfiguration>;

/** What the child answers, once. `taken`: another process serves the folder; the state file says where. */
export type ChildReport =
  | { readonly kind: 'ready'; readonly port: number; readonly token: string }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly message: string };

/** How often the state file is looked at, in milliseconds. */
const STATE_CHECK = 2000;

/**
 * The server as the editor's child. After its report it needs its parent no more: the parent is the extension host,
 * which dies at every reload of its window, while training scripts and other windows go on.
 */
export async function runChild(): Promise<void> {
  const report = await start(await configuration());
  process.send?.(report, () => {
    if (process.connected) process.disconnect();
    // What a failed start left behind, a port or the folder's lock, would keep every later server from starting.
    if (report.kind === 'failed') process.exit();
  });
}

async function configuration(): Promise<ChildConfiguration> {
  return new Promise((resolve) => {
    // A parent that dies before it says anything leaves nothing to do.
    const leave = (): never => process.exit(0);
    process.once('disconnect', leave);
    process.once('message', (message) => {
      process.off('disconnect', leave);
      resolve(childConfiguration.parse(message));
    });
  });
}

async function start(options: ChildConfiguration): Promise<ChildReport> {
  try {
    makePrivateFolder(path.dirname(options.stateFile));
    const lock = FileLock.take(`${options.stateFile}.lock`);
    return lock ? await startServer(options, lock) : { kind: 'taken' };
  } catch (error) {
    return { kind: 'failed', message: error instanceof UserError ? error.message : summary(error) };
  }
}

async function startServer(options: ChildConfiguration, lock: FileLock): Promise<ChildReport> {
  const before = readStateFile(options.stateFile);
  const token = before?.token ?? options.token;
  const lifetime = new Lifetime(
    options.grace,
    (since) => runs.wanted(since),
    () => stop(),
  );
  const starting = lifetime.hold();
  const leases = new Leases(lifetime, (keepAlive) => (runs.keepAlive = keepAlive));
  const store = new ServedStore(options.storeDirectory, leases.log);
  const runs = new OpenRuns(options.keepAlive, (runId) => isRunning(store, runId), leases.log);
  const routes = [leases.route, ...protocolRoutes(store).map((route) => runs.watch(route))];
  const http = new HttpServer({ routes, token, log: leases.log });
  const port = await http.listen(before?.port ?? 0);
  const record = { version: 1, pid: process.pid, port, token, startedAt: Date.now() } as const;
  writeStateFile(options.stateFile, record);
  const rewrite = setInterval(() => keepRecord(options.stateFile, record, leases.log), STATE_CHECK);
  const stop = (): void => {
    clearInterval(rewrite);
    lifetime.dispose();
    leases.close();
    void http.close().then(() => {
      store.close();
      lock.release();
      process.exit();
    });
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.once('uncaughtException', (error) => {
    process.exitCode = 1;
    leases.log.error(`The tracking server stops: ${summary(error)}`);
    stop();
  });
  starting();
  leases.log.info(`Tracking server listens on 127.0.0.1:${port} (process ${process.pid}).`);
  return { kind: 'ready', port, token };
}

function isRunning({ opened }: ServedStore, runId: string): boolean {
  const run = opened?.runs.findInfo(runId);
  return run?.status === 'RUNNING' && run.lifecycleStage === 'active';
}

/** Where the file is lost no other window finds this server, while its lock keeps them from starting one. */
function keepRecord(file: string, record: ServerRecord, log: Log): void {
  try {
    if (readStateFile(file)?.pid !== record.pid) writeStateFile(file, record);
  } catch (error) {
    log.warn(`The server's state file cannot be written: ${summary(error)}`);
  }
}
