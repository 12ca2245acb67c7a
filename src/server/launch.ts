import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import type { Subscription } from '../store/changes.ts';
import { StoreError } from '../store/errors.ts';
import type { ChildConfiguration, ChildReport } from './child.ts';
import { Lease, type ServerAddress } from './lease.ts';
import { readStateFile } from './stateFile.ts';
import type { UpdateReport } from './update.ts';

export interface TrackingServerOptions {
  /** The server's program, absolute: `dist/server.cjs`. */
  readonly entry: string;
  /** The `.promptrail` folder. It is made by the first request that needs it. */
  readonly storeDirectory: string;
  /** Where the server says its port and token; outside of every workspace, in a folder of its own. */
  readonly stateFile: string;
  /** The token of a folder that has no server yet, 32 characters or more; one that has goes on with its own. */
  readonly token: string;
  readonly log: Log;
  /** The program that runs `entry`; the one that runs this process when not given. */
  readonly execPath?: string;
  /** How long the server lives on without any window, in milliseconds. */
  readonly grace?: number;
  /** How long the last write to a run that is still logged keeps it beyond that, in milliseconds; 0 not at all. */
  readonly keepAlive?: number;
}

export type ServerState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'running';
      readonly uri: string;
      readonly port: number;
      readonly token: string;
      readonly pid: number;
    }
  | { readonly kind: 'failed'; readonly message: string };

export type RunningServer = Extract<ServerState, { kind: 'running' }>;

/** New objects live briefly here: half the usual room for them (in megabytes) is as fast and keeps memory low. */
const V8_FLAGS = ['--max-semi-space-size=8'];
const DEFAULT_GRACE = 10_000;
const DEFAULT_KEEP_ALIVE = 600_000;
/** How long starting may take, all in all, and one process of it, in milliseconds. */
const START_TIME = 30_000;
const REPORT_TIME = 15_000;
/** Waits before a lost server is got back, in milliseconds: longer with every loss, the last one from then on. */
const BACK_OFF = [200, 500, 1000, 2000, 5000, 10_000, 30_000];
/** A server that ran this long is not one that fails at once. */
const STABLE = 60_000;

/**
 * The tracking server of a folder as a window of the editor has it: attached to the one that runs, or started. Holds
 * a lease while it is not disposed of, and gets the server back when it dies. Windows on one folder share one server.
 */
export class TrackingServer {
  readonly #options: TrackingServerOptions;
  readonly #listeners = new Set<() => void>();
  #state: ServerState = { kind: 'stopped' };
  #starting: Promise<RunningServer> | undefined;
  #lease: Lease | undefined;
  #disposed = false;
  #losses = 0;

  constructor(options: TrackingServerOptions) {
    this.#options = options;
  }

  get state(): ServerState {
    return this.#state;
  }

  onDidChangeState(listener: () => void): Subscription {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Attaches or starts; the same promise while it is under way. Rejects with a UserError when no server can be had. */
  async start(): Promise<RunningServer> {
    if (this.#state.kind === 'running') return this.#state;
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  /** Lets go of the server: it ends by itself when no other window holds it. */
  dispose(): void {
    this.#disposed = true;
    this.#lease?.release();
    this.#setState({ kind: 'stopped' });
    this.#listeners.clear();
  }

  async #start(): Promise<RunningServer> {
    this.#setState({ kind: 'starting' });
    try {
      const lease = await this.#acquire();
      if (this.#disposed) {
        lease.release();
        throw new UserError('INVALID_STATE', 'The tracking server was stopped while it started.');
      }
      return this.#hold(lease);
    } catch (error) {
      const message = error instanceof UserError ? error.message : 'The tracking server could not be started.';
      if (!this.#disposed) {
        this.#options.log.error(error instanceof Error ? error : message);
        this.#setState({ kind: 'failed', message });
      }
      throw new UserError('INVALID_STATE', message, { cause: error });
    }
  }

  /** A lease of the server that runs, or of one started for it. Others may start one too: one of them gets the folder. */
  async #acquire(): Promise<Lease> {
    const deadline = performance.now() + START_TIME;
    while (performance.now() < deadline && !this.#disposed) {
      const attached = await this.#attach();
      if (attached) return attached;
      const report = await this.#fork();
      if (report.kind === 'failed') throw new UserError('INVALID_STATE', report.message);
      const lease = report.kind === 'ready' ? await this.#leaseOf(report) : undefined;
      if (lease) return lease;
      await delay(100);
    }
    throw new UserError('INVALID_STATE', 'Another tracking server holds this folder and does not answer.');
  }

  /** Asks the server the state file names. Its process must be there: the port of a dead one may be anybody's by now. */
  async #attach(): Promise<Lease | undefined> {
    const record = readStateFile(this.#options.stateFile);
    if (!record || !isAlive(record.pid)) return undefined;
    return this.#leaseOf(record);
  }

  async #leaseOf(address: ServerAddress): Promise<Lease | undefined> {
    const { keepAlive = DEFAULT_KEEP_ALIVE, log } = this.#options;
    return Lease.take(address, keepAlive, log);
  }

  async #fork(): Promise<ChildReport> {
    const { entry, storeDirectory, stateFile, token } = this.#options;
    const { grace = DEFAULT_GRACE, keepAlive = DEFAULT_KEEP_ALIVE } = this.#options;
    const child = fork(entry, ['child'], {
      detached: true, // it outlives this process: a reload of the window ends the extension host
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: childEnvironment(),
      execArgv: V8_FLAGS, // and no debugger port of ours
      execPath: this.#options.execPath ?? process.execPath,
    });
    child.unref();
    const configuration: ChildConfiguration = { storeDirectory, stateFile, token, grace, keepAlive };
    // A child that is gone already says so by its exit.
    child.send(configuration, () => undefined);
    return reportOf(child);
  }

  #hold(lease: Lease): RunningServer {
    const { port, token } = lease.address;
    const running: RunningServer = { kind: 'running', uri: `http://127.0.0.1:${port}`, port, token, pid: lease.pid };
    this.#lease = lease;
    this.#setState(running);
    const since = performance.now(); // the clock on the wall may be set meanwhile
    void lease.ended.then(() => this.#recover(performance.now() - since));
    return running;
  }

  async #recover(lived: number): Promise<void> {
    if (this.#disposed) return;
    this.#options.log.warn('The tracking server went away; getting it back.');
    // A server that falls again and again, or that does not start, is waited for longer each time.
    if (lived > STABLE) this.#losses = 0;
    this.#setState({ kind: 'starting' });
    for (let tries = 0; tries < BACK_OFF.length && !this.#disposed && this.#state.kind !== 'running'; tries++) {
      await delay(BACK_OFF[Math.min(this.#losses++, BACK_OFF.length - 1)], undefined, { ref: false });
      if (!this.#disposed) await this.start().catch(() => undefined); // its state says why
    }
  }

  #setState(state: ServerState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/**
 * Brings the store in `directory` up to date in a process of its own: a large one takes seconds, in which a window and
 * all its extensions would stand still. The process goes on where its parent ends. Throws StoreError.
 * @param entry the server's program, absolute
 */
export async function updateStore(entry: string, directory: string): Promise<void> {
  const child = fork(entry, ['update', directory], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: childEnvironment(),
    execArgv: [], // no debugger port of ours
  });
  const report = await new Promise<UpdateReport>((resolve) => {
    const fail = (message: string): void => resolve({ kind: 'failed', problem: 'outdated', message });
    child.once('message', (sent) => resolve(sent as UpdateReport));
    child.once('error', (error) => fail(`The run store was not brought up to date: ${error.message}`));
    child.once('exit', (code, signal) =>
      fail(`The update of the run store ended early (${signal ?? `code ${code}`}).`),
    );
  });
  if (report.kind === 'failed') throw new StoreError(report.problem, report.message);
}

function childEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete environment['NODE_OPTIONS'];
  return environment;
}

async function reportOf(child: ChildProcess): Promise<ChildReport> {
  return new Promise((resolve) => {
    const finish = (report: ChildReport): void => {
      clearTimeout(late);
      if (child.connected) child.disconnect();
      resolve(report);
    };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      finish({ kind: 'failed', message: 'The tracking server did not start in time.' });
    }, REPORT_TIME);
    child.once('message', (report) => finish(report as ChildReport));
    child.once('error', (error) =>
      finish({ kind: 'failed', message: `The tracking server did not start: ${error.message}` }),
    );
    child.once('exit', (code, signal) =>
      finish({ kind: 'failed', message: `The tracking server ended while it started (${signal ?? `code ${code}`}).` }),
    );
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
