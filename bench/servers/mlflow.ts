import { dirname, join } from 'node:path';
import { python } from '../../test/harness/parts.ts';
import { run } from '../../test/harness/processes.ts';
import { freePort, quietEnvironment, Served } from './served.ts';

/** The database that `mlflow server` makes in the folder it is started in. */
export const mlflowDatabase = (folder: string): string => join(folder, 'mlflow.db');

/** `mlflow server` as it comes, with its own number of workers: SQLite and artifacts in `folder`. */
export async function serveMlflow(folder: string): Promise<Served> {
  const port = await freePort();
  return Served.start({
    folder,
    command: [join(dirname(await python('mlflow3')), 'mlflow'), 'server', '--port', String(port)],
    target: { port },
    environment: quietEnvironment(),
    clientEnvironment: {},
  });
}

/** `MLflow` with the version that is measured. */
export async function mlflowName(): Promise<string> {
  const say = 'import importlib.metadata as m; print(m.version("mlflow"))';
  const { output } = await run(await python('mlflow3'), ['-c', say]);
  return `MLflow ${output.trim()}`;
}
