import { invalid, notFound } from '../../model/errors.ts';
import type { ViewType } from '../../model/run.ts';
import { checkExperimentId, checkExperimentName, checkExperimentTag, checkTagKey } from '../../model/validation.ts';
import type { DatasetSummary } from '../../store/experiments.ts';
import { findArtifactPath } from '../../store/artifacts.ts';
import { experimentJson, pageJson } from '../wire/entities.ts';
import { countUpTo, list, oneOf, requiredText, tag, text } from '../wire/fields.ts';
import { rpc, type Rpc } from './route.ts';

export const VIEW_TYPES = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const satisfies readonly ViewType[];
export const viewType = oneOf(VIEW_TYPES, 1);

/** How many experiments' datasets are asked for at once. */
const MAX_SUMMARISED = 20;

/** More than that is refused; without any, too. */
const MAX_SEARCH = 50_000;

const searchShape = {
  max_results: countUpTo(MAX_SEARCH).default(0),
  page_token: text.optional(),
  filter: text.optional(),
  order_by: list(text),
  view_type: viewType,
};

const searches = (['POST', 'GET'] as const).map((method) =>
  rpc(method, 'experiments/search', searchShape, (args, { store }) => {
    const query = { filter: args.filter ?? '', pageToken: args.page_token ?? '', orderBy: args.order_by };
    const view = args.view_type ?? 'ACTIVE_ONLY';
    const page = store.search.experiments({ ...query, maxResults: args.max_results, view });
    return pageJson('experiments', page, experimentJson);
  }),
);

export const experimentRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    'experiments/create',
    { name: requiredText, artifact_location: text.optional(), tags: list(tag) },
    (args, { store }) => {
      checkExperimentName(args.name);
      args.tags.forEach(checkExperimentTag);
      const location = artifactLocation(args.artifact_location ?? '');
      const options = location === undefined ? { tags: args.tags } : { tags: args.tags, artifactLocation: location };
      return { experiment_id: store.experiments.create(args.name, options) };
    },
  ),
  rpc('GET', 'experiments/get', { experiment_id: requiredText }, (args, { store }) => {
    checkExperimentId(args.experiment_id);
    return { experiment: experimentJson(store.experiments.get(args.experiment_id)) };
  }),
  rpc('GET', 'experiments/get-by-name', { experiment_name: requiredText }, (args, { store }) => {
    const experiment = store.experiments.findByName(args.experiment_name);
    // set_experiment goes on to create it on exactly this code.
    if (!experiment) throw notFound(`Could not find experiment with name '${args.experiment_name}'`);
    return { experiment: experimentJson(experiment) };
  }),
  ...searches,
  rpc('POST', 'experiments/delete', { experiment_id: requiredText }, (args, { store }) => {
    checkExperimentId(args.experiment_id);
    store.experiments.delete(args.experiment_id);
    return {};
  }),
  rpc('POST', 'experiments/restore', { experiment_id: requiredText }, (args, { store }) => {
    checkExperimentId(args.experiment_id);
    store.experiments.restore(args.experiment_id);
    return {};
  }),
  rpc('POST', 'experiments/update', { experiment_id: requiredText, new_name: requiredText }, (args, { store }) => {
    checkExperimentId(args.experiment_id);
    checkExperimentName(args.new_name);
    store.experiments.rename(args.experiment_id, args.new_name);
    return {};
  }),
  rpc(
    'POST',
    'experiments/set-experiment-tag',
    { experiment_id: requiredText, key: requiredText, value: text.default('') },
    ({ experiment_id: id, key, value }, { store }) => {
      checkExperimentId(id);
      checkExperimentTag({ key, value });
      store.experiments.setTag(id, key, value);
      return {};
    },
  ),
  rpc(
    'POST',
    'experiments/delete-experiment-tag',
    { experiment_id: requiredText, key: requiredText },
    ({ experiment_id: id, key }, { store }) => {
      checkExperimentId(id);
      checkTagKey(key);
      store.experiments.deleteTag(id, key);
      return {};
    },
  ),
];

/** What only MLflow's own pages ask for. */
export const experimentPageRoutes: readonly Rpc[] = [
  rpc('POST', 'experiments/search-datasets', { experiment_ids: list(text) }, ({ experiment_ids: ids }, { store }) => {
    if (ids.length === 0) throw invalid('SearchDatasets request must specify at least one experiment_id.');
    if (ids.length > MAX_SUMMARISED) {
      throw invalid(
        `SearchDatasets request cannot specify more than ${MAX_SUMMARISED} experiment_ids. Received ${ids.length} experiment_ids.`,
      );
    }
    ids.forEach(checkExperimentId);
    return pageJson('dataset_summaries', { items: store.experiments.datasets(ids) }, datasetSummaryJson);
  }),
];

const datasetSummaryJson = ({ experimentId, name, digest, context }: DatasetSummary): object => ({
  experiment_id: experimentId,
  name,
  digest,
  ...(context === null ? {} : { context }),
});

/**
 * The place of a new experiment's artifacts, or undefined for the usual one. Only places inside the store are taken:
 * every other location has been a way to read or write files, or to reach hosts, in servers of this protocol.
 */
function artifactLocation(given: string): string | undefined {
  if (given === '') return undefined;
  const relative = /^mlflow-artifacts:\/(?!\/)(.*)$/s.exec(given)?.[1];
  const path = relative === undefined || /[?#;%]/.test(relative) ? undefined : findArtifactPath(given);
  if (!path) {
    throw invalid(`Artifact location '${given}' is not supported: leave it out, or use mlflow-artifacts:/<folder>.`);
  }
  return `mlflow-artifacts:/${path}`;
}
