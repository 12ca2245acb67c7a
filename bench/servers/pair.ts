import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureFolder, temporaryFolder } from '../../test/harness/paths.ts';
import { mlflowName, serveMlflow } from './mlflow.ts';
import { servePromptrail } from './promptrail.ts';
import type { Served } from './served.ts';

/** Enough requests for every worker of a server to have met one. */
const GREETINGS = 32;

/** The two tracking servers side by side, each with a store of its own. */
export interface Pair {
  readonly promptrail: Contender;
  readonly mlflow: Contender;
  /** MLflow with its version. */
  readonly rival: string;
}

export interface Contender {
  readonly served: Served;
  readonly folder: string;
}

/** Starts both in new folders, waits until they are at rest, and takes everything away after `work`. */
export async function withServers<T>(work: (pair: Pair) => Promise<T>): Promise<T> {
  const folder = temporaryFolder('bench');
  const ours = ensureFolder(join(folder, 'promptrail'));
  const theirs = ensureFolder(join(folder, 'mlflow'));
  const running: Served[] = [];
  try {
    const promptrail = await servePromptrail(ours);
    running.push(promptrail);
    const mlflow = await serveMlflow(theirs);
    running.push(mlflow);
    for (const served of running) await settle(served);
    return await work({
      promptrail: { served: promptrail, folder: ours },
      mlflow: { served: mlflow, folder: theirs },
      rival: await mlflowName(),
    });
  } finally {
    await Promise.all(running.map((served) => served.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** All workers are up and have answered once: nobody is measured while it starts. */
export async function settle(served: Served): Promise<void> {
  await served.processes.rest();
  const client = served.client({ connections: 4, keepAlive: false });
  await Promise.all(
    Array.from({ length: GREETINGS }, () => client.get('/api/2.0/mlflow/experiments/get?experiment_id=0')),
  );
  client.close();
  await served.processes.rest();
}
