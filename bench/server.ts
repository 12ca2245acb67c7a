import { join } from 'node:path';
import { projectRoot } from '../test/harness/paths.ts';
import type { ClientOptions } from './http.ts';
import { runsPerSecond } from './logRuns.ts';
import { runPython } from './python.ts';
import { type Pair, withServers } from './servers/pair.ts';
import type { Served } from './servers/served.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 5;
const SECONDS = 2;
const WORK = 'Create a run, log 10 params and 5 metrics, finish it';

const ONE: ClientOptions = { connections: 1, keepAlive: true };
const ONE_ANEW: ClientOptions = { connections: 1, keepAlive: false };
const EIGHT: ClientOptions = { connections: 8, keepAlive: true };
const EIGHT_ANEW: ClientOptions = { connections: 8, keepAlive: false };

/** Runs logged per second over HTTP, beside MLflow as the stock client talks to it and as it does best. */
export async function server(): Promise<Measured[]> {
  return withServers(async (pair) => {
    const ours = { one: [] as number[], eight: [] as number[], python: [] as number[] };
    const theirs = { one: [] as number[], oneAnew: [] as number[], eight: [] as number[], eightAnew: [] as number[] };
    const theirPython: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const found = await measureRound(pair);
      progress(
        `server: round ${round} of ${ROUNDS}; ${found.ours.one.toFixed(0)} and ${found.theirs.one.toFixed(1)} runs/s`,
      );
      if (round === 0) continue; // compiles the code of the one and fills the caches of the other
      ours.one.push(found.ours.one);
      ours.eight.push(found.ours.eight);
      ours.python.push(found.ours.python);
      theirs.one.push(found.theirs.one);
      theirs.oneAnew.push(found.theirs.oneAnew);
      theirs.eight.push(found.theirs.eight);
      theirs.eightAnew.push(found.theirs.eightAnew);
      theirPython.push(found.theirs.python);
    }
    const row = (how: string, goal: number | undefined, ourRates: number[], theirRates: number[]): Measured => ({
      what: `${WORK}: ${how}`,
      unit: 'runs/s',
      ours: ourRates,
      rival: pair.rival,
      theirs: theirRates,
      ...(goal === undefined ? {} : { goal }),
    });
    return [
      row('one kept connection', 100, ours.one, theirs.one),
      row('one at a time, MLflow given a new connection per request', 25, ours.one, theirs.oneAnew),
      row('8 kept connections', 40, ours.eight, theirs.eight),
      row('8 at a time, MLflow given a new connection per request', 40, ours.eight, theirs.eightAnew),
      row('a session of the Python library `requests`', undefined, ours.python, theirPython),
    ];
  });
}

async function measureRound({ promptrail, mlflow }: Pair) {
  return {
    ours: {
      one: await rate(promptrail.served, ONE),
      eight: await rate(promptrail.served, EIGHT),
      python: await pythonRate(promptrail.served),
    },
    theirs: {
      one: await rate(mlflow.served, ONE),
      oneAnew: await rate(mlflow.served, ONE_ANEW),
      eight: await rate(mlflow.served, EIGHT),
      eightAnew: await rate(mlflow.served, EIGHT_ANEW),
      python: await pythonRate(mlflow.served),
    },
  };
}

async function rate(served: Served, options: ClientOptions): Promise<number> {
  const client = served.client(options);
  try {
    return await runsPerSecond(client, SECONDS * 1000);
  } finally {
    client.close();
  }
}

async function pythonRate(served: Served): Promise<number> {
  const program = join(projectRoot, 'bench/python/log_runs.py');
  return runPython<number>(program, served.clientEnvironment, String(SECONDS));
}
