import { setTimeout as delay } from 'node:timers/promises';

/**
 * A training script for the tests, in a process of its own: makes a run, logs a metric step by step, ends the run. As
 * MLflow's client it repeats a request that found nobody or that was told to come back. Says on stdout what was
 * acknowledged: first the run's id, then each step.
 */
const { uri, token, steps, pause } = JSON.parse(process.argv[2] ?? '') as ScriptOptions;

export interface ScriptOptions {
  readonly uri: string;
  readonly token: string;
  readonly steps: number;
  /** Between two steps, in milliseconds. */
  readonly pause: number;
}

async function ask(procedure: string, body: object): Promise<Record<string, unknown>> {
  for (;;) {
    const response = await fetch(`${uri}/api/2.0/mlflow/${procedure}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined);
    if (response?.status === 200) return (await response.json()) as Record<string, unknown>;
    if (response && response.status !== 503) throw new Error(`${procedure}: ${response.status}`);
    await delay(50);
  }
}

const created = (await ask('runs/create', { experiment_id: '0', start_time: Date.now() })) as {
  run: { info: { run_id: string } };
};
const { run_id } = created.run.info;
process.stdout.write(`${run_id}\n`);
for (let step = 0; step < steps; step++) {
  await ask('runs/log-metric', { run_id, key: 'loss', value: 1 / (step + 1), timestamp: Date.now(), step });
  process.stdout.write(`${step}\n`);
  await delay(pause);
}
await ask('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
