import { join } from 'node:path';
import { projectRoot } from '../test/harness/paths.ts';
import { runPython } from './python.ts';
import { withServers } from './servers/pair.ts';
import type { Served } from './servers/served.ts';
import { type Measured, median, progress, quantile } from './table.ts';

const ROUNDS = 5;
const POINTS = 120;
const PROGRAMS = join(projectRoot, 'bench/python');
const SCENARIO = join(projectRoot, 'examples/workspace/log_v1.py');

interface Times {
  readonly p50: number[];
  readonly p99: number[];
  readonly scenario: number[];
}

/** What waits a training script has: the newest stock client, unchanged. */
export async function client(): Promise<Measured[]> {
  return withServers(async ({ promptrail, mlflow, rival }) => {
    const ours: Times = { p50: [], p99: [], scenario: [] };
    const theirs: Times = { p50: [], p99: [], scenario: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const ourTimes = await times(promptrail.served);
      const theirTimes = await times(mlflow.served);
      progress(
        `client: round ${round} of ${ROUNDS}; scenario ${ourTimes.scenario.toFixed(2)} and ${theirTimes.scenario.toFixed(2)} s`,
      );
      if (round === 0) continue; // fills the caches of both, and of the client
      for (const name of ['p50', 'p99', 'scenario'] as const) {
        ours[name].push(ourTimes[name]);
        theirs[name].push(theirTimes[name]);
      }
    }
    const row = (what: string, unit: string, name: keyof Times, goal: number): Measured => ({
      what,
      unit,
      ours: ours[name],
      rival,
      theirs: theirs[name],
      goal,
    });
    return [
      row('`log_metric`, one by one, stock client: half of the calls within', 'ms', 'p50', 10),
      row('`log_metric`, one by one, stock client: 99 of 100 calls within', 'ms', 'p99', 10),
      row('The scenario run with `log_model`, `load_model` and `log_table`, stock client', 's', 'scenario', 3),
    ];
  });
}

async function times(served: Served): Promise<Record<keyof Times, number>> {
  const environment = served.clientEnvironment;
  const calls = await runPython<number[]>(join(PROGRAMS, 'log_metric.py'), environment, String(POINTS));
  const scenario = await runPython<number>(join(PROGRAMS, 'run_script.py'), environment, SCENARIO);
  return { p50: median(calls), p99: quantile(calls, 0.99), scenario };
}
