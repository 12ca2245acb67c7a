import type { z } from 'zod';
import { checkArtifactPath } from '../../model/artifactPath.ts';
import { invalid } from '../../model/errors.ts';
import { LOGGED_MODEL_STATUSES } from '../../model/models.ts';
import { checkExperimentId, checkLoggedModelName } from '../../model/validation.ts';
import type { DatasetRef, LoggedModelOrder } from '../../store/search/search.ts';
import { missing } from '../wire/arguments.ts';
import { loggedModelJson, pageJson } from '../wire/entities.ts';
import { count, flag, list, message, oneOf, param, requiredList, requiredText, tag, text } from '../wire/fields.ts';
import { listFiles } from './files.ts';
import { describeLogged } from './logModel.ts';
import { rpc, type Rpc } from './route.ts';

const id = { model_id: requiredText };
const order = message({
  field_name: text.default(''),
  ascending: flag.optional(),
  dataset_name: text.optional(),
  dataset_digest: text.optional(),
});
const dataset = message({ dataset_name: text.default(''), dataset_digest: text.optional() });

/** MLflow 3's logged models. */
export const loggedModelRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    'logged-models',
    {
      experiment_id: requiredText,
      name: text.optional(),
      model_type: text.optional(),
      source_run_id: text.optional(),
      params: list(param),
      tags: list(tag),
    },
    (args, { store }) => {
      checkExperimentId(args.experiment_id);
      if (args.name) checkLoggedModelName(args.name);
      const model = store.loggedModels.create({
        experimentId: args.experiment_id,
        name: args.name ?? '',
        modelType: args.model_type ?? '',
        sourceRunId: args.source_run_id ?? '',
        params: args.params,
        tags: args.tags,
      });
      return { model: loggedModelJson(model) };
    },
  ),
  rpc(
    'POST',
    'logged-models/search',
    {
      experiment_ids: requiredList(text),
      filter: text.optional(),
      datasets: list(dataset),
      max_results: count.default(100),
      order_by: list(order),
      page_token: text.optional(),
    },
    (args, { store }) => {
      if (args.experiment_ids.length === 0) return {};
      args.experiment_ids.forEach(checkExperimentId);
      const page = store.search.loggedModels({
        experimentIds: args.experiment_ids,
        filter: args.filter ?? '',
        datasets: args.datasets.map(toDataset),
        maxResults: args.max_results,
        orderBy: args.order_by.map(toOrder),
        pageToken: args.page_token ?? '',
      });
      return pageJson('models', page, loggedModelJson);
    },
  ),
  rpc('GET', 'logged-models/:model_id', { ...id, allow_deleted: flag.default(false) }, (args, { store }) => {
    return { model: loggedModelJson(store.loggedModels.get(args.model_id, args.allow_deleted)) };
  }),
  rpc(
    'PATCH',
    'logged-models/:model_id',
    { ...id, status: oneOf(LOGGED_MODEL_STATUSES, 0), status_message: text.optional() },
    async (args, services) => {
      const { store } = services;
      const { status } = args;
      if (status === undefined) throw missing('status');
      const model = store.loggedModels.finalize(args.model_id, status, args.status_message || null);
      if (status === 'LOGGED_MODEL_READY') await describeLogged(model.artifactUri, services);
      return { model: loggedModelJson(model) };
    },
  ),
  rpc('DELETE', 'logged-models/:model_id', id, (args, { store }) => {
    store.loggedModels.delete(args.model_id);
    return {};
  }),
  rpc('PATCH', 'logged-models/:model_id/tags', { ...id, tags: list(tag) }, (args, { store }) => {
    store.loggedModels.setTags(args.model_id, args.tags);
    return {};
  }),
  rpc('DELETE', 'logged-models/:model_id/tags/:tag_key', { ...id, tag_key: requiredText }, (args, { store }) => {
    store.loggedModels.deleteTag(args.model_id, args.tag_key);
    return {};
  }),
  rpc('POST', 'logged-models/:model_id/params', { ...id, params: list(param) }, (args, { store }) => {
    store.loggedModels.addParams(args.model_id, args.params);
    return {};
  }),
  rpc(
    'GET',
    'logged-models/:model_id/artifacts/directories',
    { ...id, artifact_directory_path: text.default('') },
    async (args, { store }) => {
      const model = store.loggedModels.get(args.model_id);
      const folder = checkArtifactPath(args.artifact_directory_path);
      return listFiles(store.artifacts, model.artifactUri, folder);
    },
  ),
];

function toDataset({ dataset_name: name, dataset_digest: digest }: z.output<typeof dataset>): DatasetRef {
  if (name === '') throw invalid('`dataset_name` in the `datasets` clause must be specified.');
  return digest ? { name, digest } : { name };
}

function toOrder(sent: {
  readonly field_name: string;
  readonly ascending?: boolean | undefined;
  readonly dataset_name?: string | undefined;
  readonly dataset_digest?: string | undefined;
}): LoggedModelOrder {
  return {
    fieldName: sent.field_name,
    ascending: sent.ascending ?? true,
    ...(sent.dataset_name ? { datasetName: sent.dataset_name } : {}),
    ...(sent.dataset_digest ? { datasetDigest: sent.dataset_digest } : {}),
  };
}
