import type { Int64 } from './json.ts';
import type { VerbatimJson, VerbatimObject } from './verbatimJson.ts';

/** MLflow's evaluation dataset: named records of inputs and what is expected of them. */
export interface EvaluationDataset {
  /** `d-` and 32 hexadecimal digits. */
  readonly datasetId: string;
  /** Not unique. */
  readonly name: string;
  /** Changes whenever the dataset's records do. */
  readonly digest: string;
  readonly tags: Readonly<Record<string, string | null>>;
  /** The kinds of the records' fields, as MLflow's JSON; null before there are records. */
  readonly schema: string | null;
  /** MLflow's JSON of statistics; null before there are records. */
  readonly profile: string | null;
  /** Milliseconds since the epoch, like every time here. */
  readonly createdTime: Int64;
  readonly lastUpdateTime: Int64;
  readonly createdBy: string | null;
  readonly lastUpdatedBy: string | null;
}

export const RECORD_SOURCE_TYPES = ['UNSPECIFIED', 'TRACE', 'HUMAN', 'DOCUMENT', 'CODE'] as const;
export type RecordSourceType = (typeof RECORD_SOURCE_TYPES)[number];

/** Where a record comes from. */
export interface RecordSource {
  readonly sourceType: RecordSourceType;
  readonly sourceData: VerbatimObject;
}

/** What a client says of a record. A field that is absent is left as it was when the record exists already. */
export interface RecordChange {
  /** The record's identity: a record with the same inputs is the same record. */
  readonly inputs: VerbatimObject;
  readonly outputs?: VerbatimJson;
  readonly expectations?: VerbatimObject;
  readonly tags?: VerbatimObject;
  readonly source?: RecordSource;
}

export interface EvaluationRecord extends RecordChange {
  /** `dr-` and 32 hexadecimal digits. */
  readonly recordId: string;
  readonly datasetId: string;
  readonly tags: VerbatimObject;
  readonly createdTime: Int64;
  readonly lastUpdateTime: Int64;
  readonly createdBy: string | null;
  readonly lastUpdatedBy: string | null;
}
