import type { Int64 } from './json.ts';
import type { LoggedVersion } from './models.ts';
import type { DatasetInput, Experiment, Metric, Param, Run, RunStatus, Tag } from './run.ts';
import type { SubjectKind } from './subject.ts';

/** One artifact file. `path` is relative to the root it was listed under; `sha256` is null where it was not computed. */
export interface ArtifactFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string | null;
}

/** Where a prompt's text was found. */
export type PromptOrigin = 'param' | 'registry' | 'file' | 'modelConfig';

/** A prompt text that a run or a version carries. */
export interface PromptText {
  /** Names it among the prompts of its snapshot, and stays the same when the snapshot is read again. */
  readonly id: string;
  /** The param's key, the registry prompt's name, the file's path, or `<model>: <key>` in a model's config. */
  readonly name: string;
  /** A template, or a list of chat messages as JSON. */
  readonly text: string;
  readonly origin: PromptOrigin;
  /** For `registry`: the version, as text. */
  readonly version?: string;
  /** For `registry`: what its author wrote about the version. */
  readonly commitMessage?: string;
  /** JSON texts that belong to the prompt: the schema of its answer, and the model's settings. */
  readonly responseFormat?: string;
  readonly modelConfig?: string;
}

/** One line of a file that names what a model needs. */
export interface DependencyLine {
  readonly file: 'requirements.txt' | 'conda.yaml' | 'python_env.yaml';
  /** `python`: the line is a version of Python itself. */
  readonly manager: 'pip' | 'conda' | 'python';
  /** As written, without comments: `mlflow==3.17.2`, `pip<=24.0`, `3.11.9`. */
  readonly line: string;
}

/** What of a model's folder only a comparison asks for; read when it is asked for. */
export interface ModelParts {
  /** In file order, each with its entries of MLmodel as JSON text. */
  readonly flavors: readonly { readonly name: string; readonly config: string }[];
  /** The model config a pyfunc model was logged with, as JSON text. */
  readonly modelConfig: string | null;
  readonly codePaths: readonly string[];
  readonly dependencies: readonly DependencyLine[];
}

export interface SnapshotModel extends LoggedVersion {
  /** Null where the files are not the store's, or are gone. */
  readonly parts: ModelParts | null;
}

/** A metric with what its whole history says. NaN counts as a point, and is neither least nor greatest. */
export interface MetricSummary extends Metric {
  /** How many points were logged. */
  readonly count: number;
  /** Null where every point is NaN. */
  readonly min: number | null;
  readonly max: number | null;
}

/** What a column is called and how it stands. */
export interface SnapshotHead {
  readonly kind: SubjectKind;
  /** The run's name, or `sentiment v3` for versions. */
  readonly name: string;
  /** The run's id, the logged model's id, or `models:/name/3`, `prompts:/name/3`. */
  readonly id: string;
  /** Of the run; null for versions whose run is not known. */
  readonly status: RunStatus | null;
  /** Milliseconds since the epoch; for versions when they were made. */
  readonly startTime: Int64;
  readonly endTime: Int64 | null;
  readonly aliases: readonly string[];
  /** The run's note or the version's description, Markdown as a rule; null for none. */
  readonly note: string | null;
}

/**
 * Everything the comparison knows about one column: a plain value, read from the store at one moment. A version of a
 * model shows what the run that logged it recorded (params, metrics, prompts), and of its models and files only
 * itself; a version of a prompt has its text and tags.
 */
export interface Snapshot {
  readonly head: SnapshotHead;
  /** The run, or the one that made the version; null where there is none. */
  readonly run: Run | null;
  readonly experiment: Pick<Experiment, 'experimentId' | 'name'> | null;
  readonly params: readonly Param[];
  /** Sorted by key. */
  readonly metrics: readonly MetricSummary[];
  readonly tags: readonly Tag[];
  readonly datasetInputs: readonly DatasetInput[];
  readonly prompts: readonly PromptText[];
  /** In logging order. */
  readonly models: readonly SnapshotModel[];
  /** Files under the run and, prefixed with the model's name, under its logged models; sorted by path. */
  readonly artifacts: readonly ArtifactFile[];
  /** True when the list of artifacts was cut at the cap. */
  readonly artifactsTruncated: boolean;
}
