import { checkArtifactPath } from '../../model/artifactPath.ts';
import { invalid } from '../../model/errors.ts';
import { parseJson } from '../../model/json.ts';
import { isReadable } from '../../model/jsonExtent.ts';
import { artifactPath } from '../../store/artifacts.ts';
import { describeModel } from '../../store/modelFolder.ts';
import { summary } from '../wire/errors.ts';
import { readTagList, writeTagList } from '../wire/tagList.ts';
import type { Services } from './route.ts';

/** MLflow's list of the models that MLflow 2 clients logged into a run. */
const HISTORY_TAG = 'mlflow.log-model.history';
const MANDATORY = ['artifact_path', 'flavors', 'run_id', 'utc_time_created'];

/**
 * What an MLflow 2 client says after it put a model's files into its run: the run's history of models grows, and the
 * folder's name gets its next logged version.
 */
export async function logModel(runId: string, modelJson: string, services: Services): Promise<void> {
  const { store } = services;
  const model = readModel(modelJson);
  const name = String(model.artifact_path);
  const folder = checkArtifactPath(name);
  const { experimentId, artifactUri: root } = store.runs.info(runId);
  const artifactUri = folder === '' ? root : `${root}/${folder}`;
  store.write(() => {
    const history = store.runs.get(runId).tags.find((tag) => tag.key === HISTORY_TAG)?.value;
    const models = [...readTagList(history), model];
    store.runLog.log(runId, { tags: [{ key: HISTORY_TAG, value: writeTagList(models) }] });
    store.loggedVersions.add({ name, modelId: null, runId, experimentId, artifactUri, now: Date.now() });
  });
  await describeLogged(artifactUri, services);
}

/**
 * Keeps what the files of a model say about it, now that all of them arrived. A folder that cannot be read is logged
 * and else ignored: the client's own work went well.
 */
export async function describeLogged(artifactUri: string, { store, log }: Services): Promise<void> {
  const version = store.loggedVersions.findByArtifactUri(artifactUri);
  if (!version) return;
  try {
    const description = await describeModel(store.artifacts, artifactPath(artifactUri));
    store.loggedVersions.describe(version.name, version.version, description);
  } catch (error) {
    log.warn(`The files of model "${version.name}" version ${version.version} could not be read: ${summary(error)}`);
  }
}

function readModel(modelJson: string): Readonly<Record<string, unknown>> {
  const model = isReadable(modelJson) ? parseOrUndefined(modelJson) : undefined;
  if (typeof model !== 'object' || model === null || Array.isArray(model)) {
    throw invalid('Malformed model info: model_json is not a valid JSON object.');
  }
  const missing = MANDATORY.filter((field) => !Object.hasOwn(model, field));
  if (missing.length > 0) {
    throw invalid(`Model json is missing mandatory fields: {${missing.map((field) => `'${field}'`).join(', ')}}`);
  }
  return model as Readonly<Record<string, unknown>>;
}

function parseOrUndefined(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
