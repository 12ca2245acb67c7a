import { notFound } from '../model/errors.ts';
import type { DatasetInput, Metric, ModelOutput, Page, Param, Tag } from '../model/run.ts';
import type { Database } from './database.ts';
import type { Datasets } from './datasets.ts';
import type { LoggedModels } from './loggedModels.ts';
import { type HistoryFacts, paramConflict, type RunData } from './runData.ts';
import { RUN_NAME_TAG, type Runs } from './runs.ts';

/** What one call logs onto a run; all of it is kept or nothing. */
export interface RunBatch {
  readonly params?: readonly Param[];
  readonly metrics?: readonly Metric[];
  readonly tags?: readonly Tag[];
  readonly datasets?: readonly DatasetInput[];
  readonly modelInputs?: readonly string[];
  readonly modelOutputs?: readonly ModelOutput[];
  /** Whether a refusal speaks of a list of params; by default where there are several. */
  readonly asBatch?: boolean;
}

/**
 * Logging onto active runs. Every method throws RESOURCE_DOES_NOT_EXIST for a missing run and
 * INVALID_PARAMETER_VALUE for a deleted one, and writes nothing then.
 */
export class RunLog {
  readonly #db: Database;
  readonly #runs: Runs;
  readonly #data: RunData;
  readonly #datasets: Datasets;
  readonly #models: LoggedModels;

  constructor(db: Database, runs: Runs, data: RunData, datasets: Datasets, models: LoggedModels) {
    this.#db = db;
    this.#runs = runs;
    this.#data = data;
    this.#datasets = datasets;
    this.#models = models;
  }

  /**
   * Writes the batch in one transaction. A param that was logged with another value refuses the whole batch.
   * A metric that names a model is kept on that logged model too. The tag `mlflow.runName` renames the run.
   */
  log(runId: string, batch: RunBatch): void {
    this.#db.write(() => {
      const run = this.#runs.activeRow(runId);
      const params = batch.params ?? [];
      const conflicts = this.#data.addParams(run.run_no, params);
      if (conflicts.length > 0) throw paramConflict(runId, conflicts, batch.asBatch ?? params.length > 1);
      this.#data.addMetrics(run.run_no, batch.metrics ?? []);
      this.#models.addMetrics(runId, batch.metrics ?? []);
      this.#setTags(runId, run.run_no, batch.tags ?? []);
      this.#datasets.addDatasets(run.run_no, run.experiment_id, batch.datasets ?? []);
      this.#datasets.addModelInputs(run.run_no, batch.modelInputs ?? []);
      this.#datasets.addModelOutputs(run.run_no, batch.modelOutputs ?? []);
    });
  }

  /** Throws RESOURCE_DOES_NOT_EXIST when the run has no such tag. */
  deleteTag(runId: string, key: string): void {
    this.#db.write(() => {
      const run = this.#runs.activeRow(runId);
      if (!this.#data.deleteTag(run.run_no, key)) throw notFound(`No tag with name: ${key} in run with id ${runId}`);
    });
  }

  /**
   * One metric's points sorted by time, step and value, all of them or a page. Throws INVALID_PARAMETER_VALUE for a
   * page token of another history.
   */
  history(runId: string, key: string, limit?: number, pageToken?: string): Page<Metric> {
    return this.#data.history(this.#runs.row(runId), key, limit, pageToken);
  }

  /** What a metric's history says whole; no points for a metric that was not logged. */
  historyFacts(runId: string, key: string): HistoryFacts {
    return this.#data.historyFacts(this.#runs.row(runId).run_no, key);
  }

  #setTags(runId: string, runNo: bigint, tags: readonly Tag[]): void {
    this.#data.setTags(runNo, tags);
    const name = tags.findLast((tag) => tag.key === RUN_NAME_TAG)?.value;
    if (name) this.#runs.update(runId, { runName: name });
  }
}
