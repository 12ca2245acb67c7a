/** Logs 10,000 runs over HTTP from 8 connections into the server that the environment names. */
import { Agent, request } from 'node:http';

const RUNS = 10_000;
const CONNECTIONS = 8;

const { MLFLOW_TRACKING_URI: uri = '', MLFLOW_TRACKING_TOKEN: token = '' } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function post(path: string, body: unknown): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  const sent = request(`${uri}/api/2.0/mlflow/${path}`, { method: 'POST', agent, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (text += chunk));
    response.on('end', () =>
      response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${path}: ${text}`)),
    );
  });
  sent.on('error', reject);
  sent.end(JSON.stringify(body));
  return promise;
}

async function logRun(index: number): Promise<void> {
  const start = Date.now();
  const created = (await post('runs/create', {
    experiment_id: '0',
    run_name: `run ${index}`,
    start_time: start,
  })) as { readonly run: { readonly info: { readonly run_id: string } } };
  const { run_id } = created.run.info;
  await post('runs/log-batch', {
    run_id,
    params: [
      { key: 'prompt_template', value: `Answer question ${index}: {question}` },
      { key: 'model_type', value: 'simulated' },
    ],
    metrics: ['accuracy', 'latency_ms', 'tokens'].map((key) => ({ key, value: index % 97, timestamp: start, step: 0 })),
  });
  await post('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
}

let next = 0;
await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    while (next < RUNS) await logRun(next++);
  }),
);
agent.destroy();
