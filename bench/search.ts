import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { STORE_FOLDER } from '../src/store/location.ts';
import { Store } from '../src/store/store.ts';
import { fillMlflow } from './data/mlflowRows.ts';
import { type FilledRun, filledRuns } from './data/runs.ts';
import { wholeRun } from './data/wholeRuns.ts';
import type { HttpClient } from './http.ts';
import { mlflowDatabase } from './servers/mlflow.ts';
import { withServers } from './servers/pair.ts';
import { quietLog } from './store.ts';
import { type Measured, median, progress } from './table.ts';

const SIZES = [1000, 10_000, 100_000];
const ROUNDS = 7;
/** Where an answer takes seconds, fewer rounds say as much. */
const ENOUGH_ROUNDS = 2;
const ENOUGH_MILLISECONDS = 12_000;
const PAGE = 200;

interface Query {
  readonly what: string;
  readonly body: object;
  /** How many times faster at 10,000 runs. */
  readonly goal: number;
}

const QUERIES: readonly Query[] = [
  { what: `The newest ${PAGE} runs`, body: {}, goal: 20 },
  {
    what: `The best ${PAGE} runs of one model type above 0.5 accuracy, best first`,
    body: {
      filter: "metrics.accuracy > 0.5 and params.model_type = 'simulated-3'",
      order_by: ['metrics.accuracy DESC'],
    },
    goal: 100,
  },
];

/** `search_runs` in stores of three sizes, which hold the same runs on both sides. */
export async function search(): Promise<Measured[]> {
  return withServers(async ({ promptrail, mlflow, rival }) => {
    const ours = promptrail.served.client({ connections: 1, keepAlive: true });
    const theirs = mlflow.served.client({ connections: 1, keepAlive: false });
    const rows: Measured[][] = QUERIES.map(() => []);
    let size = 0;
    for (const wanted of SIZES) {
      const added = [...filledRuns(size, wanted)];
      fillPromptrail(promptrail.folder, added);
      fillMlflow(mlflowDatabase(mlflow.folder), added);
      size = wanted;
      progress(`search: ${size} runs are there`);
      for (const [index, { what, body, goal }] of QUERIES.entries()) {
        const found = await race(ours, theirs, body);
        const text = `${what} of ${size.toLocaleString('en')}`;
        progress(`search: ${text}: ${median(found.ours).toFixed(1)} and ${median(found.theirs).toFixed(1)} ms`);
        rows[index]?.push({ what: text, unit: 'ms', rival, ...found, ...(size === 10_000 ? { goal } : {}) });
      }
    }
    ours.close();
    theirs.close();
    return rows.flat();
  });
}

/** Milliseconds until the whole answer is there; both answer the same, or there is nothing to measure. */
async function race(ours: HttpClient, theirs: HttpClient, body: object): Promise<{ ours: number[]; theirs: number[] }> {
  const text = JSON.stringify({ experiment_ids: ['0'], max_results: PAGE, ...body });
  const ask = async (client: HttpClient) => client.post('/api/2.0/mlflow/runs/search', text);
  if (!isDeepStrictEqual(picture(await ask(ours)), picture(await ask(theirs)))) {
    throw new Error(`The two servers answer ${text} differently.`);
  }
  const times = { ours: [] as number[], theirs: [] as number[] };
  const started = performance.now();
  const enough = (round: number): boolean =>
    round >= ROUNDS || (round >= ENOUGH_ROUNDS && performance.now() - started > ENOUGH_MILLISECONDS);
  for (let round = 0; !enough(round); round++) {
    times.ours.push(await milliseconds(() => ask(ours)));
    times.theirs.push(await milliseconds(() => ask(theirs)));
  }
  return times;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Beside the server that has the store open too. */
function fillPromptrail(folder: string, runs: readonly FilledRun[]): void {
  const store = new Store(join(folder, STORE_FOLDER), { log: quietLog, busyTimeout: 5000, checkAfterCrash: false });
  store.bulk.write(runs.map(wholeRun));
  store.close();
}

interface Answer {
  readonly runs: ReadonlyArray<{
    readonly info: Readonly<Record<string, unknown>>;
    readonly data: Readonly<Record<string, ReadonlyArray<{ readonly key: string }>>>;
  }>;
}

/** Runs as they come; within a run the order of params, metrics and tags says nothing. */
function picture(answer: Buffer): unknown {
  const { runs } = JSON.parse(answer.toString('utf8')) as Answer;
  return runs.map(({ info, data }) => ({
    info: [
      info['run_id'],
      info['run_name'],
      info['status'],
      info['start_time'],
      info['end_time'],
      info['lifecycle_stage'],
    ],
    data: Object.entries(data)
      .map(([name, entries]) => [name, entries.toSorted((a, b) => (a.key < b.key ? -1 : 1))] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  }));
}
