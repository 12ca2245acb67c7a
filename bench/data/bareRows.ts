import Sqlite from 'better-sqlite3';
import { STEPS, type FilledRun } from './runs.ts';

/**
 * Runs written into Promptrail's own tables by bare prepared statements, nothing checked, nothing looked up: the
 * least work that leaves the same rows.
 */
export class BareRows {
  readonly #db: Sqlite.Database;
  readonly #insertRun;
  readonly #insertParam;
  readonly #insertTag;
  readonly #insertMetric;
  readonly #insertLatest;
  readonly #write;

  /** The database must hold the tables already. */
  constructor(database: string) {
    const db = new Sqlite(database, { timeout: 5000 });
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    this.#db = db;
    this.#insertRun = db.prepare(
      `INSERT INTO runs (run_id, experiment_id, run_name, user_id, status, start_time, end_time, artifact_uri)
       VALUES (?, 0, ?, '', 'FINISHED', ?, ?, ?)`,
    );
    const columns = '(run_no, key, timestamp, step, value, is_nan) VALUES (?, ?, ?, ?, ?, 0)';
    this.#insertParam = db.prepare('INSERT INTO params (run_no, key, value) VALUES (?, ?, ?)');
    this.#insertTag = db.prepare('INSERT INTO tags (run_no, key, value) VALUES (?, ?, ?)');
    this.#insertMetric = db.prepare(`INSERT INTO metrics ${columns}`);
    this.#insertLatest = db.prepare(`INSERT INTO latest_metrics ${columns}`);
    this.#write = db.transaction((runs: readonly FilledRun[]) => runs.forEach((run) => this.#insert(run)));
  }

  /** One transaction. */
  write(runs: readonly FilledRun[]): void {
    this.#write.immediate(runs);
  }

  close(): void {
    this.#db.close();
  }

  #insert({ runId, name, startTime, endTime, params, metrics, tags }: FilledRun): void {
    const uri = `mlflow-artifacts:/0/${runId}/artifacts`;
    const run = this.#insertRun.run(runId, name, startTime, endTime, uri).lastInsertRowid;
    for (const { key, value } of params) this.#insertParam.run(run, key, value);
    for (const { key, value } of tags) this.#insertTag.run(run, key, value);
    this.#insertTag.run(run, 'mlflow.runName', name);
    for (const { key, timestamp, step, value } of metrics) {
      this.#insertMetric.run(run, key, timestamp, step, value);
      if (step === STEPS - 1) this.#insertLatest.run(run, key, timestamp, step, value);
    }
  }
}
