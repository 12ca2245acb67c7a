import { temporaryFolder } from '../test/harness/paths.ts';
import { runsPerSecond } from './logRuns.ts';
import { mlflowName, serveMlflow } from './servers/mlflow.ts';
import { settle } from './servers/pair.ts';
import { servePromptrail } from './servers/promptrail.ts';
import type { Served } from './servers/served.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 3;
const LOAD_SECONDS = 5;
const SAMPLE_EVERY = 250;

interface Found {
  readonly start: number;
  readonly idle: number;
  readonly loaded: number;
}

/** Starting, and what stays in memory. */
export async function memory(): Promise<Measured[]> {
  const [ourFolder, theirFolder] = [temporaryFolder('bench-promptrail'), temporaryFolder('bench-mlflow')];
  // The first start in a folder makes the tables.
  const ourFirst = await firstStart(() => servePromptrail(ourFolder));
  const theirFirst = await firstStart(() => serveMlflow(theirFolder));
  const ours: Found[] = [];
  const theirs: Found[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    ours.push(await observe(() => servePromptrail(ourFolder)));
    theirs.push(await observe(() => serveMlflow(theirFolder)));
    progress(`memory: round ${round} of ${ROUNDS}; ${show(ours.at(-1))} and ${show(theirs.at(-1))}`);
  }
  const rival = await mlflowName();
  const row = (what: string, unit: string, of: keyof Found, goal: number): Measured => ({
    what,
    unit,
    ours: ours.map((found) => found[of]),
    rival,
    theirs: theirs.map((found) => found[of]),
    goal,
  });
  return [
    row('Start until the first answer from a store', 'ms', 'start', 40),
    { what: 'The same in a new folder', unit: 'ms', ours: [ourFirst], rival, theirs: [theirFirst] },
    row('Memory at rest, all processes', 'MiB', 'idle', 20),
    row('Memory while 8 connections log runs, all processes', 'MiB', 'loaded', 20),
  ];
}

async function firstStart(serve: () => Promise<Served>): Promise<number> {
  const served = await serve();
  await served.stop();
  return served.startTime;
}

async function observe(serve: () => Promise<Served>): Promise<Found> {
  const served = await serve();
  try {
    await settle(served);
    const idle = served.processes.memory();
    return { start: served.startTime, idle, loaded: await loadedMemory(served) };
  } finally {
    await served.stop();
  }
}

async function loadedMemory(served: Served): Promise<number> {
  const client = served.client({ connections: 8, keepAlive: true });
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, served.processes.memory())), SAMPLE_EVERY);
  try {
    await runsPerSecond(client, LOAD_SECONDS * 1000);
    return most;
  } finally {
    clearInterval(look);
    client.close();
  }
}

const show = (found: Found | undefined): string =>
  `${found?.start.toFixed(0)} ms, ${found?.idle.toFixed(0)} and ${found?.loaded.toFixed(0)} MiB`;
