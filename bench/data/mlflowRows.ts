import Sqlite from 'better-sqlite3';
import { STEPS, type FilledRun } from './runs.ts';

interface Index {
  readonly name: string;
  readonly sql: string;
}

const TABLES = ['runs', 'params', 'tags', 'metrics', 'latest_metrics'];

/**
 * Writes runs into MLflow's own tables, which its server has made, run by run as its server would: through its API this
 * would take an hour. The indexes come after the rows, so that it takes seconds.
 */
export function fillMlflow(database: string, runs: readonly FilledRun[]): void {
  const db = new Sqlite(database, { timeout: 20_000 });
  try {
    // The server's own settings are its own connections'; nothing here has to outlive a crash.
    db.pragma('synchronous = OFF');
    db.pragma('journal_mode = MEMORY');
    db.pragma('cache_size = -400000');
    db.transaction(() => {
      const indexes = secondaryIndexes(db);
      for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
      const insert = inserter(db);
      for (const run of runs) insert(run);
      for (const { sql } of indexes) db.exec(sql);
    }).immediate();
  } finally {
    db.close();
  }
}

/** One metric of a run that is there already: a point for every step. */
export function fillMlflowHistory(database: string, runId: string, key: string, values: readonly number[]): void {
  const db = new Sqlite(database, { timeout: 20_000 });
  const insert = db.prepare(
    'INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)',
  );
  const latest = db.prepare(
    'INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES (?, ?, ?, ?, 0, ?)',
  );
  db.transaction(() => {
    values.forEach((value, step) => insert.run(key, value, step, runId, step));
    latest.run(key, values.at(-1), values.length - 1, values.length - 1, runId);
  }).immediate();
  db.close();
}

function secondaryIndexes(db: Sqlite.Database): Index[] {
  const list = TABLES.map(() => '?').join(', ');
  return db
    .prepare<string[], Index>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (${list})`,
    )
    .all(...TABLES);
}

function inserter(db: Sqlite.Database): (run: FilledRun) => void {
  const insertRun = db.prepare(
    `INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time,
       end_time, source_version, lifecycle_stage, artifact_uri, experiment_id, deleted_time)
     VALUES (?, ?, 'UNKNOWN', '', '', '', 'FINISHED', ?, ?, '', 'active', ?, 0, NULL)`,
  );
  const insertTag = db.prepare('INSERT INTO tags (run_uuid, key, value) VALUES (?, ?, ?)');
  const insertParam = db.prepare('INSERT INTO params (run_uuid, key, value) VALUES (?, ?, ?)');
  const columns = '(run_uuid, key, timestamp, step, value, is_nan) VALUES (?, ?, ?, ?, ?, 0)';
  const insertMetric = db.prepare(`INSERT INTO metrics ${columns}`);
  const insertLatest = db.prepare(`INSERT INTO latest_metrics ${columns}`);
  return ({ runId, name, startTime, endTime, params, metrics, tags }) => {
    insertRun.run(runId, name, startTime, endTime, `mlflow-artifacts:/0/${runId}/artifacts`);
    for (const { key, value } of tags) insertTag.run(runId, key, value);
    insertTag.run(runId, 'mlflow.runName', name);
    for (const { key, value } of params) insertParam.run(runId, key, value);
    for (const { key, timestamp, step, value } of metrics) {
      insertMetric.run(runId, key, timestamp, step, value);
      if (step === STEPS - 1) insertLatest.run(runId, key, timestamp, step, value);
    }
  };
}
