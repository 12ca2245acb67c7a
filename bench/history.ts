import { fillMlflowHistory } from './data/mlflowRows.ts';
import type { HttpClient } from './http.ts';
import { createRun } from './logRuns.ts';
import { mlflowDatabase } from './servers/mlflow.ts';
import { withServers } from './servers/pair.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 3;
const POINTS = 100_000;
const PAGE = 25_000;
const BATCH = 1000;
const KEY = 'loss';

interface Point {
  readonly value: number;
  readonly step: number;
  readonly timestamp: number;
}

interface Answer {
  readonly metrics: readonly Point[];
  readonly next_page_token?: string;
}

/** One metric of 100,000 points, read whole and in pages. */
export async function history(): Promise<Measured[]> {
  return withServers(async ({ promptrail, mlflow, rival }) => {
    const values = Array.from({ length: POINTS }, (_, step) => 1 / (step + 1));
    const ours = { client: promptrail.served.client({ connections: 1, keepAlive: true }), runId: '' };
    const theirs = { client: mlflow.served.client({ connections: 1, keepAlive: false }), runId: '' };
    ours.runId = await createRun(ours.client, 'history');
    theirs.runId = await createRun(theirs.client, 'history');
    await logHistory(ours.client, ours.runId, values);
    fillMlflowHistory(mlflowDatabase(mlflow.folder), theirs.runId, KEY, values);
    const rows: Measured[] = [];
    for (const [how, page] of [
      ['whole', undefined],
      [`in pages of ${PAGE.toLocaleString('en')}`, PAGE],
    ] as const) {
      const times = { ours: [] as number[], theirs: [] as number[] };
      for (let round = 0; round <= ROUNDS; round++) {
        const ourTime = await read(ours, page, values, round === 0);
        const theirTime = await read(theirs, page, values, round === 0);
        progress(`history ${how}: round ${round} of ${ROUNDS}; ${ourTime.toFixed(0)} and ${theirTime.toFixed(0)} ms`);
        if (round === 0) continue; // looks at the answers
        times.ours.push(ourTime);
        times.theirs.push(theirTime);
      }
      const what = `The history of a metric of ${POINTS.toLocaleString('en')} points, ${how}`;
      rows.push({ what, unit: 'ms', rival, ...times, goal: 5 });
    }
    ours.client.close();
    theirs.client.close();
    return rows;
  });
}

async function logHistory(client: HttpClient, runId: string, values: readonly number[]): Promise<void> {
  for (let from = 0; from < values.length; from += BATCH) {
    const metrics = values
      .slice(from, from + BATCH)
      .map((value, index) => ({ key: KEY, value, timestamp: from + index, step: from + index }));
    await client.post('/api/2.0/mlflow/runs/log-batch', JSON.stringify({ run_id: runId, metrics }));
  }
}

/** Milliseconds until the last byte is there; what the bytes say is looked at where asked for, and not timed. */
async function read(
  { client, runId }: { readonly client: HttpClient; readonly runId: string },
  page: number | undefined,
  values: readonly number[],
  check: boolean,
): Promise<number> {
  const path = `/api/2.0/mlflow/metrics/get-history?run_id=${runId}&metric_key=${KEY}`;
  const points: Point[] = [];
  let waited = 0;
  let token: string | undefined;
  do {
    const paging =
      (page === undefined ? '' : `&max_results=${page}`) + (token === undefined ? '' : `&page_token=${token}`);
    const started = performance.now();
    const answer = await client.get(path + paging);
    waited += performance.now() - started;
    // A client finds the next page's token by reading the page; here only the time of the servers is meant.
    const { metrics, next_page_token: next } = JSON.parse(answer.toString('utf8')) as Answer;
    if (check) points.push(...metrics);
    token = next === undefined ? undefined : encodeURIComponent(next);
  } while (token !== undefined);
  if (check && !isWhole(points, values)) throw new Error('A server gives another history than the one logged.');
  return waited;
}

function isWhole(points: readonly Point[], values: readonly number[]): boolean {
  const logged = ({ value, step, timestamp }: Point, index: number): boolean =>
    value === values[index] && step === index && timestamp === index;
  return points.length === values.length && points.every(logged);
}
