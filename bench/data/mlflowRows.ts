import Sqlite from 'better-sqlite3';
import { METRICS, STEPS, type FilledRun, type Pair } from './runs.ts';

interface Index {
  readonly name: string;
  readonly sql: string;
}

const TABLES = ['runs', 'params', 'tags', 'metrics', 'latest_metrics'];

/**
 * Writes runs into MLflow's own tables, which its server has made, as its server would: through its API this would
 * take an hour. Rows come in the order of the keys and the indexes after the rows, so that it takes seconds.
 */
export function fillMlflow(database: string, runs: readonly FilledRun[]): void {
  const db = new Sqlite(database, { timeout: 20_000 });
  try {
    db.pragma('cache_size = -400000');
    db.transaction(() => {
      const indexes = secondaryIndexes(db);
      for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
      const sorted = runs.toSorted((a, b) => (a.runId < b.runId ? -1 : 1));
      insertRuns(db, sorted);
      insertPairs(db, 'params', sorted, (run) => run.params);
      insertPairs(db, 'tags', sorted, (run) => [...run.tags, { key: 'mlflow.runName', value: run.name }]);
      insertMetrics(db, sorted);
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

function insertRuns(db: Sqlite.Database, runs: readonly FilledRun[]): void {
  const insert = db.prepare(
    `INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time,
       end_time, source_version, lifecycle_stage, artifact_uri, experiment_id, deleted_time)
     VALUES (?, ?, 'UNKNOWN', '', '', '', 'FINISHED', ?, ?, '', 'active', ?, 0, NULL)`,
  );
  for (const { runId, name, startTime, endTime } of runs) {
    insert.run(runId, name, startTime, endTime, `mlflow-artifacts:/0/${runId}/artifacts`);
  }
}

function insertPairs(
  db: Sqlite.Database,
  table: string,
  runs: readonly FilledRun[],
  pairsOf: (run: FilledRun) => readonly Pair[],
): void {
  const insert = db.prepare(`INSERT INTO ${table} (key, value, run_uuid) VALUES (?, ?, ?)`);
  const lists = runs.map((run) => ({ runId: run.runId, pairs: sortedByKey(pairsOf(run)) }));
  const width = lists[0]?.pairs.length ?? 0;
  for (let column = 0; column < width; column++) {
    for (const { runId, pairs } of lists) insert.run(pairs[column]?.key, pairs[column]?.value, runId);
  }
}

function insertMetrics(db: Sqlite.Database, runs: readonly FilledRun[]): void {
  const insert = db.prepare(
    'INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)',
  );
  const latest = db.prepare(
    'INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES (?, ?, ?, ?, 0, ?)',
  );
  // The key of its table goes on with the time.
  const byTime = runs.toSorted((a, b) => a.startTime - b.startTime);
  METRICS.forEach((key, column) => {
    for (const { runId, metrics } of byTime) {
      for (const { value, timestamp, step } of metrics.slice(column * STEPS, (column + 1) * STEPS)) {
        insert.run(key, value, timestamp, runId, step);
      }
    }
    for (const { runId, metrics } of runs) {
      const last = metrics[(column + 1) * STEPS - 1];
      latest.run(key, last?.value, last?.timestamp, last?.step, runId);
    }
  });
}

const sortedByKey = (pairs: readonly Pair[]): Pair[] => pairs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
