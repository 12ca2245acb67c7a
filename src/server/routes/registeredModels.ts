import { invalid } from '../../model/errors.ts';
import { STAGES, type Stage } from '../../model/models.ts';
import {
  checkAlias,
  checkModelVersion,
  checkNewAlias,
  checkRegisteredModelName,
  checkRegistryTag,
  checkTagKey,
} from '../../model/validation.ts';
import { modelVersionJson, pageJson, registeredModelJson } from '../wire/entities.ts';
import { countUpTo, list, requiredText, tag, text } from '../wire/fields.ts';
import { rpc, type Rpc } from './route.ts';

const MAX_SEARCH = 1000;
const name = { name: requiredText };

// Clients ask by POST and fall back to GET.
const latestVersions = (['POST', 'GET'] as const).map((method) =>
  rpc(method, 'registered-models/get-latest-versions', { ...name, stages: list(text) }, (args, { store }) => {
    const { latestVersions: latest } = store.registry.get(args.name);
    const stages = args.stages.map(readStage);
    const wanted = stages.length === 0 ? latest : latest.filter((version) => stages.includes(version.stage));
    return pageJson('model_versions', { items: wanted }, modelVersionJson);
  }),
);

export const registeredModelRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    'registered-models/create',
    { ...name, tags: list(tag), description: text.optional() },
    (args, { store }) => {
      checkRegisteredModelName(args.name);
      args.tags.forEach(checkRegistryTag);
      const described = args.description === undefined ? {} : { description: args.description };
      return {
        registered_model: registeredModelJson(store.registry.create(args.name, { tags: args.tags, ...described })),
      };
    },
  ),
  rpc('POST', 'registered-models/rename', { ...name, new_name: requiredText }, (args, { store }) => {
    checkRegisteredModelName(args.new_name, 'new_name');
    return { registered_model: registeredModelJson(store.registry.rename(args.name, args.new_name)) };
  }),
  rpc('PATCH', 'registered-models/update', { ...name, description: text.default('') }, (args, { store }) => {
    return { registered_model: registeredModelJson(store.registry.setDescription(args.name, args.description)) };
  }),
  rpc('DELETE', 'registered-models/delete', name, (args, { store }) => {
    checkRegisteredModelName(args.name);
    store.registry.delete(args.name);
    return {};
  }),
  rpc('GET', 'registered-models/get', name, (args, { store }) => {
    checkRegisteredModelName(args.name);
    return { registered_model: registeredModelJson(store.registry.get(args.name)) };
  }),
  rpc(
    'GET',
    'registered-models/search',
    {
      filter: text.optional(),
      max_results: countUpTo(MAX_SEARCH).default(100),
      order_by: list(text),
      page_token: text.optional(),
    },
    (args, { store }) => {
      const query = { filter: args.filter ?? '', orderBy: args.order_by, pageToken: args.page_token ?? '' };
      const page = store.search.registeredModels({ ...query, maxResults: args.max_results });
      return pageJson('registered_models', page, registeredModelJson);
    },
  ),
  ...latestVersions,
  rpc(
    'POST',
    'registered-models/set-tag',
    { ...name, key: requiredText, value: text.default('') },
    (args, { store }) => {
      checkRegistryTag(args);
      store.registry.setTag(args.name, args.key, args.value);
      return {};
    },
  ),
  rpc('DELETE', 'registered-models/delete-tag', { ...name, key: requiredText }, (args, { store }) => {
    checkTagKey(args.key);
    store.registry.deleteTag(args.name, args.key);
    return {};
  }),
  rpc(
    'POST',
    'registered-models/alias',
    { ...name, alias: requiredText, version: requiredText },
    ({ name: model, alias, version }, { store }) => {
      checkNewAlias(alias);
      checkModelVersion(version);
      store.registry.setAlias(model, alias, version);
      return {};
    },
  ),
  rpc('DELETE', 'registered-models/alias', { ...name, alias: requiredText }, (args, { store }) => {
    checkAlias(args.alias);
    store.registry.deleteAlias(args.name, args.alias);
    return {};
  }),
  rpc('GET', 'registered-models/alias', { ...name, alias: requiredText }, (args, { store }) => {
    checkAlias(args.alias);
    const version = store.registry.byAlias(args.name, args.alias);
    // Not "does not exist": clients expect this code here.
    if (!version) throw invalid(`Registered model alias ${args.alias} not found.`);
    return { model_version: modelVersionJson(version) };
  }),
];

/** A stage by its name in any case; throws MLflow's text for another word. */
export function readStage(given: string): Stage {
  const stage = STAGES.find((known) => known.toLowerCase() === given.toLowerCase());
  if (stage) return stage;
  throw invalid(`Invalid Model Version stage: ${given}. Value must be one of ${STAGES.join(', ')}.`);
}
