import { metricText, stringifyJson } from '../../model/json.ts';
import type { LoggedModel, ModelVersion, RegisteredModel } from '../../model/models.ts';
import type { DatasetInput, Experiment, Metric, Page, Run, RunInfo } from '../../model/run.ts';
import type { RunText } from '../../store/runs.ts';
import { JsonText } from './jsonText.ts';

/**
 * Entities as MLflow's JSON has them (protocol facts, section 2.1): snake_case, unset fields and empty lists left out.
 */

const unlessEmpty = <K extends string, T>(key: K, items: readonly T[]) =>
  (items.length === 0 ? {} : { [key]: items }) as { readonly [P in K]?: readonly T[] };

const unlessNull = <K extends string, T>(key: K, value: T | null | undefined) =>
  (value === null || value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };

export function experimentJson(experiment: Experiment): object {
  return {
    experiment_id: experiment.experimentId,
    name: experiment.name,
    artifact_location: experiment.artifactLocation,
    lifecycle_stage: experiment.lifecycleStage,
    last_update_time: experiment.lastUpdateTime,
    creation_time: experiment.creationTime,
    workspace: 'default',
    ...unlessEmpty('tags', experiment.tags),
  };
}

export function runInfoJson(info: RunInfo): object {
  return {
    run_uuid: info.runId,
    run_id: info.runId,
    experiment_id: info.experimentId,
    run_name: info.runName,
    user_id: info.userId,
    status: info.status,
    start_time: info.startTime,
    ...unlessNull('end_time', info.endTime),
    artifact_uri: info.artifactUri,
    lifecycle_stage: info.lifecycleStage,
  };
}

/** A run just made: it has tags alone, and nothing can have come out of it. */
export function newRunJson({ info, tags }: Run): object {
  return { info: runInfoJson(info), data: unlessEmpty('tags', tags), inputs: {} };
}

/** The answer with one run whole. */
export function runAnswer(run: RunText): JsonText {
  return new JsonText(`{"run":${runText(run, run.modelInputs)}}`);
}

/** A page of a search for runs, which leaves their model inputs out. */
export function runPage({ items, nextPageToken }: Page<RunText>): JsonText {
  const runs = items.length === 0 ? [] : [`"runs":[${separated(items.map((run) => runText(run, [])))}]`];
  const token = nextPageToken === undefined ? [] : [`"next_page_token":${JSON.stringify(nextPageToken)}`];
  return new JsonText(`{${separated([...runs, ...token])}}`);
}

function runText(run: RunText, modelInputs: RunText['modelInputs']): string {
  const lists = (['metrics', 'params', 'tags'] as const).filter((name) => run[name] !== '[]');
  const data = separated(lists.map((name) => `"${name}":${run[name]}`));
  const rest = `"inputs":${inputsText(run.datasetInputs, modelInputs)},"outputs":${outputsText(run.modelOutputs)}`;
  return `{"info":${stringifyJson(runInfoJson(run.info))},"data":{${data}},${rest}}`;
}

function inputsText(datasets: RunText['datasetInputs'], models: RunText['modelInputs']): string {
  if (datasets.length === 0 && models.length === 0) return '{}';
  const modelInputs = models.map((modelId) => ({ model_id: modelId }));
  return stringifyJson({
    ...unlessEmpty('dataset_inputs', datasets.map(datasetInputJson)),
    ...unlessEmpty('model_inputs', modelInputs),
  });
}

function outputsText(models: RunText['modelOutputs']): string {
  if (models.length === 0) return '{}';
  return stringifyJson({ model_outputs: models.map(({ modelId, step }) => ({ model_id: modelId, step })) });
}

/** With commas between them. Unlike `join` this copies nothing: a page is put together once, when it is sent. */
const separated = (texts: readonly string[]): string =>
  texts.reduce((all, text) => (all === '' ? text : `${all},${text}`), '');

/** Histories have many of them: no object is made for what is not there. */
export function metricJson(metric: Metric & { readonly runId?: string }): object {
  const { key, value, timestamp, step, datasetName, datasetDigest, modelId, runId } = metric;
  const json: Record<string, unknown> = {
    key,
    value: Number.isFinite(value) ? value : metricText(value),
    timestamp,
    step,
  };
  if (datasetName !== undefined) json['dataset_name'] = datasetName;
  if (datasetDigest !== undefined) json['dataset_digest'] = datasetDigest;
  if (modelId !== undefined) json['model_id'] = modelId;
  if (runId !== undefined) json['run_id'] = runId;
  return json;
}

function datasetInputJson({ dataset, tags }: DatasetInput): object {
  const { name, digest, sourceType, source, schema, profile } = dataset;
  return {
    ...unlessEmpty('tags', tags),
    dataset: {
      name,
      digest,
      source_type: sourceType,
      source,
      ...unlessNull('schema', schema),
      ...unlessNull('profile', profile),
    },
  };
}

export function loggedModelJson(model: LoggedModel): object {
  const ofModel = model.metrics.map((metric) => metricJson({ ...metric, modelId: model.modelId }));
  return {
    info: {
      model_id: model.modelId,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: model.creationTimestamp,
      last_updated_timestamp_ms: model.lastUpdatedTimestamp,
      artifact_uri: model.artifactUri,
      status: model.status,
      model_type: model.modelType,
      source_run_id: model.sourceRunId,
      ...unlessNull('status_message', model.statusMessage),
      ...unlessEmpty('tags', model.tags),
    },
    data: { ...unlessEmpty('params', model.params), ...unlessEmpty('metrics', ofModel) },
  };
}

export function registeredModelJson(model: RegisteredModel): object {
  return {
    name: model.name,
    creation_timestamp: model.creationTimestamp,
    last_updated_timestamp: model.lastUpdatedTimestamp,
    ...(model.description ? { description: model.description } : {}),
    ...unlessEmpty('latest_versions', model.latestVersions.map(listedVersionJson)),
    ...unlessEmpty('tags', model.tags),
    ...unlessEmpty('aliases', model.aliases),
  };
}

/** A version in a search or in its model, which come without the aliases of versions. */
export function listedVersionJson(version: ModelVersion): object {
  return modelVersionJson({ ...version, aliases: [] });
}

export function modelVersionJson(version: ModelVersion): object {
  return {
    name: version.name,
    version: version.version,
    creation_timestamp: version.creationTimestamp,
    last_updated_timestamp: version.lastUpdatedTimestamp,
    current_stage: version.stage,
    description: version.description,
    ...(version.userId === '' ? {} : { user_id: version.userId }),
    source: version.source,
    run_id: version.runId,
    status: version.status,
    ...unlessNull('status_message', version.statusMessage),
    ...unlessEmpty('tags', version.tags),
    run_link: version.runLink,
    ...unlessEmpty('aliases', version.aliases),
  };
}

/** A page of a search under the answer's own name for the list. */
export function pageJson<T>(
  name: string,
  page: { readonly items: readonly T[]; readonly nextPageToken?: string },
  map: (item: T) => object,
): object {
  return { ...unlessEmpty(name, page.items.map(map)), ...unlessNull('next_page_token', page.nextPageToken) };
}
