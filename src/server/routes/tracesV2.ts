import { invalid } from '../../model/errors.ts';
import { TRACE_STATES } from '../../model/trace.ts';
import { checkExperimentId } from '../../model/validation.ts';
import { newId } from '../../store/ids.ts';
import { pageJson } from '../wire/entities.ts';
import { missing } from '../wire/arguments.ts';
import { int64, list, message, oneOf, requiredList, requiredText, tag, text } from '../wire/fields.ts';
import { isWritable } from '../wire/times.ts';
import { traceInfoV2Json } from '../wire/traceEntities.ts';
import { rpc, type Rpc } from './route.ts';
import { checkTraceTexts } from './traceFields.ts';
import { searchShape, searchTraces } from './traces.ts';

const MAX_LINKS = 100;
const time = int64.refine(isWritable);
const texts = { request_metadata: list(tag), tags: list(tag) };

/** Traces as MLflow 2 clients log them, in two calls, and links, which later clients still make here. */
export const traceV2Routes: readonly Rpc[] = [
  rpc(
    'POST',
    'traces',
    { experiment_id: text.default(''), timestamp_ms: time.default(0), ...texts },
    (args, { store }) => {
      if (args.experiment_id === '') throw missing('experiment_id');
      checkExperimentId(args.experiment_id);
      checkTraceTexts(args.tags, args.request_metadata);
      const trace = store.traces.start({
        traceId: newId(),
        experimentId: args.experiment_id,
        requestTime: args.timestamp_ms,
        executionDuration: null,
        state: 'IN_PROGRESS',
        clientRequestId: null,
        requestPreview: null,
        responsePreview: null,
        metadata: args.request_metadata,
        tags: args.tags,
        assessments: [],
      });
      return { trace_info: traceInfoV2Json(trace) };
    },
  ),
  rpc(
    'PATCH',
    'traces/:request_id',
    { request_id: requiredText, timestamp_ms: time.default(0), status: oneOf(TRACE_STATES, 0), ...texts },
    (args, { store }) => {
      const { status: state } = args;
      if (state === undefined || state === 'STATE_UNSPECIFIED') {
        throw invalid("Missing value for required parameter 'status'.");
      }
      checkTraceTexts(args.tags, args.request_metadata);
      const end = { endTime: args.timestamp_ms, state, tags: args.tags, metadata: args.request_metadata };
      return { trace_info: traceInfoV2Json(store.traces.end(args.request_id, end)) };
    },
  ),
  rpc(
    'GET',
    'traces',
    { experiment_ids: requiredList(text), ...searchShape },
    ({ experiment_ids: ids, ...query }, services) =>
      pageJson('traces', searchTraces(ids, query, services), traceInfoV2Json),
  ),
  rpc('GET', 'traces/:request_id/info', { request_id: requiredText }, (args, { store }) => ({
    trace_info: traceInfoV2Json(store.traces.get(args.request_id)),
  })),
  rpc('POST', 'traces/link-to-run', { trace_ids: requiredList(text), run_id: requiredText }, (args, { store }) => {
    const { length } = args.trace_ids;
    if (length > MAX_LINKS) {
      throw invalid(
        `Cannot link more than ${MAX_LINKS} traces to a run in a single request. Provided ${length} traces.`,
      );
    }
    store.traces.links.toRun(args.run_id, args.trace_ids);
    return {};
  }),
  rpc(
    'POST',
    'traces/link-prompts',
    {
      trace_id: requiredText,
      prompt_versions: requiredList(message({ name: requiredText, version: requiredText.regex(/^\d{1,18}$/) })),
    },
    (args, { store }) => {
      store.traces.get(args.trace_id);
      const prompts = args.prompt_versions.map(({ name, version }) => `${name}/${Number(version)}`);
      store.traces.links.toPrompts(args.trace_id, prompts);
      return {};
    },
  ),
];
