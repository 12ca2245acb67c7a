import { invalid, notFound } from '../model/errors.ts';
import { int64 } from '../model/json.ts';
import { LOGGED_MODEL_STATUSES, type LoggedModel, type LoggedModelStatus } from '../model/models.ts';
import type { Metric, Param, Tag } from '../model/run.ts';
import type { Database } from './database.ts';
import { newId } from './ids.ts';
import type { Experiments } from './experiments.ts';
import type { LoggedVersions } from './loggedVersions.ts';
import { readValue, storedValue } from './runData.ts';
import { randomRunName } from './runNames.ts';

interface LoggedModelRow {
  readonly model_id: string;
  readonly experiment_id: bigint;
  readonly name: string;
  readonly artifact_uri: string;
  readonly status: bigint;
  readonly status_message: string | null;
  readonly model_type: string;
  readonly source_run_id: string;
  readonly lifecycle_stage: 'active' | 'deleted';
  readonly creation_timestamp: bigint;
  readonly last_updated_timestamp: bigint;
  readonly tags: string;
  readonly params: string;
}

interface MetricRow {
  readonly key: string;
  readonly value: number;
  readonly is_nan: bigint;
  readonly timestamp: bigint;
  readonly step: bigint;
  readonly run_id: string;
  readonly dataset_name: string | null;
  readonly dataset_digest: string | null;
}

export interface NewLoggedModel {
  readonly experimentId: string;
  readonly name?: string;
  readonly modelType?: string;
  readonly sourceRunId?: string;
  readonly params?: readonly Param[];
  readonly tags?: readonly Tag[];
  readonly now?: number;
}

const pairs = (table: string) => `(SELECT json_group_array(json_object('key', t.key, 'value', t.value))
  FROM ${table} t WHERE t.model_id = m.model_id)`;
const SELECT = `SELECT m.*, ${pairs('logged_model_tags')} AS tags, ${pairs('logged_model_params')} AS params
  FROM logged_models m`;

/** MLflow 3's logged models. Making one gives its name the next logged version. */
export class LoggedModels {
  readonly #db: Database;
  readonly #experiments: Experiments;
  readonly #versions: LoggedVersions;
  readonly #get;
  readonly #getMany;
  readonly #metrics;
  readonly #insert;
  readonly #setStatus;
  readonly #delete;
  readonly #touch;
  readonly #setTag;
  readonly #deleteTag;
  readonly #addParam;
  readonly #addMetric;

  constructor(db: Database, experiments: Experiments, versions: LoggedVersions) {
    this.#db = db;
    this.#experiments = experiments;
    this.#versions = versions;
    this.#get = db.prepareExact<LoggedModelRow>(`${SELECT} WHERE m.model_id = ?`);
    this.#getMany = db.prepareExact<LoggedModelRow>(
      `${SELECT} JOIN json_each(?) ids ON ids.value = m.model_id ORDER BY ids.key`,
    );
    this.#metrics = db.prepareExact<MetricRow>(
      'SELECT * FROM logged_model_metrics WHERE model_id = ? ORDER BY key, timestamp, step',
    );
    this.#insert = db.prepare("INSERT INTO logged_models VALUES (?, ?, ?, ?, 1, NULL, ?, ?, 'active', ?, ?)");
    this.#setStatus = db.prepare(
      'UPDATE logged_models SET status = ?, status_message = ?, last_updated_timestamp = ? WHERE model_id = ?',
    );
    this.#delete = db.prepare(
      "UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_timestamp = ? WHERE model_id = ?",
    );
    this.#touch = db.prepare('UPDATE logged_models SET last_updated_timestamp = ? WHERE model_id = ?');
    this.#setTag = db.prepare(
      'INSERT INTO logged_model_tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    );
    this.#deleteTag = db.prepare('DELETE FROM logged_model_tags WHERE model_id = ? AND key = ?');
    this.#addParam = db.prepare('INSERT INTO logged_model_params VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#addMetric = db.prepare(
      `INSERT INTO logged_model_metrics (model_id, key, timestamp, step, run_id, value, is_nan, dataset_name, dataset_digest)
       SELECT m.model_id, ?, ?, ?, ?, ?, ?, ?, ? FROM logged_models m WHERE m.model_id = ?
       ON CONFLICT DO UPDATE SET value = excluded.value, is_nan = excluded.is_nan`,
    );
  }

  /** Makes a pending logged model and its name's next logged version; a model without a name gets a random one. */
  create(model: NewLoggedModel): LoggedModel {
    const now = model.now ?? Date.now();
    const modelId = newId('m-');
    const name = model.name || randomRunName();
    this.#db.write(() => {
      const experiment = this.#experiments.getActive(model.experimentId);
      const uri = `${experiment.artifactLocation}/models/${modelId}/artifacts`;
      const { modelType = '', sourceRunId = '' } = model;
      this.#insert.run(modelId, experiment.experimentId, name, uri, modelType, sourceRunId, now, now);
      for (const tag of model.tags ?? []) this.#setTag.run(modelId, tag.key, tag.value);
      for (const param of model.params ?? []) this.#addParam.run(modelId, param.key, param.value);
      const { experimentId } = experiment;
      this.#versions.add({ name, modelId, runId: sourceRunId || null, experimentId, artifactUri: uri, now });
    });
    return this.get(modelId);
  }

  /** Throws RESOURCE_DOES_NOT_EXIST for a missing model and, unless allowed, for a deleted one. */
  get(modelId: string, allowDeleted = false): LoggedModel {
    const row = this.#get.get(modelId);
    if (!row || (row.lifecycle_stage === 'deleted' && !allowDeleted)) {
      throw notFound(`Logged model with ID '${modelId}' not found.`);
    }
    return this.#toModel(row);
  }

  find(modelId: string): LoggedModel | undefined {
    const row = this.#get.get(modelId);
    return row?.lifecycle_stage === 'active' ? this.#toModel(row) : undefined;
  }

  /** The models of these ids, in this order; unknown ids are left out. */
  getMany(modelIds: readonly string[]): readonly LoggedModel[] {
    return this.#getMany.all(JSON.stringify(modelIds)).map((row) => this.#toModel(row));
  }

  /** Sets the status: READY or UPLOAD_FAILED ends the upload. */
  finalize(modelId: string, status: LoggedModelStatus, message: string | null = null, now = Date.now()): LoggedModel {
    return this.#db.write(() => {
      this.get(modelId, true);
      this.#setStatus.run(LOGGED_MODEL_STATUSES.indexOf(status), message, now, modelId);
      return this.get(modelId, true);
    });
  }

  /** Deletes softly: the model's logged version is hidden with it. */
  delete(modelId: string, now = Date.now()): void {
    this.#db.write(() => {
      this.get(modelId, true);
      this.#delete.run(now, modelId);
    });
  }

  setTags(modelId: string, tags: readonly Tag[], now = Date.now()): LoggedModel {
    return this.#db.write(() => {
      this.get(modelId, true);
      for (const tag of tags) this.#setTag.run(modelId, tag.key, tag.value);
      this.#touch.run(now, modelId);
      return this.get(modelId, true);
    });
  }

  deleteTag(modelId: string, key: string): void {
    this.#db.write(() => {
      this.get(modelId);
      if (this.#deleteTag.run(modelId, key).changes === 0) {
        throw notFound(`No tag with key '${key}' found for model with ID '${modelId}'.`);
      }
    });
  }

  /** Adds params; throws INVALID_PARAMETER_VALUE when one is there already. */
  addParams(modelId: string, params: readonly Param[]): void {
    this.#db.write(() => {
      this.get(modelId);
      for (const { key, value } of params) {
        if (this.#addParam.run(modelId, key, value).changes === 0) {
          throw invalid(`Param '${key}' was already logged for model with ID ${modelId}.`);
        }
      }
    });
  }

  /** Keeps those of a run's points that name a logged model; points that name an unknown one stay on the run alone. */
  addMetrics(runId: string, metrics: readonly Metric[]): void {
    for (const m of metrics) {
      if (m.modelId === undefined) continue;
      const point = [m.key, m.timestamp, m.step, runId, ...storedValue(m.value)];
      this.#addMetric.run(...point, m.datasetName ?? null, m.datasetDigest ?? null, m.modelId);
    }
  }

  #toModel(row: LoggedModelRow): LoggedModel {
    return {
      modelId: row.model_id,
      experimentId: String(row.experiment_id),
      name: row.name,
      artifactUri: row.artifact_uri,
      status: LOGGED_MODEL_STATUSES[Number(row.status)] ?? 'LOGGED_MODEL_STATUS_UNSPECIFIED',
      statusMessage: row.status_message,
      modelType: row.model_type,
      sourceRunId: row.source_run_id,
      creationTimestamp: int64(row.creation_timestamp),
      lastUpdatedTimestamp: int64(row.last_updated_timestamp),
      tags: JSON.parse(row.tags) as Tag[],
      params: JSON.parse(row.params) as Param[],
      metrics: this.#metrics.all(row.model_id).map(toModelMetric),
    };
  }
}

function toModelMetric(row: MetricRow): Metric & { readonly runId: string } {
  return {
    key: row.key,
    value: readValue(row),
    timestamp: int64(row.timestamp),
    step: int64(row.step),
    runId: row.run_id,
    ...(row.dataset_name === null ? {} : { datasetName: row.dataset_name }),
    ...(row.dataset_digest === null ? {} : { datasetDigest: row.dataset_digest }),
  };
}
