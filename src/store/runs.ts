import { invalid, notFound } from '../model/errors.ts';
import { int64, type Int64 } from '../model/json.ts';
import type { LifecycleStage, Run, RunInfo, RunStatus, Tag } from '../model/run.ts';
import type { Database } from './database.ts';
import { newId } from './ids.ts';
import type { Datasets } from './datasets.ts';
import type { Experiments } from './experiments.ts';
import { idList } from './rows.ts';
import { randomRunName } from './runNames.ts';
import type { RunData, RunDataText } from './runData.ts';

/** The tag that mirrors a run's name, both ways (MLflow's rule). */
export const RUN_NAME_TAG = 'mlflow.runName';

export interface RunRow {
  readonly run_no: bigint;
  readonly run_id: string;
  readonly experiment_id: bigint;
  readonly run_name: string;
  readonly user_id: string;
  readonly status: RunStatus;
  readonly start_time: bigint;
  readonly end_time: bigint | null;
  readonly lifecycle_stage: LifecycleStage;
  readonly artifact_uri: string;
}

/** A run whole as `Run` has it, for who only passes it on: its data are text already. */
export type RunText = Omit<Run, keyof RunDataText> & RunDataText;

export interface NewRun {
  readonly experimentId: string;
  readonly runName?: string;
  readonly userId?: string;
  /** Milliseconds since the epoch; 0 when the client sent none, as MLflow does. */
  readonly startTime?: Int64;
  readonly tags?: readonly Tag[];
}

export interface RunUpdate {
  readonly status?: RunStatus;
  readonly endTime?: Int64;
  readonly runName?: string;
}

const NO_DATA = { params: [], metrics: [], datasetInputs: [], modelInputs: [], modelOutputs: [] } as const;

/** Runs and their life: create, read whole, update, delete softly and restore. */
export class Runs {
  readonly #db: Database;
  readonly #experiments: Experiments;
  readonly #data: RunData;
  readonly #datasets: Datasets;
  readonly #get;
  readonly #getMany;
  readonly #insert;
  readonly #setEnd;
  readonly #rename;
  readonly #setStage;
  readonly #idsByName;

  constructor(db: Database, experiments: Experiments, data: RunData, datasets: Datasets) {
    this.#db = db;
    this.#experiments = experiments;
    this.#data = data;
    this.#datasets = datasets;
    this.#get = db.prepareExact<RunRow>('SELECT * FROM runs WHERE run_id = ?');
    this.#getMany = db.prepareExact<RunRow>(
      'SELECT r.* FROM json_each(?) n JOIN runs r ON r.run_no = n.value ORDER BY n.key',
    );
    this.#insert = db.prepare(
      `INSERT INTO runs (run_id, experiment_id, run_name, user_id, status, start_time, artifact_uri)
       VALUES (?, ?, ?, ?, 'RUNNING', ?, ?)`,
    );
    // Apart, because SQLite writes the index of every column that a statement names, changed or not.
    this.#setEnd = db.prepare('UPDATE runs SET status = ?, end_time = ? WHERE run_no = ?');
    this.#rename = db.prepare('UPDATE runs SET run_name = ? WHERE run_no = ?');
    this.#setStage = db.prepare('UPDATE runs SET lifecycle_stage = ?, deleted_time = ? WHERE run_id = ?');
    this.#idsByName = db.prepare<{ run_id: string }>(
      "SELECT run_id FROM runs WHERE run_name = ? AND lifecycle_stage = 'active' ORDER BY run_no DESC LIMIT 2",
    );
  }

  /**
   * Makes a running run; a run without a name gets a random one. Throws RESOURCE_DOES_NOT_EXIST for an unknown
   * experiment, INVALID_PARAMETER_VALUE for a deleted one or for a name that contradicts the tag `mlflow.runName`.
   */
  create(run: NewRun): Run {
    const tagged = run.tags?.find((tag) => tag.key === RUN_NAME_TAG)?.value;
    if (run.runName && tagged && run.runName !== tagged) {
      throw invalid(
        `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${run.runName}', mlflow.runName='${tagged}').`,
      );
    }
    const name = run.runName || tagged || randomRunName();
    const runId = newId();
    return this.#db.write(() => {
      const { experimentId, artifactLocation } = this.#experiments.getActive(run.experimentId);
      const artifactUri = `${artifactLocation}/${runId}/artifacts`;
      const { userId = '', startTime = 0 } = run;
      const runNo = this.#insert.run(runId, experimentId, name, userId, startTime, artifactUri).lastInsertRowid;
      const tags = sorted([...(run.tags ?? []), { key: RUN_NAME_TAG, value: name }]);
      this.#data.setTags(runNo, tags);
      const born = { status: 'RUNNING', endTime: null, lifecycleStage: 'active' } as const;
      const info = { runId, experimentId, runName: name, userId, startTime: int64(startTime), artifactUri, ...born };
      return { info, ...NO_DATA, tags };
    });
  }

  /** The run whole, deleted ones too; throws RESOURCE_DOES_NOT_EXIST. */
  get(runId: string): Run {
    const run = this.find(runId);
    if (!run) throw missingRun(runId);
    return run;
  }

  /** What a list shows of a run, deleted ones too, or undefined: its data is not read. */
  findInfo(runId: string): RunInfo | undefined {
    const row = this.#get.get(runId);
    return row && toRunInfo(row);
  }

  /** The run whole, or undefined. */
  find(runId: string): Run | undefined {
    const row = this.#get.get(runId);
    if (!row) return undefined;
    const { run_no: runNo } = row;
    return { info: toRunInfo(row), ...this.#data.read(runNo), ...this.#datasets.read([runNo])(runNo) };
  }

  /** The only active run of this name, or undefined where none or several bear it. */
  findByUniqueName(runName: string): Run | undefined {
    const [first, second] = this.#idsByName.all(runName);
    return first && !second ? this.get(first.run_id) : undefined;
  }

  /** As `get`, and text. */
  getText(runId: string): RunText {
    const [run] = this.#texts([this.row(runId)]);
    if (!run) throw missingRun(runId);
    return run;
  }

  /** Runs whole by their internal numbers, in this order. */
  getTexts(numbers: readonly (number | bigint)[]): readonly RunText[] {
    return this.#texts(this.#getMany.all(idList(numbers)));
  }

  info(runId: string): RunInfo {
    return toRunInfo(this.row(runId));
  }

  /** Changes what is given. Throws for a missing or deleted run. */
  update(runId: string, change: RunUpdate): RunInfo {
    return this.#db.write(() => {
      const row = this.activeRow(runId);
      const old = toRunInfo(row);
      const { status = old.status, endTime = old.endTime } = change;
      const runName = change.runName || old.runName;
      this.#setEnd.run(status, endTime, row.run_no);
      if (runName !== old.runName) this.#setName(row.run_no, runName);
      return { ...old, status, endTime: endTime === null ? null : int64(endTime), runName };
    });
  }

  /** Deletes softly. Throws for a missing run; a deleted one stays deleted. */
  delete(runId: string, now = Date.now()): void {
    this.#db.write(() => {
      if (this.row(runId).lifecycle_stage === 'active') this.#setStage.run('deleted', now, runId);
    });
  }

  restore(runId: string): void {
    this.#db.write(() => {
      this.row(runId);
      this.#setStage.run('active', null, runId);
    });
  }

  /** The run's own row; for the rooms of the store only. */
  row(runId: string): RunRow {
    const row = this.#get.get(runId);
    if (!row) throw missingRun(runId);
    return row;
  }

  /** As `row`, and throws INVALID_PARAMETER_VALUE for a deleted run, as MLflow does before every write. */
  activeRow(runId: string): RunRow {
    const row = this.row(runId);
    if (row.lifecycle_stage === 'active') return row;
    throw invalid(`The run ${runId} must be in the 'active' state. Current state is deleted.`);
  }

  #setName(runNo: bigint, runName: string): void {
    this.#rename.run(runName, runNo);
    this.#data.setTags(runNo, [{ key: RUN_NAME_TAG, value: runName }]);
  }

  #texts(rows: readonly RunRow[]): readonly RunText[] {
    const numbers = rows.map((row) => row.run_no);
    const inputs = this.#datasets.read(numbers);
    const data = this.#data.readTexts(numbers);
    return rows.map((row, index) => ({ info: toRunInfo(row), ...data(index), ...inputs(row.run_no) }));
  }
}

/** Tags as the store gives them: of several with one key the last one, by the bytes of their keys. */
function sorted(tags: readonly Tag[]): readonly Tag[] {
  const byKey = new Map(tags.map((tag) => [tag.key, { key: tag.key, value: tag.value }]));
  return [...byKey.values()].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

export function missingRun(runId: string): Error {
  return notFound(`Run with id=${runId} not found`);
}

function toRunInfo(row: RunRow): RunInfo {
  return {
    runId: row.run_id,
    experimentId: String(row.experiment_id),
    runName: row.run_name,
    userId: row.user_id,
    status: row.status,
    startTime: int64(row.start_time),
    endTime: row.end_time === null ? null : int64(row.end_time),
    artifactUri: row.artifact_uri,
    lifecycleStage: row.lifecycle_stage,
  };
}
