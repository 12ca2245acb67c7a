import { checkArtifactPath } from '../model/artifactPath.ts';
import { invalid, type UserError } from '../model/errors.ts';
import { PROMPT_TAG } from '../model/models.ts';
import { artifactPath } from '../store/artifacts.ts';
import type { Store } from '../store/store.ts';

export interface SourceRequest {
  readonly source: string;
  /** Empty where the client sent none. */
  readonly runId: string;
  readonly modelId: string;
  readonly isPrompt: boolean;
}

/** What a new model version keeps besides the source itself. */
export interface ResolvedSource {
  readonly storageLocation?: string;
  readonly runId: string;
  readonly modelId?: string;
}

/** Storage that no server of ours ever reads; such sources are kept as text. */
const OPAQUE_SCHEMES = new Set(['s3', 'gs', 'dbfs']);
const PROMPT_PLACEHOLDERS = new Set(['dummy-source', 'prompt-template']);

/**
 * Reads the `source` of a new model version. It is never opened as a path: it either names something of this store,
 * which gives the version its files, or is text of a form that cannot be taken for a path. Throws
 * INVALID_PARAMETER_VALUE for all else (protocol facts, section 2.7).
 */
export function resolveSource(store: Store, request: SourceRequest): ResolvedSource {
  const { source, runId, modelId } = request;
  const given = modelId === '' ? { runId } : { runId, modelId };
  if (request.isPrompt) {
    if (PROMPT_PLACEHOLDERS.has(source)) return given;
    throw invalid(`Invalid prompt source: '${source}'. A prompt version's text is a tag; its source is a placeholder.`);
  }
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]+):(.*)$/s.exec(source) ?? [];
  if (scheme === 'models') return fromModels(store, request, rest);
  if (scheme === 'runs') return fromRun(store, request, rest);
  if (scheme === 'mlflow-artifacts') return fromArtifacts(store, request);
  if (!OPAQUE_SCHEMES.has(scheme)) throw localPath(source);
  checkOpaque(source, rest);
  return given;
}

/** `models:/m-<id>` or `models:/<name>/<version>`. */
function fromModels(store: Store, request: SourceRequest, rest: string): ResolvedSource {
  const [, first = '', version] = /^\/([^/@]+)(?:\/(\d+))?$/.exec(rest) ?? [];
  if (version === undefined && /^m-[0-9a-f]{32}$/.test(first)) return fromLoggedModel(store, request, first);
  if (version === undefined) throw invalid(`Invalid model version source: '${request.source}'.`);
  const origin = store.registry.versions.get(first, version);
  const isPrompt = origin.tags.some(({ key, value }) => key === PROMPT_TAG && value === 'true');
  if (isPrompt || differs(request.runId, origin.runId) || differs(request.modelId, origin.modelId ?? '')) {
    throw misplaced(request.source);
  }
  return {
    runId: origin.runId,
    ...(origin.modelId === null ? {} : { modelId: origin.modelId }),
    storageLocation: origin.storageLocation ?? origin.source,
  };
}

function fromLoggedModel(store: Store, request: SourceRequest, modelId: string): ResolvedSource {
  if (request.modelId !== modelId) throw misplaced(request.source, 'model_id');
  const model = store.loggedModels.get(modelId);
  return { modelId, runId: request.runId || model.sourceRunId, storageLocation: model.artifactUri };
}

/** `runs:/<run id>/<path>`. A run that is not in this store leads to no files of it: such a source is text. */
function fromRun(store: Store, request: SourceRequest, rest: string): ResolvedSource {
  const [, runId = '', path = ''] = /^\/([a-z0-9][\w-]{0,255})\/(.+)$/is.exec(rest) ?? [];
  if (runId === '' || checkArtifactPath(path) === '') throw misplaced(request.source);
  const run = store.runs.findInfo(runId);
  if (run && request.runId !== runId) throw misplaced(request.source);
  return run
    ? { runId, storageLocation: `${run.artifactUri}/${checkArtifactPath(path)}` }
    : { runId: request.runId, ...(request.modelId === '' ? {} : { modelId: request.modelId }) };
}

/** A place in this store, which must lie inside the model that the request names, or else the run. */
function fromArtifacts(store: Store, { source, runId, modelId }: SourceRequest): ResolvedSource {
  const place = artifactPath(source);
  const owner = modelId === '' ? store.runs.findInfo(runId) : store.loggedModels.find(modelId);
  const root = owner && artifactPath(owner.artifactUri);
  if (root === undefined || !(place === root || place.startsWith(`${root}/`))) {
    throw misplaced(source, modelId === '' ? 'run_id' : 'model_id');
  }
  return { runId, ...(modelId === '' ? {} : { modelId }), storageLocation: `mlflow-artifacts:/${place}` };
}

/** A bucket and a path in it, with nothing that a reader could take for a way up or for another address. */
function checkOpaque(source: string, rest: string): void {
  const decoded = rest.replace(/%(25)*(2e|2f|5c)/gi, (_, __, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const climbs = decoded.split(/[/\\?#;]/).includes('..');
  if (climbs || /[\p{Cc}\\?#]/u.test(source) || !/^\/{1,2}[^/]+\/+[^/]/.test(rest)) {
    throw invalid(`Invalid model version source: '${source}'.`);
  }
}

const differs = (given: string, actual: string): boolean => given !== '' && given !== actual;

const localPath = (source: string): UserError =>
  invalid(
    `Invalid model version source: '${source}'. To use a local path as a model version source, the run_id request parameter has to be specified and the local path has to be contained within the artifact directory of the run specified by the run_id.`,
  );

const misplaced = (source: string, owner: 'run_id' | 'model_id' = 'run_id'): UserError =>
  invalid(
    `Invalid model version source: '${source}'. The ${owner} request parameter must identify the resource that contains the source.`,
  );
