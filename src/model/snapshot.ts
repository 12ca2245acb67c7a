import type { LoggedVersion } from './models.ts';
import type { Experiment, Run } from './run.ts';

/** One artifact file. `path` is relative to the root it was listed under; `sha256` is null where it was not computed. */
export interface ArtifactFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string | null;
}

/** A prompt text a run carries: a param or tag that is a prompt by name or by shape, or a linked registry prompt. */
export interface PromptText {
  /** The param's key, or the registry prompt's name. */
  readonly name: string;
  readonly text: string;
  readonly origin: 'param' | 'registry';
  /** For `registry`: the version, as text. */
  readonly version?: string;
}

/** Everything the comparison knows about one run: a plain value, read from the store at one moment. */
export interface RunSnapshot {
  readonly run: Run;
  readonly experiment: Pick<Experiment, 'experimentId' | 'name'>;
  readonly prompts: readonly PromptText[];
  /** Models the run logged, in logging order. */
  readonly models: readonly LoggedVersion[];
  /** Files under the run and, prefixed with the model's name, under its logged models; sorted by path. */
  readonly artifacts: readonly ArtifactFile[];
  /** True when the list of artifacts was cut at the cap. */
  readonly artifactsTruncated: boolean;
}
