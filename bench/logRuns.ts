import { METRICS, STEPS, filledRun } from './data/runs.ts';
import type { HttpClient } from './http.ts';

const API = '/api/2.0/mlflow/runs';

/** What three requests log a run; a client sends them one after the other. */
interface Bodies {
  readonly create: string;
  readonly batch: (runId: string) => string;
  readonly update: (runId: string) => string;
}

/** How many runs are logged whole per second for so long, every connection of the client busy. */
export async function runsPerSecond(client: HttpClient, milliseconds: number): Promise<number> {
  const started = performance.now();
  let logged = 0;
  await Promise.all(
    Array.from({ length: client.connections }, async () => {
      while (performance.now() - started < milliseconds) {
        await logRun(client, bodies(logged));
        logged++;
      }
    }),
  );
  return logged / ((performance.now() - started) / 1000);
}

/** Makes a run and returns its id. */
export async function createRun(client: HttpClient, name: string): Promise<string> {
  const body = JSON.stringify({ experiment_id: '0', run_name: name, start_time: Date.now() });
  return createdId(await client.post(`${API}/create`, body));
}

async function logRun(client: HttpClient, { create, batch, update }: Bodies): Promise<void> {
  const runId = createdId(await client.post(`${API}/create`, create));
  await client.post(`${API}/log-batch`, batch(runId));
  await client.post(`${API}/update`, update(runId));
}

/** As the stock client words them: the name and the tags when a run starts, then ten params and five metrics. */
function bodies(index: number): Bodies {
  const { name, params, metrics, tags } = filledRun(index);
  const now = Date.now();
  const latest = metrics.filter(({ step }) => step === STEPS - 1).slice(0, METRICS.length);
  return {
    create: JSON.stringify({
      experiment_id: '0',
      run_name: name,
      start_time: now,
      tags: [...tags, { key: 'mlflow.runName', value: name }],
    }),
    batch: (runId) =>
      JSON.stringify({ run_id: runId, params, metrics: latest.map((one) => ({ ...one, timestamp: now })) }),
    update: (runId) => JSON.stringify({ run_id: runId, status: 'FINISHED', end_time: now + 1 }),
  };
}

const createdId = (answer: Buffer): string =>
  (JSON.parse(answer.toString('utf8')) as { readonly run: { readonly info: { readonly run_id: string } } }).run.info
    .run_id;
