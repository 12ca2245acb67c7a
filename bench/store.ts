import Sqlite from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../src/model/log.ts';
import { MIGRATIONS } from '../src/store/schema.ts';
import { Store } from '../src/store/store.ts';
import { temporaryFolder } from '../test/harness/paths.ts';
import type { Measured } from './table.ts';

const ROUNDS = 7;
const RUNS = 500;

const nothing = (): void => undefined;
export const quietLog: Log = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

const params = Object.entries({
  prompt_template: 'Classify the sentiment of the following text. Text: {text}',
  model_type: 'advanced_llm_sim',
  temperature: '0.2',
}).map(([key, value]) => ({ key, value }));
const metrics = Object.entries({ accuracy: 0.91, latency_ms: 14, confidence: 0.8 }).map(([key, value]) => ({
  key,
  value,
  timestamp: 1_767_600_000_000,
  step: 0,
}));

/** Runs logged per second through the store, beside the same rows by bare statements; each run is three commits. */
export function store(): Measured[] {
  const folder = temporaryFolder('bench');
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const ourRate = throughStore(join(folder, `store-${round}`));
      const theirRate = byStatements(join(folder, `bare-${round}.db`));
      if (round === 0) continue; // compiles the code
      ours.push(ourRate);
      theirs.push(theirRate);
    }
    const what = 'Create a run, log 3 params and 3 metrics, finish it: through the store, each step durable';
    return [{ what, unit: 'runs/s', ours, rival: 'bare prepared statements on the same schema and pragmas', theirs }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function throughStore(directory: string): number {
  const opened = new Store(directory, { log: quietLog, busyTimeout: 5000, checkAfterCrash: false });
  const rate = perSecond(() => {
    const { runId } = opened.runs.create({ experimentId: '0', runName: 'run', startTime: Date.now() }).info;
    opened.runLog.log(runId, { params, metrics });
    opened.runs.update(runId, { status: 'FINISHED', endTime: Date.now() });
  });
  opened.close();
  return rate;
}

function byStatements(file: string): number {
  const db = new Sqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  for (const step of MIGRATIONS) db.exec(step);
  const insertRun = db.prepare(
    `INSERT INTO runs (run_id, experiment_id, run_name, user_id, status, start_time, artifact_uri)
     VALUES (?, 0, 'run', '', 'RUNNING', ?, ?)`,
  );
  const insertTag = db.prepare('INSERT INTO tags VALUES (?, ?, ?)');
  const insertParam = db.prepare('INSERT INTO params VALUES (?, ?, ?)');
  const rowOf = '(run_no, key, timestamp, step, value, is_nan) VALUES (?, ?, ?, ?, ?, 0)';
  const insertMetric = db.prepare(`INSERT INTO metrics ${rowOf}`);
  const insertLatest = db.prepare(`INSERT INTO latest_metrics ${rowOf}`);
  const finish = db.prepare("UPDATE runs SET status = 'FINISHED', end_time = ? WHERE run_no = ?");
  const create = db.transaction(() => {
    const runId = randomUUID().replaceAll('-', '');
    const { lastInsertRowid } = insertRun.run(runId, Date.now(), `mlflow-artifacts:/0/${runId}/artifacts`);
    insertTag.run(lastInsertRowid, 'mlflow.runName', 'run');
    return lastInsertRowid;
  });
  const log = db.transaction((run: number | bigint) => {
    for (const { key, value } of params) insertParam.run(run, key, value);
    for (const { key, timestamp, step, value } of metrics) {
      insertMetric.run(run, key, timestamp, step, value);
      insertLatest.run(run, key, timestamp, step, value);
    }
  });
  const rate = perSecond(() => {
    const run = create.immediate();
    log.immediate(run);
    finish.run(Date.now(), run);
  });
  db.close();
  return rate;
}

function perSecond(logRun: () => void): number {
  const started = performance.now();
  for (let run = 0; run < RUNS; run++) logRun();
  return RUNS / ((performance.now() - started) / 1000);
}
