import { createHash } from 'node:crypto';
import { notFound } from '../model/errors.ts';
import type { EvaluationDataset } from '../model/evaluationDataset.ts';
import { int64 } from '../model/json.ts';
import type { Database } from './database.ts';
import { newId } from './ids.ts';

interface DatasetRow {
  readonly dataset_id: string;
  readonly name: string;
  readonly digest: string;
  readonly schema: string | null;
  readonly profile: string | null;
  readonly created_time: bigint;
  readonly last_update_time: bigint;
  readonly created_by: string | null;
  readonly last_updated_by: string | null;
  readonly tags: string;
}

export interface NewEvaluationDataset {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string | null>>;
  readonly experimentIds?: readonly string[];
  readonly now?: number;
}

/** What adding records changes of their dataset. */
export interface RecordsSummary {
  readonly schema: string | null;
  readonly profile: string | null;
  readonly updatedBy: string | null;
  readonly now: number;
}

const SELECT = `SELECT d.*, (SELECT json_group_object(t.key, t.value) FROM evaluation_dataset_tags t
  WHERE t.dataset_id = d.dataset_id) AS tags FROM evaluation_datasets d`;

/** MLflow's tag for who did it. */
export const USER_TAG = 'mlflow.user';

/** Evaluation datasets without their records. */
export class EvaluationDatasets {
  readonly #db: Database;
  readonly #get;
  readonly #getMany;
  readonly #insert;
  readonly #delete;
  readonly #setTag;
  readonly #deleteTag;
  readonly #experimentIds;
  readonly #link;
  readonly #unlink;
  readonly #touch;
  readonly #summarise;
  readonly #setProfile;

  constructor(db: Database) {
    this.#db = db;
    this.#get = db.prepareExact<DatasetRow>(`${SELECT} WHERE d.dataset_id = ?`);
    this.#getMany = db.prepareExact<DatasetRow>(
      `${SELECT} JOIN json_each(?) ids ON ids.value = d.dataset_id ORDER BY ids.key`,
    );
    this.#insert = db.prepare('INSERT INTO evaluation_datasets VALUES (?, ?, ?, NULL, NULL, ?, ?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM evaluation_datasets WHERE dataset_id = ?');
    this.#setTag = db.prepare(
      'INSERT INTO evaluation_dataset_tags VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    );
    this.#deleteTag = db.prepare('DELETE FROM evaluation_dataset_tags WHERE dataset_id = ? AND key = ?');
    this.#experimentIds = db.prepare<{ experiment_id: string }>(
      'SELECT experiment_id FROM evaluation_dataset_experiments WHERE dataset_id = ? ORDER BY experiment_id',
    );
    this.#link = db.prepare('INSERT OR IGNORE INTO evaluation_dataset_experiments VALUES (?, ?)');
    this.#unlink = db.prepare(
      'DELETE FROM evaluation_dataset_experiments WHERE dataset_id = ? AND experiment_id IN (SELECT value FROM json_each(?))',
    );
    this.#touch = db.prepare('UPDATE evaluation_datasets SET last_update_time = ? WHERE dataset_id = ?');
    this.#summarise = db.prepare(
      `UPDATE evaluation_datasets SET schema = ?, profile = ?, last_updated_by = ?, last_update_time = ?, digest = ?
       WHERE dataset_id = ?`,
    );
    this.#setProfile = db.prepare('UPDATE evaluation_datasets SET profile = ? WHERE dataset_id = ?');
  }

  /** Makes a dataset; names need not be unique. */
  create({ name, tags = {}, experimentIds = [], now = Date.now() }: NewEvaluationDataset): EvaluationDataset {
    const id = newId('d-');
    const user = tags[USER_TAG] ?? null;
    return this.#db.write(() => {
      this.#insert.run(id, name, digest(name, now), now, now, user, user);
      for (const [key, value] of Object.entries(tags)) this.#setTag.run(id, key, value);
      for (const experimentId of experimentIds) this.#link.run(id, experimentId);
      return this.get(id);
    });
  }

  /** Throws RESOURCE_DOES_NOT_EXIST. */
  get(datasetId: string): EvaluationDataset {
    const dataset = this.find(datasetId);
    if (!dataset) throw notFound(`Evaluation dataset with id '${datasetId}' not found`);
    return dataset;
  }

  find(datasetId: string): EvaluationDataset | undefined {
    const row = this.#get.get(datasetId);
    return row && toDataset(row);
  }

  /** The datasets of these ids, in this order; unknown ids are left out. */
  getMany(datasetIds: readonly string[]): readonly EvaluationDataset[] {
    return this.#getMany.all(JSON.stringify(datasetIds)).map(toDataset);
  }

  /** Deletes a dataset with its records for good; nothing happens when there is none. */
  delete(datasetId: string): void {
    this.#db.write(() => this.#delete.run(datasetId));
  }

  /** Adds to the tags; a null leaves a tag as it is. Throws RESOURCE_DOES_NOT_EXIST. */
  setTags(datasetId: string, tags: Readonly<Record<string, string | null>>): void {
    this.#db.write(() => {
      if (!this.find(datasetId)) throw notFound(`Could not find evaluation dataset with ID ${datasetId}`);
      for (const [key, value] of Object.entries(tags)) if (value !== null) this.#setTag.run(datasetId, key, value);
    });
  }

  /** Nothing happens when there is no such tag. */
  deleteTag(datasetId: string, key: string): void {
    this.#db.write(() => this.#deleteTag.run(datasetId, key));
  }

  /** The experiments a dataset belongs to; none of an unknown dataset. */
  experimentIds(datasetId: string): readonly string[] {
    return this.#experimentIds.all(datasetId).map((row) => row.experiment_id);
  }

  /** Throws RESOURCE_DOES_NOT_EXIST. The caller has checked that the experiments exist. */
  addToExperiments(datasetId: string, experimentIds: readonly string[], now = Date.now()): EvaluationDataset {
    return this.#db.write(() => {
      this.assertExists(datasetId);
      for (const experimentId of experimentIds) this.#link.run(datasetId, experimentId);
      this.#touch.run(now, datasetId);
      return this.get(datasetId);
    });
  }

  /** Experiments the dataset does not belong to are passed over. Throws RESOURCE_DOES_NOT_EXIST. */
  removeFromExperiments(datasetId: string, experimentIds: readonly string[], now = Date.now()): EvaluationDataset {
    return this.#db.write(() => {
      this.assertExists(datasetId);
      const { changes } = this.#unlink.run(datasetId, JSON.stringify(experimentIds));
      if (changes > 0) this.#touch.run(now, datasetId);
      return this.get(datasetId);
    });
  }

  /** Throws RESOURCE_DOES_NOT_EXIST with the text MLflow has where a dataset meets experiments. */
  assertExists(datasetId: string): void {
    if (!this.find(datasetId)) throw notFound(`Dataset '${datasetId}' not found`);
  }

  /** Notes what records were added, inside the transaction that adds them. */
  summarise(dataset: EvaluationDataset, { schema, profile, updatedBy, now }: RecordsSummary): void {
    this.#summarise.run(schema, profile, updatedBy, now, digest(dataset.name, now), dataset.datasetId);
  }

  setProfile(datasetId: string, profile: string): void {
    this.#setProfile.run(profile, datasetId);
  }
}

/** As MLflow computes it: of the name and the time of the last change. */
const digest = (name: string, time: number): string =>
  createHash('sha256').update(`${name}:${time}`).digest('hex').slice(0, 8);

function toDataset(row: DatasetRow): EvaluationDataset {
  return {
    datasetId: row.dataset_id,
    name: row.name,
    digest: row.digest,
    tags: JSON.parse(row.tags) as Record<string, string | null>,
    schema: row.schema,
    profile: row.profile,
    createdTime: int64(row.created_time),
    lastUpdateTime: int64(row.last_update_time),
    createdBy: row.created_by,
    lastUpdatedBy: row.last_updated_by,
  };
}
