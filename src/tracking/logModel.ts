import { notFound } from '../model/errors.ts';
import type { Int64 } from '../model/json.ts';
import type { LoggedModel, LoggedVersion, ModelVersion } from '../model/models.ts';
import type { RunInfo } from '../model/run.ts';
import { checkLoggedModelName, checkRegisteredModelName } from '../model/validation.ts';
import { artifactPath } from '../store/artifacts.ts';
import { describeModel } from '../store/modelFolder.ts';
import type { Store } from '../store/store.ts';
import { inferSignature } from './inferSignature.ts';
import { contentFiles, MLMODEL, mlmodelText, type ModelContent } from './modelFiles.ts';

/** A model to log. Without a signature, one is inferred from the input example. */
export interface ModelToLog extends ModelContent {
  /** Without `/ : . % " '`. */
  readonly name: string;
  readonly registeredModelName?: string;
  /** A word for what it is, for example `agent`. */
  readonly modelType?: string;
  /** Params of the model itself. */
  readonly params?: Readonly<Record<string, string>>;
  /** The run's step at which it was made; 0 when not given. */
  readonly step?: Int64;
}

/** A logged model and, where it was registered, its version in the registry. */
export interface LoggedModelResult {
  readonly version: LoggedVersion;
  readonly registered: ModelVersion | null;
}

/** Logs a model of a run; see ActiveRun.logModel. When its files cannot be written the model stays, marked as failed. */
export async function logModel(store: Store, run: RunInfo, model: ModelToLog): Promise<LoggedModelResult> {
  checkLoggedModelName(model.name);
  if (model.registeredModelName !== undefined) checkRegisteredModelName(model.registeredModelName);
  const content = { ...model, signature: model.signature ?? inferred(model) };
  const files = contentFiles(content);
  const logged = createModel(store, run, model);
  try {
    await writeFolder(store, logged, content, files);
  } catch (error) {
    store.loggedModels.finalize(logged.modelId, 'LOGGED_MODEL_UPLOAD_FAILED');
    throw error;
  }
  const registered = store.write(() => {
    store.loggedModels.finalize(logged.modelId, 'LOGGED_MODEL_READY');
    return model.registeredModelName === undefined ? null : register(store, logged, model.registeredModelName);
  });
  return { version: versionOf(store, logged), registered };
}

function createModel(store: Store, run: RunInfo, model: ModelToLog): LoggedModel {
  return store.write(() => {
    const logged = store.loggedModels.create({
      experimentId: run.experimentId,
      name: model.name,
      sourceRunId: run.runId,
      ...(model.modelType !== undefined && { modelType: model.modelType }),
      params: Object.entries(model.params ?? {}).map(([key, value]) => ({ key, value })),
    });
    store.runLog.log(run.runId, { modelOutputs: [{ modelId: logged.modelId, step: model.step ?? 0 }] });
    return logged;
  });
}

/** MLmodel comes last: a folder that has one is complete. */
async function writeFolder(
  store: Store,
  logged: LoggedModel,
  content: ModelContent,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const folder = artifactPath(logged.artifactUri);
  for (const [file, data] of files) await store.artifacts.write(`${folder}/${file}`, data);
  const size = [...files.values()].reduce((sum, data) => sum + Buffer.byteLength(data), 0);
  const { modelId, artifactUri, sourceRunId: runId } = logged;
  const createdAt = new Date(Number(logged.creationTimestamp));
  const mlmodel = mlmodelText(content, { modelId, runId, artifactUri, createdAt }, size);
  await store.artifacts.write(`${folder}/${MLMODEL}`, mlmodel);
  const { name, version } = versionOf(store, logged);
  store.loggedVersions.describe(name, version, await describeModel(store.artifacts, folder));
}

function inferred({ inputExample, exampleParams }: ModelContent): ModelContent['signature'] {
  return inputExample === undefined ? undefined : inferSignature(inputExample, undefined, exampleParams);
}

function register(store: Store, logged: LoggedModel, name: string): ModelVersion {
  if (!store.registry.find(name)) store.registry.create(name);
  return store.registry.versions.create({
    name,
    source: `models:/${logged.modelId}`,
    storageLocation: logged.artifactUri,
    modelId: logged.modelId,
    runId: logged.sourceRunId,
  });
}

function versionOf(store: Store, { artifactUri, modelId }: LoggedModel): LoggedVersion {
  const version = store.loggedVersions.findByArtifactUri(artifactUri);
  if (!version) throw notFound(`Logged model with ID '${modelId}' not found.`);
  return version;
}
