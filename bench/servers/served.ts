import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ProcessTree } from '../../test/harness/processes.ts';
import { HttpClient, type ClientOptions, type Target } from '../http.ts';
import { ProcessGroup } from './processes.ts';

/** Something every tracking server answers from its store. */
const QUESTION = '/api/2.0/mlflow/experiments/get?experiment_id=0';
const START_LIMIT = 180_000;

export interface Start {
  /** Where it runs; its log is written there too. */
  readonly folder: string;
  readonly command: readonly string[];
  readonly target: Target;
  readonly environment: NodeJS.ProcessEnv;
  /** What a Python client of it needs beside the address. */
  readonly clientEnvironment: Readonly<Record<string, string>>;
}

/** A tracking server that runs for a benchmark, in a folder and a process group of its own. */
export class Served {
  readonly target: Target;
  readonly processes: ProcessGroup;
  /** From the start of its process to its first answer, in milliseconds. */
  readonly startTime: number;
  readonly clientEnvironment: NodeJS.ProcessEnv;
  readonly #tree: ProcessTree;

  private constructor(start: Start, tree: ProcessTree, startTime: number) {
    const { port } = start.target;
    this.target = start.target;
    this.processes = new ProcessGroup(tree.child.pid ?? 0);
    this.startTime = startTime;
    this.clientEnvironment = { ...quietEnvironment(`http://127.0.0.1:${port}`), ...start.clientEnvironment };
    this.#tree = tree;
  }

  static async start(start: Start): Promise<Served> {
    const started = performance.now();
    // A file takes the log of both: nobody has to read it meanwhile.
    const shell = 'cd "$0" && exec "$@" >>server.log 2>&1';
    const tree = new ProcessTree('/bin/sh', ['-c', shell, start.folder, ...start.command], start.environment);
    let running = true;
    void tree.ended.then(() => (running = false));
    try {
      await firstAnswer(start.target, () => running);
    } catch (error) {
      await tree.stop();
      throw error;
    }
    return new Served(start, tree, performance.now() - started);
  }

  client(options: ClientOptions): HttpClient {
    return new HttpClient(this.target, options);
  }

  async stop(): Promise<void> {
    await this.#tree.stop();
  }
}

async function firstAnswer(target: Target, running: () => boolean): Promise<void> {
  const client = new HttpClient(target, { connections: 1, keepAlive: false });
  const deadline = performance.now() + START_LIMIT;
  for (;;) {
    try {
      await client.get(QUESTION);
      return;
    } catch (error) {
      if (!isRefused(error)) throw error;
      if (!running()) throw new Error('A server ended while it started; its log was in its folder.', { cause: error });
      if (performance.now() > deadline) throw new Error('A server did not answer in time.', { cause: error });
      await delay(5);
    }
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET');

/** Python's environment without what the machine brings; telemetry would go to the internet. */
export function quietEnvironment(uri?: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', NO_PROXY: '127.0.0.1' };
  for (const name of Object.keys(environment)) {
    if (name.startsWith('MLFLOW_TRACKING_')) delete environment[name];
  }
  return uri === undefined ? environment : { ...environment, MLFLOW_TRACKING_URI: uri };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
