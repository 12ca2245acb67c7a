import type { z } from 'zod';
import { invalid, notFound } from '../../model/errors.ts';
import {
  RECORD_SOURCE_TYPES,
  type EvaluationDataset,
  type EvaluationRecord,
  type RecordChange,
  type RecordSource,
} from '../../model/evaluationDataset.ts';
import {
  isVerbatimArray,
  isVerbatimObject,
  parseVerbatim,
  verbatimInteger,
  verbatimText,
  type VerbatimJson,
  type VerbatimObject,
} from '../../model/verbatimJson.ts';
import type { Store } from '../../store/store.ts';
import { pageJson } from '../wire/entities.ts';
import { count, list, requiredText, text } from '../wire/fields.ts';
import { rpc, type Method, type Rpc, type Services } from './route.ts';

const USUAL_PAGE = 1000;
const MAX_PAGE = 50_000;
/**
 * The largest body holds fewer records as clients send them, with tags and a source; of bare ones so many hold up
 * everybody for two seconds.
 */
const MAX_RECORDS = 100_000;
const id = { dataset_id: requiredText };
const experiments = { experiment_ids: list(text) };
const searchShape = {
  ...experiments,
  filter_string: text.optional(),
  max_results: count.default(USUAL_PAGE),
  order_by: list(text),
  page_token: text.optional(),
};

/**
 * MLflow 3's evaluation datasets (protocol facts, section 2.11): what `mlflow.genai.datasets` works on. Fields whose
 * shape the client chooses travel as JSON inside of strings.
 */
export const evaluationDatasetRoutes: readonly Rpc[] = [
  procedure('POST', 'create', { name: requiredText, tags: text.default('{}'), ...experiments }, (args, { store }) => {
    const { name, experiment_ids: experimentIds } = args;
    const dataset = store.evaluationDatasets.create({ name, tags: readTags(args.tags), experimentIds });
    return { dataset: { ...datasetJson(dataset), ...experimentsJson(experimentIds) } };
  }),
  ...(['POST', 'GET'] as const).map((method) =>
    procedure(method, 'search', searchShape, (args, { store }) => {
      const page = store.search.evaluationDatasets({
        experimentIds: args.experiment_ids,
        filter: args.filter_string ?? '',
        maxResults: args.max_results,
        orderBy: args.order_by,
        pageToken: args.page_token ?? '',
      });
      return pageJson('datasets', page, datasetJson);
    }),
  ),
  procedure('GET', ':dataset_id', id, (args, { store }) => ({
    dataset: datasetJson(store.evaluationDatasets.get(args.dataset_id)),
  })),
  procedure('DELETE', ':dataset_id', id, (args, { store }) => {
    store.evaluationDatasets.delete(args.dataset_id);
    return {};
  }),
  procedure('PATCH', ':dataset_id/tags', { ...id, tags: requiredText }, (args, { store }) => {
    store.evaluationDatasets.setTags(args.dataset_id, readTags(args.tags));
    return {};
  }),
  procedure('DELETE', ':dataset_id/tags/:key', { ...id, key: requiredText }, (args, { store }) => {
    store.evaluationDatasets.deleteTag(args.dataset_id, args.key);
    return {};
  }),
  procedure('POST', ':dataset_id/records', { ...id, records: requiredText }, (args, { store }) => {
    const { inserted, updated } = store.evaluationRecords.upsert(args.dataset_id, readRecords(args.records));
    return { inserted_count: inserted, updated_count: updated };
  }),
  procedure(
    'GET',
    ':dataset_id/records',
    { ...id, max_results: count.default(USUAL_PAGE), page_token: text.optional() },
    (args, { store }) => {
      const page = store.evaluationRecords.list(args.dataset_id, pageSize(args.max_results), args.page_token);
      const records = verbatimText(page.items.map(recordJson));
      return page.nextPageToken === undefined ? { records } : { records, next_page_token: page.nextPageToken };
    },
  ),
  procedure('DELETE', ':dataset_id/records', { ...id, dataset_record_ids: list(text) }, (args, { store }) => ({
    deleted_count: store.evaluationRecords.delete(args.dataset_id, args.dataset_record_ids),
  })),
  procedure('GET', ':dataset_id/experiment-ids', id, (args, { store }) =>
    experimentsJson(store.evaluationDatasets.experimentIds(args.dataset_id)),
  ),
  procedure('POST', ':dataset_id/add-experiments', { ...id, ...experiments }, (args, { store }) => {
    store.evaluationDatasets.assertExists(args.dataset_id);
    for (const experimentId of args.experiment_ids) assertExperiment(store, experimentId);
    return { dataset: datasetJson(store.evaluationDatasets.addToExperiments(args.dataset_id, args.experiment_ids)) };
  }),
  procedure('POST', ':dataset_id/remove-experiments', { ...id, ...experiments }, (args, { store }) => ({
    dataset: datasetJson(store.evaluationDatasets.removeFromExperiments(args.dataset_id, args.experiment_ids)),
  })),
];

/** All of them are procedures of version 3 below `datasets/`. */
function procedure<S extends z.ZodRawShape>(
  method: Method,
  path: string,
  shape: S,
  handle: (args: z.output<z.ZodObject<S>>, services: Services) => object,
): Rpc {
  return rpc(method, `datasets/${path}`, shape, handle, 3);
}

/** Throws MLflow's text of this place. */
function assertExperiment(store: Store, experimentId: string): void {
  const number = /^\d{1,15}$/.test(experimentId) ? [Number(experimentId)] : [];
  if (store.experiments.getMany(number).length === 0) throw notFound(`No Experiment with id=${experimentId}`);
}

/** MLflow takes 0 for not given. */
function pageSize(maxResults: number): number {
  if (maxResults === 0) return USUAL_PAGE;
  if (maxResults > 0 && maxResults <= MAX_PAGE) return maxResults;
  throw invalid(
    `Invalid value ${maxResults} for parameter 'max_results' supplied. It must be between 1 and ${MAX_PAGE}.`,
  );
}

function readTags(source: string): Readonly<Record<string, string | null>> {
  const tags = objectOf(readJson(source, 'tags'), 'tags');
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, value === null ? null : plain(value)]));
}

/** MLflow keeps tags as text, whatever they were. */
const plain = (value: VerbatimJson): string => (typeof value === 'string' ? value : verbatimText(value));

function readRecords(source: string): readonly RecordChange[] {
  const records = readJson(source, 'records');
  if (!isVerbatimArray(records)) throw invalid("'records' must be a JSON list of records.");
  if (records.length > MAX_RECORDS) {
    throw invalid(`'records' has ${records.length} records. Send at most ${MAX_RECORDS} in one call.`);
  }
  return records.map((record, index) => readRecord(record, `records[${index}]`));
}

function readRecord(sent: VerbatimJson, place: string): RecordChange {
  const record = objectOf(sent, place);
  const field = (name: string) => {
    const value = record[name];
    return value === undefined || value === null ? undefined : objectOf(value, `${place}.${name}`);
  };
  const [expectations, tags, source] = [field('expectations'), field('tags'), field('source')];
  return {
    inputs: field('inputs') ?? {},
    ...(record['outputs'] === undefined ? {} : { outputs: record['outputs'] }),
    ...(expectations && { expectations }),
    ...(tags && { tags }),
    ...(source && { source: readSource(source, `${place}.source`) }),
  };
}

function readSource(source: VerbatimObject, place: string): RecordSource {
  const given = typeof source['source_type'] === 'string' ? source['source_type'].toUpperCase() : '';
  const sourceType = RECORD_SOURCE_TYPES.find((type) => type === given);
  if (!sourceType) {
    const valid = RECORD_SOURCE_TYPES.map((type) => `'${type}'`).join(', ');
    throw invalid(`Invalid dataset record source type: ${given.slice(0, 100)}. Valid source types: [${valid}]`);
  }
  return { sourceType, sourceData: objectOf(source['source_data'] ?? {}, `${place}.source_data`) };
}

function readJson(source: string, parameter: string): VerbatimJson {
  try {
    return parseVerbatim(source);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(`'${parameter}' must be JSON.`);
    throw error;
  }
}

function objectOf(value: VerbatimJson, place: string): VerbatimObject {
  if (isVerbatimObject(value)) return value;
  throw invalid(`'${place}' must be a JSON object.`);
}

const experimentsJson = (experimentIds: readonly string[]): object =>
  experimentIds.length === 0 ? {} : { experiment_ids: experimentIds };

function datasetJson(dataset: EvaluationDataset): object {
  return {
    dataset_id: dataset.datasetId,
    name: dataset.name,
    tags: JSON.stringify(dataset.tags),
    ...(dataset.schema !== null && { schema: dataset.schema }),
    ...(dataset.profile !== null && { profile: dataset.profile }),
    digest: dataset.digest,
    created_time: dataset.createdTime,
    last_update_time: dataset.lastUpdateTime,
    ...(dataset.createdBy !== null && { created_by: dataset.createdBy }),
    ...(dataset.lastUpdatedBy !== null && { last_updated_by: dataset.lastUpdatedBy }),
  };
}

function recordJson(record: EvaluationRecord): VerbatimObject {
  const { source, outputs, expectations } = record;
  return {
    dataset_record_id: record.recordId,
    dataset_id: record.datasetId,
    inputs: record.inputs,
    ...(outputs !== undefined && { outputs }),
    ...(expectations !== undefined && { expectations }),
    tags: record.tags,
    ...(source && sourceJson(source)),
    created_time: verbatimInteger(record.createdTime),
    last_update_time: verbatimInteger(record.lastUpdateTime),
    ...(record.createdBy !== null && { created_by: record.createdBy }),
    ...(record.lastUpdatedBy !== null && { last_updated_by: record.lastUpdatedBy }),
  };
}

function sourceJson({ sourceType, sourceData }: RecordSource): VerbatimObject {
  const sourceId = sourceData[sourceType === 'TRACE' ? 'trace_id' : 'source_id'];
  return {
    source: { source_type: sourceType, source_data: sourceData },
    ...(typeof sourceId === 'string' && { source_id: sourceId }),
    source_type: sourceType,
  };
}
