import type { Int64 } from './json.ts';

/** An experiment groups runs. Ids are decimal integers as text; experiment "0" is named "Default" and always exists. */
export interface Experiment {
  readonly experimentId: string;
  readonly name: string;
  /** `mlflow-artifacts:/<id>`; artifacts live under the store's artifacts folder. */
  readonly artifactLocation: string;
  readonly lifecycleStage: LifecycleStage;
  readonly creationTime: Int64;
  readonly lastUpdateTime: Int64;
  readonly tags: readonly Tag[];
}

export type LifecycleStage = 'active' | 'deleted';
export type ViewType = 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';
export const RUN_STATUSES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export interface Param {
  readonly key: string;
  readonly value: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** One logged point. `value` may be NaN or an infinity. Times are milliseconds since the epoch. */
export interface Metric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: Int64;
  readonly step: Int64;
  readonly modelId?: string;
  readonly datasetName?: string;
  readonly datasetDigest?: string;
}

export interface RunInfo {
  readonly runId: string;
  readonly experimentId: string;
  readonly runName: string;
  readonly userId: string;
  readonly status: RunStatus;
  readonly startTime: Int64;
  readonly endTime: Int64 | null;
  /** `mlflow-artifacts:/<experiment>/<run>/artifacts` */
  readonly artifactUri: string;
  readonly lifecycleStage: LifecycleStage;
}

export interface Dataset {
  readonly name: string;
  readonly digest: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema: string | null;
  readonly profile: string | null;
}

export interface DatasetInput {
  readonly dataset: Dataset;
  readonly tags: readonly Tag[];
}

export interface ModelOutput {
  readonly modelId: string;
  readonly step: Int64;
}

/** A run whole: `metrics` holds per key only the point with the greatest (step, timestamp, value). */
export interface Run {
  readonly info: RunInfo;
  readonly params: readonly Param[];
  readonly metrics: readonly Metric[];
  readonly tags: readonly Tag[];
  readonly datasetInputs: readonly DatasetInput[];
  readonly modelInputs: readonly string[];
  readonly modelOutputs: readonly ModelOutput[];
}

/** One page of anything; `nextPageToken` is opaque and absent on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken?: string;
}
