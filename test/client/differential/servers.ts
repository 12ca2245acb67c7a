import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { python, type PythonEnvironment } from '../../harness/parts.ts';
import { ensureFolder, temporaryFolder } from '../../harness/paths.ts';
import { ProcessTree } from '../../harness/processes.ts';
import { lastJson, PROGRAMS, runPython, startWorkspace } from '../client.ts';
import { Recorder } from './recorder.ts';

/** A tracking server under comparison. */
export interface Side {
  readonly name: 'mlflow' | 'ours';
  /** The server itself, for requests made by hand. */
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The same server behind a recorder, for client programs. */
  readonly recorder: Recorder;
  readonly recorderUri: string;
  /** Where client programs may write. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the server said, for a failure's text. */
  readonly said: () => string;
  close(): Promise<void>;
}

/** MLflow's own server of the newest release, as `mlflow server` starts it, with files behind its proxy. */
export async function mlflowServer(): Promise<Side> {
  const folder = temporaryFolder('mlflow');
  const port = await freePort();
  const executable = join(dirname(await python('mlflow3')), process.platform === 'win32' ? 'mlflow.exe' : 'mlflow');
  const store = ['--backend-store-uri', `sqlite:///${join(folder, 'store.db')}`];
  const files = ['--artifacts-destination', ensureFolder(join(folder, 'artifacts'))];
  const tree = new ProcessTree(
    executable,
    ['server', '--host', '127.0.0.1', '--port', String(port), '--workers', '1', ...store, ...files],
    { ...process.env, ...QUIET, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false' },
  );
  let output = '';
  tree.child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  tree.child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const uri = `http://127.0.0.1:${port}`;
  await answering(`${uri}/health`, tree, () => output);
  return makeSide(
    'mlflow',
    uri,
    'none',
    () => output.slice(-3000),
    () => tree.stop(),
  );
}

/** Promptrail's server, as built. */
export async function ourServer(): Promise<Side> {
  const workspace = await startWorkspace(temporaryFolder('ours'));
  const { uri, token } = workspace;
  return makeSide(
    'ours',
    uri,
    token,
    () => workspace.serverLog.join('\n'),
    async () => workspace.close(),
  );
}

const QUIET = {
  MLFLOW_DISABLE_TELEMETRY: 'true',
  MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR: 'false',
  NO_PROXY: '127.0.0.1',
};

async function makeSide(
  name: Side['name'],
  uri: string,
  token: string,
  said: () => string,
  stop: () => Promise<void>,
): Promise<Side> {
  const recorder = new Recorder(uri);
  const recorderUri = await recorder.start();
  return {
    name,
    uri,
    headers: { Authorization: `Bearer ${token}` },
    recorder,
    recorderUri,
    folder: temporaryFolder('programs'),
    environment: {
      ...QUIET,
      MLFLOW_TRACKING_URI: recorderUri,
      PLAY_RECORDED: 'true',
      MLFLOW_TRACKING_USERNAME: 'promptrail',
      MLFLOW_TRACKING_PASSWORD: token,
      // MLflow answers some mistakes with 500, which a client repeats for minutes.
      MLFLOW_HTTP_REQUEST_MAX_RETRIES: '0',
      // A name of the machine's user would stand in every run.
      USER: 'somebody',
      LOGNAME: 'somebody',
    },
    said,
    async close() {
      recorder.close();
      await stop();
    },
  };
}

export interface PlayedCase {
  /** What the client returned, as JSON. */
  readonly returned: unknown;
  /** Whether its calls come in an order, or only which there were is known, or they differ as they must. */
  readonly calls: 'order' | 'kinds' | 'none';
}

/** Plays the programs with a client against one side; gives their cases by name, `<program> > <case>`. */
export async function play(side: Side, client: PythonEnvironment): Promise<Readonly<Record<string, PlayedCase>>> {
  const program = join(PROGRAMS, 'differential/play.py');
  const { code, stdout, stderr } = await runPython(client, [program], side.folder, side.environment);
  if (code !== 0) throw new Error(`The programs ended with ${code} against ${side.name}:\n${stderr}\n${side.said()}`);
  return lastJson(stdout) as Record<string, PlayedCase>;
}

async function answering(uri: string, tree: ProcessTree, said: () => string): Promise<void> {
  const ended = tree.ended.then(() => true);
  while (
    !(await fetch(uri)
      .then(({ ok }) => ok)
      .catch(() => false))
  ) {
    if (await Promise.race([ended, delay(100, false)])) throw new Error(`MLflow's server did not start:\n${said()}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
