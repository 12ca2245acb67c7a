import { normalArtifactPath } from '../../model/artifactPath.ts';
import { invalid, notFound, UserError } from '../../model/errors.ts';
import { SPANS_IN_STORE, TRACE_KEYS, type TraceInfo } from '../../model/trace.ts';
import type { Store } from '../../store/store.ts';
import { argument } from '../target.ts';
import { flag, list, requiredList, requiredText, text } from '../wire/fields.ts';
import { traceInfoJson } from '../wire/traceEntities.ts';
import { readSpans, spanJson } from '../wire/traceSpans.ts';
import { fileAnswer } from './fileAnswer.ts';
import { rpc, type Route, type Rpc, type Services } from './route.ts';

/** The file in a trace's folder that clients write its spans to. */
const SPANS_FILE = 'traces.json';
/** A larger file is kept as it is; readers then fetch it. */
const MAX_SPANS_BYTES = 8 * 1024 * 1024;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Traces with their spans. */
export const traceSpanRoutes: readonly Rpc[] = [
  rpc(
    'GET',
    'traces/get',
    { trace_id: requiredText, allow_partial: flag.default(false) },
    (args, { store }) => {
      const trace = store.traces.find(args.trace_id);
      if (!trace) throw notFound(`Trace with ID ${args.trace_id} is not found.`);
      const spans = spansJson(store, trace);
      if (spans.length === 0 && !args.allow_partial) {
        throw notFound(`Trace with ID ${args.trace_id} is not fully exported yet, please try again later.`);
      }
      return { trace: traceJson(trace, spans) };
    },
    3,
  ),
  rpc(
    'GET',
    'traces/batchGet',
    { trace_ids: requiredList(text), experiment_ids: list(text) },
    ({ trace_ids: ids, experiment_ids: experiments }, { store }) => {
      const found = store.traces.getByIds(ids, experiments.length === 0 ? undefined : experiments);
      const whole = found.map((trace) => [trace, spansJson(store, trace)] as const);
      const traces = whole.filter(([, spans]) => spans.length > 0).map(([trace, spans]) => traceJson(trace, spans));
      return traces.length === 0 ? {} : { traces };
    },
    3,
  ),
];

/**
 * Keeps the spans in a file that was uploaded, where it is the one a trace's client writes them to: filters then find
 * them and readers get many traces in one answer. A file that holds none, or too much, stays what it is, and what was
 * kept of the one before it goes.
 */
export async function keepUploadedSpans(path: string, store: Store): Promise<void> {
  const traceId = /(?:^|\/)traces\/([^/]+)\/artifacts\/traces\.json$/.exec(path)?.[1];
  if (traceId === undefined) return;
  const size = (await store.artifacts.stat(path))?.size ?? 0;
  const file = size > MAX_SPANS_BYTES ? undefined : await store.artifacts.readText(path, MAX_SPANS_BYTES);
  const read = readSpans(file ?? '');
  const trace = store.traces.find(traceId);
  if (!trace || `${store.traces.artifactFolder(trace)}/${SPANS_FILE}` !== path) return;
  store.traces.keepSpans(traceId, read?.spans ?? [], read?.answerable ?? false);
}

/** What MLflow's own pages fetch of a trace: its spans, or an attachment by its name. */
export function traceFileRoutes(services: Services): readonly Route[] {
  return [2, 3].map((major) => ({
    method: 'GET',
    path: `/ajax-api/${major}.0/mlflow/get-trace-artifact`,
    fields: ['request_id', 'path'],
    answer: async (call) => {
      const { store } = services;
      const [traceId, path] = [argument(call.query, 'request_id'), argument(call.query, 'path')];
      return fileAnswer(store.artifacts, traceFile(store, traceId, path), call.range);
    },
  }));
}

function traceFile(store: Store, requestId: string, path: string): string {
  if (requestId === '') throw new UserError('BAD_REQUEST', 'Request must include the "request_id" query parameter.');
  const trace = store.traces.find(requestId);
  if (!trace) throw notFound(`Trace with ID ${requestId} is not found.`);
  const folder = store.traces.artifactFolder(trace);
  if (path === '') return `${folder}/${SPANS_FILE}`;
  if (normalArtifactPath(path) === undefined) throw invalid('Invalid path');
  if (!UUID.test(path)) {
    throw invalid(`Invalid attachment path: '${path}'. Attachment path must be a valid UUID.`);
  }
  return `${folder}/attachments/${path}`;
}

/** None where the trace's tag sends its readers to the file. */
function spansJson(store: Store, trace: TraceInfo): readonly object[] {
  const here = trace.tags.some(({ key, value }) => key === TRACE_KEYS.spansLocation && value === SPANS_IN_STORE);
  return here ? store.traces.spans.ofTrace(trace.traceId).map((span) => spanJson(span.content)) : [];
}

const traceJson = (trace: TraceInfo, spans: readonly object[]): object => ({
  trace_info: traceInfoJson(trace),
  ...(spans.length === 0 ? {} : { spans }),
});
