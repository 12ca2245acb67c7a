import type { z } from 'zod';
import { invalid } from '../../model/errors.ts';
import type { Page } from '../../model/run.ts';
import { TRACE_KEYS, TRACE_STATES, type TraceInfo } from '../../model/trace.ts';
import { checkExperimentId, checkTagKey } from '../../model/validation.ts';
import type { Store } from '../../store/store.ts';
import type { NewTrace, TracesToDelete } from '../../store/traces.ts';
import { pageJson } from '../wire/entities.ts';
import { count, int64, list, message, oneOf, requiredList, requiredText, text } from '../wire/fields.ts';
import { duration, timestamp } from '../wire/times.ts';
import { traceInfoJson } from '../wire/traceEntities.ts';
import { assessmentMessage, toNewAssessment } from './assessments.ts';
import { rpc, type Rpc, type Services } from './route.ts';
import { checkTraceId, checkTraceTexts, textMap, toTags } from './traceFields.ts';

const LOCATION_TYPES = ['TRACE_LOCATION_TYPE_UNSPECIFIED', 'MLFLOW_EXPERIMENT', 'INFERENCE_TABLE'] as const;
const location = message({
  type: oneOf(LOCATION_TYPES, 0),
  mlflow_experiment: message({ experiment_id: requiredText }).optional(),
});
const traceInfo = message({
  trace_id: requiredText,
  client_request_id: text.optional(),
  trace_location: location,
  request_preview: text.optional(),
  response_preview: text.optional(),
  request_time: timestamp.default(0),
  execution_duration: duration.optional(),
  state: oneOf(TRACE_STATES, 0),
  trace_metadata: textMap,
  tags: textMap,
  assessments: list(assessmentMessage),
});

/** Required lists: an absent one is no empty one. */
const ids = requiredList(text);
const places = requiredList(location);
const deleteShape = {
  experiment_id: requiredText,
  max_timestamp_millis: int64.optional(),
  max_traces: count.optional(),
  request_ids: list(text),
};
type DeleteArguments = z.output<z.ZodObject<typeof deleteShape>>;

/** Only the server says where spans are. */
const RESERVED_TAGS: readonly string[] = [
  TRACE_KEYS.spansLocation,
  'mlflow.trace.archiveLocation',
  TRACE_KEYS.archivalFailure,
];
const MAX_PAGE = 500;

/** What both majors of the protocol ask of a search. */
export const searchShape = {
  filter: text.optional(),
  max_results: count.default(100),
  order_by: list(text),
  page_token: text.optional(),
};
type SearchArguments = z.output<z.ZodObject<typeof searchShape>>;

/** Traces as MLflow 3 clients make and find them. */
export const traceRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    'traces',
    { trace: message({ trace_info: traceInfo }) },
    ({ trace }, { store }) => {
      return { trace: { trace_info: traceInfoJson(store.traces.start(toNewTrace(trace.trace_info))) } };
    },
    3,
  ),
  rpc(
    'POST',
    'traces/batchGetInfos',
    { trace_ids: ids, experiment_ids: requiredList(text).optional() },
    (args, { store }) => {
      const infos = store.traces.getByIds(args.trace_ids, args.experiment_ids);
      return infos.length === 0 ? {} : { trace_infos: infos.map(traceInfoJson) };
    },
    3,
  ),
  rpc(
    'POST',
    'traces/search',
    { locations: places, ...searchShape },
    ({ locations, ...query }, services) => {
      const experimentIds = locations.flatMap((place) => place.mlflow_experiment?.experiment_id ?? []);
      return pageJson('traces', searchTraces(experimentIds, query, services), traceInfoJson);
    },
    3,
  ),
  rpc(
    'GET',
    'traces/:trace_id',
    { trace_id: requiredText },
    (args, { store }) => {
      return { trace: { trace_info: traceInfoJson(store.traces.get(args.trace_id)) } };
    },
    3,
  ),
  ...([2, 3] as const).flatMap(changes),
];

/** Changes that both majors of the protocol have alike. */
function changes(major: 2 | 3): readonly Rpc[] {
  const ofTrace = { trace_id: requiredText, key: requiredText };
  return [
    rpc(
      'PATCH',
      'traces/:trace_id/tags',
      { ...ofTrace, value: text.default('') },
      (args, { store }) => {
        if (RESERVED_TAGS.includes(args.key)) throw immutable(args.key, 'set');
        checkTagKey(args.key);
        checkTraceTexts([args], []);
        store.traces.setTag(args.trace_id, args.key, args.value);
        return {};
      },
      major,
    ),
    rpc(
      'DELETE',
      'traces/:trace_id/tags',
      ofTrace,
      (args, { store }) => {
        // A mark of a failed archival may be taken away, so that it is tried again.
        const reserved = RESERVED_TAGS.includes(args.key) && args.key !== TRACE_KEYS.archivalFailure;
        if (reserved) throw immutable(args.key, 'deleted');
        store.traces.deleteTag(args.trace_id, args.key);
        return {};
      },
      major,
    ),
    rpc(
      'POST',
      'traces/delete-traces',
      deleteShape,
      async (args, { store }) => ({ traces_deleted: await deleteTraces(args, store) }),
      major,
    ),
  ];
}

/** Returns how many there were. */
async function deleteTraces(args: DeleteArguments, store: Store): Promise<number> {
  checkExperimentId(args.experiment_id);
  const folders = store.traces.delete(args.experiment_id, toDelete(args));
  // The files go when it is on disk that the traces are gone.
  await store.grouped(() => undefined);
  for (const folder of folders) await store.artifacts.delete(folder);
  return folders.length;
}

/** A page of a search; throws MLflow's text for a page that is too large. */
export function searchTraces(
  experimentIds: readonly string[],
  query: SearchArguments,
  { store }: Services,
): Page<TraceInfo> {
  experimentIds.forEach(checkExperimentId);
  if (query.max_results > MAX_PAGE) {
    throw invalid(
      `Invalid value ${query.max_results} for parameter 'max_results' supplied:  Hint: Value was of type 'int'. See the API docs for more information about request parameters.`,
    );
  }
  return store.traceSearch.find({
    experimentIds,
    filter: query.filter ?? '',
    maxResults: query.max_results,
    orderBy: query.order_by,
    pageToken: query.page_token ?? '',
  });
}

function toNewTrace(sent: z.output<typeof traceInfo>): NewTrace {
  checkTraceId(sent.trace_id);
  const experimentId = sent.trace_location.mlflow_experiment?.experiment_id;
  if (experimentId === undefined || sent.trace_location.type !== 'MLFLOW_EXPERIMENT') {
    throw invalid("A trace's location must be of type MLFLOW_EXPERIMENT and name its experiment.");
  }
  checkExperimentId(experimentId);
  const tags = toTags(sent.tags);
  const metadata = toTags(sent.trace_metadata);
  checkTraceTexts(tags, metadata);
  return {
    traceId: sent.trace_id,
    experimentId,
    requestTime: sent.request_time,
    executionDuration: sent.execution_duration ?? null,
    state: sent.state ?? 'STATE_UNSPECIFIED',
    clientRequestId: sent.client_request_id ?? null,
    requestPreview: sent.request_preview ?? null,
    responsePreview: sent.response_preview ?? null,
    metadata: [...metadata, { key: TRACE_KEYS.finalized, value: 'true' }],
    tags,
    assessments: sent.assessments.map(toNewAssessment),
  };
}

function toDelete(args: DeleteArguments): TracesToDelete {
  const { max_timestamp_millis: until, max_traces: limit, request_ids: traceIds } = args;
  if (until === undefined && traceIds.length === 0) {
    throw invalid('Either `max_timestamp_millis` or `trace_ids` must be specified.');
  }
  if (traceIds.length === 0) return { until: until ?? 0, ...(limit === undefined ? {} : { limit }) };
  if (until !== undefined) throw invalid('Only one of `max_timestamp_millis` and `trace_ids` can be specified.');
  if (limit !== undefined) throw invalid("`max_traces` can't be specified if `trace_ids` is specified.");
  return { traceIds };
}

const immutable = (key: string, change: string): Error =>
  invalid(`Tag '${key}' is immutable and cannot be ${change} on a trace.`);
