import type { Metric, Run } from '../model/run.ts';
import { BulkCheck } from './bulkCheck.ts';
import { BulkRows } from './bulkRows.ts';
import type { Database } from './database.ts';
import type { Datasets } from './datasets.ts';
import type { LoggedModels } from './loggedModels.ts';
import { storedValue } from './runData.ts';
import { RUN_NAME_TAG } from './runs.ts';

/** A run as it was logged elsewhere, under its own id: `metrics` holds every point, in any order. */
export type WholeRun = Pick<Run, 'info' | 'params' | 'metrics' | 'tags'> &
  Partial<Pick<Run, 'datasetInputs' | 'modelInputs' | 'modelOutputs'>> & {
    /** When it was deleted, in milliseconds; for a deleted run the present time when not given. */
    readonly deletedTime?: number;
  };

export interface BulkResult {
  readonly written: number;
  /** Ids of runs the store had already; those were left as they are. */
  readonly present: readonly string[];
  readonly refused: readonly { readonly runId: string; readonly reason: string }[];
}

/** Rows written in one transaction, about: others wait for its lock. */
const MAX_ROWS = 20_000;

/** Brings many whole runs into the store, in few transactions and with few statements. */
export class BulkRuns {
  readonly #db: Database;
  readonly #datasets: Datasets;
  readonly #models: LoggedModels;
  readonly #check = new BulkCheck();
  readonly #experiment;
  readonly #insert;
  readonly #params;
  readonly #tags;
  readonly #metrics;
  readonly #latest;

  constructor(db: Database, datasets: Datasets, models: LoggedModels) {
    this.#db = db;
    this.#datasets = datasets;
    this.#models = models;
    this.#experiment = db.prepare('SELECT 1 FROM experiments WHERE experiment_id = ?');
    this.#insert = db.prepare(
      `INSERT INTO runs (run_id, experiment_id, run_name, user_id, status, start_time, end_time, deleted_time,
         lifecycle_stage, artifact_uri) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id) DO NOTHING`,
    );
    this.#params = new BulkRows(db, 'INSERT OR IGNORE INTO params', 3);
    this.#tags = new BulkRows(db, 'INSERT OR IGNORE INTO tags', 3);
    const points = '(run_no, key, timestamp, step, value, is_nan)';
    this.#metrics = new BulkRows(db, `INSERT OR IGNORE INTO metrics ${points}`, 6);
    this.#latest = new BulkRows(db, `INSERT INTO latest_metrics ${points}`, 6);
  }

  /**
   * Writes runs that the store does not have yet, each whole or not at all. A run that breaks a rule is refused and
   * the others are written. When the store itself fails, which throws, the transactions before that are kept.
   */
  write(runs: Iterable<WholeRun>): BulkResult {
    const result = { written: 0, present: [] as string[], refused: [] as { runId: string; reason: string }[] };
    for (const batch of this.#batches(runs, result.refused)) {
      const outcome = this.#db.write(() => this.#writeBatch(batch));
      result.written += batch.length - outcome.present.length - outcome.refused.length;
      result.present.push(...outcome.present);
      result.refused.push(...outcome.refused);
    }
    return result;
  }

  /** Cuts the source into transactions before each is begun: reading the source may take its time. */
  *#batches(runs: Iterable<WholeRun>, refused: { runId: string; reason: string }[]): Generator<readonly WholeRun[]> {
    let batch: WholeRun[] = [];
    let rows = 0;
    for (const run of runs) {
      const reason = this.#check.reasonAgainst(run);
      if (reason !== undefined) {
        refused.push({ runId: run.info.runId, reason });
        continue;
      }
      batch.push(run);
      rows += 1 + run.params.length + run.metrics.length + run.tags.length;
      if (rows < MAX_ROWS) continue;
      yield batch;
      batch = [];
      rows = 0;
    }
    if (batch.length > 0) yield batch;
  }

  #writeBatch(batch: readonly WholeRun[]): Omit<BulkResult, 'written'> {
    const tables = [this.#params, this.#tags, this.#metrics, this.#latest];
    for (const table of tables) table.clear();
    const present: string[] = [];
    const refused: { runId: string; reason: string }[] = [];
    const experiments = new Map<string, boolean>();
    for (const run of batch) {
      const { runId, experimentId } = run.info;
      const known = experiments.get(experimentId) ?? this.#experiment.get(Number(experimentId)) !== undefined;
      experiments.set(experimentId, known);
      if (!known) refused.push({ runId, reason: `No Experiment with id=${experimentId} exists` });
      else if (!this.#writeRun(run)) present.push(runId);
    }
    for (const table of tables) table.flush();
    return { present, refused };
  }

  /** False when there is a run of this id. */
  #writeRun(run: WholeRun): boolean {
    const { info, deletedTime = Date.now() } = run;
    const { runId, experimentId, lifecycleStage } = info;
    const deleted = lifecycleStage === 'deleted' ? deletedTime : null;
    const life = [info.status, info.startTime, info.endTime, deleted, lifecycleStage];
    const row = [runId, experimentId, info.runName, info.userId, ...life, info.artifactUri];
    const { changes, lastInsertRowid: runNo } = this.#insert.run(row);
    if (changes === 0) return false;
    for (const { key, value } of run.params) this.#params.add(runNo, key, value);
    this.#addTags(runNo, run);
    this.#addMetrics(runNo, run.metrics);
    this.#models.addMetrics(runId, run.metrics);
    this.#datasets.addDatasets(runNo, Number(experimentId), run.datasetInputs ?? []);
    this.#datasets.addModelInputs(runNo, run.modelInputs ?? []);
    this.#datasets.addModelOutputs(runNo, run.modelOutputs ?? []);
    return true;
  }

  /** The last of several tags with one key stays, and the run's name is its tag. */
  #addTags(runNo: number | bigint, { info, tags }: WholeRun): void {
    this.#tags.add(runNo, RUN_NAME_TAG, info.runName);
    for (const { key, value } of tags.toReversed()) this.#tags.add(runNo, key, value);
  }

  #addMetrics(runNo: number | bigint, metrics: readonly Metric[]): void {
    const latest = new Map<string, Metric>();
    for (const metric of metrics) {
      const { key, timestamp, step, value } = metric;
      const [stored, isNan] = storedValue(value);
      this.#metrics.add(runNo, key, timestamp, step, stored, isNan);
      const before = latest.get(key);
      if (!before || isLater(metric, before)) latest.set(key, metric);
    }
    for (const { key, timestamp, step, value } of latest.values()) {
      const [stored, isNan] = storedValue(value);
      this.#latest.add(runNo, key, timestamp, step, stored, isNan);
    }
  }
}

/** As the store compares points: the greatest (step, timestamp, value) is the latest, a NaN counts as it is stored. */
function isLater(a: Metric, b: Metric): boolean {
  if (a.step !== b.step) return a.step > b.step;
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp;
  return storedValue(a.value)[0] > storedValue(b.value)[0];
}
