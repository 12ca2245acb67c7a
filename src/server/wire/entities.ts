import { metricText } from '../../model/json.ts';
import type { LoggedModel, ModelVersion, RegisteredModel } from '../../model/models.ts';
import type { DatasetInput, Experiment, Metric, Run, RunInfo } from '../../model/run.ts';

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

/** A run whole; a search leaves the model inputs out. */
export function runJson(run: Run, withModelInputs: boolean) {
  const modelInputs = withModelInputs ? run.modelInputs.map((modelId) => ({ model_id: modelId })) : [];
  const modelOutputs = run.modelOutputs.map(({ modelId, step }) => ({ model_id: modelId, step }));
  return {
    info: runInfoJson(run.info),
    data: {
      ...unlessEmpty('metrics', run.metrics.map(metricJson)),
      ...unlessEmpty('params', run.params),
      ...unlessEmpty('tags', run.tags),
    },
    inputs: {
      ...unlessEmpty('dataset_inputs', run.datasetInputs.map(datasetInputJson)),
      ...unlessEmpty('model_inputs', modelInputs),
    },
    outputs: unlessEmpty('model_outputs', modelOutputs),
  };
}

/** A run just made: nothing can have come out of it. */
export function newRunJson(run: Run): object {
  const { outputs: _, ...whole } = runJson(run, true);
  return whole;
}

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
