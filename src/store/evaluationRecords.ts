import { createHash } from 'node:crypto';
import { invalid } from '../model/errors.ts';
import type { EvaluationRecord, RecordChange, RecordSource } from '../model/evaluationDataset.ts';
import { int64 } from '../model/json.ts';
import type { Page } from '../model/run.ts';
import {
  canonicalText,
  parseVerbatim,
  verbatimText,
  type VerbatimJson,
  type VerbatimObject,
} from '../model/verbatimJson.ts';
import type { Database } from './database.ts';
import { USER_TAG, type EvaluationDatasets } from './evaluationDatasets.ts';
import { grownSchema } from './evaluationSchema.ts';
import { newId } from './ids.ts';

interface RecordRow {
  readonly record_no: bigint;
  readonly dataset_record_id: string;
  readonly dataset_id: string;
  readonly inputs: string;
  readonly outputs: string | null;
  readonly expectations: string | null;
  readonly tags: string;
  readonly source: string | null;
  readonly created_time: bigint;
  readonly last_update_time: bigint;
  readonly created_by: string | null;
  readonly last_updated_by: string | null;
}

/** The records of evaluation datasets. Two records with the same inputs are one. */
export class EvaluationRecords {
  readonly #db: Database;
  readonly #datasets: EvaluationDatasets;
  readonly #find;
  readonly #page;
  readonly #insert;
  readonly #update;
  readonly #delete;
  readonly #count;

  constructor(db: Database, datasets: EvaluationDatasets) {
    this.#db = db;
    this.#datasets = datasets;
    this.#find = db.prepareExact<RecordRow>(
      'SELECT * FROM evaluation_dataset_records WHERE dataset_id = ? AND input_hash = ?',
    );
    this.#page = db.prepareExact<RecordRow>(
      'SELECT * FROM evaluation_dataset_records WHERE dataset_id = ? AND record_no > ? ORDER BY record_no LIMIT ?',
    );
    this.#insert = db.prepare(
      `INSERT INTO evaluation_dataset_records (dataset_record_id, dataset_id, input_hash, inputs, outputs, expectations,
         tags, source, created_time, last_update_time, created_by, last_updated_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#update = db.prepare(
      `UPDATE evaluation_dataset_records SET outputs = ?, expectations = ?, tags = ?, last_update_time = ?,
         last_updated_by = ? WHERE record_no = ?`,
    );
    this.#delete = db.prepare(
      `DELETE FROM evaluation_dataset_records
       WHERE dataset_id = ? AND dataset_record_id IN (SELECT value FROM json_each(?))`,
    );
    this.#count = db.prepare<{ records: number }>(
      'SELECT count(*) AS records FROM evaluation_dataset_records WHERE dataset_id = ?',
    );
  }

  /** Adds records, or changes those whose inputs are there already. Throws RESOURCE_DOES_NOT_EXIST. */
  upsert(
    datasetId: string,
    changes: readonly RecordChange[],
    now = Date.now(),
  ): { readonly inserted: number; readonly updated: number } {
    return this.#db.write(() => {
      const dataset = this.#datasets.get(datasetId);
      const inserted = changes.filter((change) => this.#put(datasetId, change, now)).length;
      const updatedBy = changes.map((change) => userOf(change.tags)).findLast((user) => user !== null) ?? null;
      const profile = this.#profile(datasetId) ?? dataset.profile;
      this.#datasets.summarise(dataset, { schema: grownSchema(dataset.schema, changes), profile, updatedBy, now });
      return { inserted, updated: changes.length - inserted };
    });
  }

  /** In the order they were added; none of an unknown dataset. Throws INVALID_PARAMETER_VALUE for a forged token. */
  list(datasetId: string, limit: number, pageToken = ''): Page<EvaluationRecord> {
    const rows = this.#page.all(datasetId, positionOf(pageToken), limit + 1);
    const items = rows.slice(0, limit).map(toRecord);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return last ? { items, nextPageToken: Buffer.from(`record:${last.record_no}`).toString('base64') } : { items };
  }

  /** Returns how many there were to delete. */
  delete(datasetId: string, recordIds: readonly string[]): number {
    return this.#db.write(() => {
      const { changes } = this.#delete.run(datasetId, JSON.stringify(recordIds));
      // MLflow writes the word for nothing here.
      if (changes > 0) this.#datasets.setProfile(datasetId, this.#profile(datasetId) ?? 'null');
      return changes;
    });
  }

  /** True when the record is new. */
  #put(datasetId: string, change: RecordChange, now: number): boolean {
    const hash = createHash('sha256').update(canonicalText(change.inputs)).digest('hex');
    const row = this.#find.get(datasetId, hash);
    if (!row) {
      this.#add(datasetId, hash, change, now);
      return true;
    }
    const { outputs, expectations = {}, tags, lastUpdatedBy } = toRecord(row);
    const merged = { ...expectations, ...change.expectations };
    this.#update.run(
      'outputs' in change ? optionalText(change.outputs) : optionalText(outputs),
      row.expectations === null && Object.keys(merged).length === 0 ? null : verbatimText(merged),
      verbatimText({ ...tags, ...change.tags }),
      now,
      userOf(change.tags) ?? lastUpdatedBy,
      row.record_no,
    );
    return false;
  }

  #add(datasetId: string, hash: string, change: RecordChange, now: number): void {
    const user = userOf(change.tags);
    this.#insert.run(
      newId('dr-'),
      datasetId,
      hash,
      verbatimText(change.inputs),
      // A new record without outputs has empty ones in MLflow.
      'outputs' in change ? optionalText(change.outputs) : '{}',
      change.expectations === undefined ? null : verbatimText(change.expectations),
      verbatimText(change.tags ?? {}),
      change.source === undefined ? null : sourceText(change.source),
      now,
      now,
      user,
      user,
    );
  }

  #profile(datasetId: string): string | undefined {
    const records = this.#count.get(datasetId)?.records ?? 0;
    return records === 0 ? undefined : JSON.stringify({ num_records: records });
  }
}

const optionalText = (value: VerbatimJson | undefined): string | null =>
  value === undefined || value === null ? null : verbatimText(value);

const sourceText = ({ sourceType, sourceData }: RecordSource): string => verbatimText({ sourceType, sourceData });

function userOf(tags: VerbatimObject | undefined): string | null {
  const user = tags?.[USER_TAG];
  return typeof user === 'string' ? user : null;
}

function positionOf(pageToken: string): number {
  if (pageToken === '') return 0;
  const position = /^record:(\d{1,15})$/.exec(Buffer.from(pageToken, 'base64').toString())?.[1];
  if (position === undefined) throw invalid('Invalid page token, could not base64-decode');
  return Number(position);
}

function toRecord(row: RecordRow): EvaluationRecord {
  return {
    recordId: row.dataset_record_id,
    datasetId: row.dataset_id,
    inputs: parseVerbatim(row.inputs) as VerbatimObject,
    ...(row.outputs === null ? {} : { outputs: parseVerbatim(row.outputs) }),
    ...(row.expectations === null ? {} : { expectations: parseVerbatim(row.expectations) as VerbatimObject }),
    tags: parseVerbatim(row.tags) as VerbatimObject,
    ...(row.source === null ? {} : { source: parseVerbatim(row.source) as unknown as RecordSource }),
    createdTime: int64(row.created_time),
    lastUpdateTime: int64(row.last_update_time),
    createdBy: row.created_by,
    lastUpdatedBy: row.last_updated_by,
  };
}
