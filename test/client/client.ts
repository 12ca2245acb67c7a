import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { TrackingServer } from '../../src/server/launch.ts';
import { LineLog } from '../../src/server/logs.ts';
import { Store } from '../../src/store/store.ts';
import { OPEN_OPTIONS, tempFolder } from '../fixtures/tempStore.ts';
import { python, pythonEnvironments, type PythonEnvironment } from '../harness/parts.ts';
import { projectRoot } from '../harness/paths.ts';

export const CLIENTS = Object.keys(pythonEnvironments) as PythonEnvironment[];
export const EXAMPLES = join(projectRoot, 'examples/workspace');
export const PROGRAMS = join(projectRoot, 'test/fixtures/python');

export interface Finished {
  readonly stdout: string;
  /** What the client said on stderr, without its plain information. */
  readonly complaints: readonly string[];
}

const open: Workspace[] = [];
afterEach(async () => {
  for (const workspace of open.splice(0)) workspace.close();
});

/** A new folder with a running tracking server, ended after the test. */
export async function newWorkspace(): Promise<Workspace> {
  const workspace = await startWorkspace(tempFolder());
  open.push(workspace);
  return workspace;
}

/** A running tracking server for a folder; the caller ends it. */
export async function startWorkspace(folder: string): Promise<Workspace> {
  const directory = join(folder, '.promptrail');
  const lines: string[] = [];
  const server = new TrackingServer({
    entry: join(projectRoot, 'dist/server.cjs'),
    storeDirectory: directory,
    stateFile: join(folder, 'state', 'server.json'),
    token: 'f'.repeat(64),
    log: new LineLog(({ level, message }) => lines.push(`${level} ${message}`)),
    grace: 200,
  });
  const { uri, token } = await server.start();
  const environment = {
    MLFLOW_TRACKING_URI: uri,
    MLFLOW_TRACKING_USERNAME: 'promptrail',
    MLFLOW_TRACKING_PASSWORD: token,
    NO_PROXY: '127.0.0.1',
  };
  return new Workspace(folder, directory, server, environment, { uri, token, serverLog: lines });
}

interface Served {
  readonly uri: string;
  readonly token: string;
  readonly serverLog: readonly string[];
}

/** A folder in which Python programs log into its store. */
export class Workspace {
  readonly folder: string;
  /** Where the server listens, and what it asks for. */
  readonly uri: string;
  readonly token: string;
  /** What the server logged. */
  readonly serverLog: readonly string[];
  readonly #directory: string;
  readonly #server: TrackingServer;
  readonly #environment: Readonly<Record<string, string>>;
  #store: Store | undefined;

  constructor(
    folder: string,
    directory: string,
    server: TrackingServer,
    environment: Readonly<Record<string, string>>,
    served: Served,
  ) {
    this.folder = folder;
    this.uri = served.uri;
    this.token = served.token;
    this.serverLog = served.serverLog;
    this.#directory = directory;
    this.#server = server;
    this.#environment = environment;
  }

  /** The store itself, beside the server. */
  get store(): Store {
    this.#store ??= new Store(this.#directory, OPEN_OPTIONS);
    return this.#store;
  }

  /** Runs a program to its end with one of the clients; rejects when it fails. */
  async run(client: PythonEnvironment, program: string, ...args: string[]): Promise<Finished> {
    const { code, stdout, stderr } = await runPython(client, [program, ...args], this.folder, this.#environment);
    if (code !== 0) throw new Error(`${program} ended with ${code}:\n${stderr}\n${this.serverLog.join('\n')}`);
    const complaints = stderr.split('\n').filter((line) => /warn|error|retry|traceback/i.test(line));
    return { stdout, complaints };
  }

  /** The JSON that a program prints as its last line. */
  async read(client: PythonEnvironment, program: string, ...args: string[]): Promise<unknown> {
    const { stdout } = await this.run(client, join(PROGRAMS, program), ...args);
    return lastJson(stdout);
  }

  close(): void {
    this.#store?.close();
    this.#server.dispose();
  }
}

/** Runs a Python program to its end, in `folder` and with `environment` besides the tests' own. */
export async function runPython(
  client: PythonEnvironment,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(await python(client), args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** The JSON that a program printed as its last line. */
export const lastJson = (stdout: string): unknown => JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown;
