import type { Log } from '../../../../src/model/log.ts';
import { protocolRoutes } from '../../../../src/server/routeTable.ts';
import type { Route } from '../../../../src/server/routes/route.ts';
import { about, keep, newExperiment, newRun, post, type Request, type Table } from '../requests.ts';

/** A right value of every argument there is, by name; a number or a list where the protocol has one. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  aggregations: [{ aggregation_type: 'COUNT' }],
  alias: 'champion',
  allow_partial: true,
  archive_existing_versions: false,
  artifact_directory_path: '',
  artifact_location: 'mlflow-artifacts:/somewhere',
  ascending: true,
  assessment: { assessment_name: 'a', source: { source_type: 'HUMAN', source_id: 'u' }, feedback: { value: true } },
  assessment_id: '{assessment}',
  allow_deleted: true,
  base_filter: '',
  dataset_digest: 'd',
  dataset_id: '{dataset}',
  dataset_name: 'd',
  dataset_record_ids: ['dr-nothing'],
  datasets: [{ tags: [], dataset: { name: 'd', digest: 'd', source_type: 's', source: 's' } }],
  description: 'd',
  dimensions: [],
  end_step: 9,
  end_time: 1000,
  end_time_ms: 1000,
  experiment_id: '{experiment}',
  experiment_ids: ['{experiment}'],
  experiment_name: 'every route',
  filter: '',
  filter_string: '',
  filter_string1: "attributes.status = 'OK'",
  filter_string2: "attributes.status = 'ERROR'",
  filters: [],
  key: 'k',
  locations: [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '{experiment}' } }],
  max_results: 5,
  max_timestamp_millis: 1,
  max_traces: 1,
  metric_key: 'm',
  metric_name: 'trace_count',
  metrics: [{ key: 'm', value: 1, timestamp: 1, step: 0 }],
  model_id: '{model}',
  model_json: '{"artifact_path":"a","flavors":{},"run_id":"r","utc_time_created":"t"}',
  model_type: 'agent',
  models: [{ model_id: '{model}' }],
  name: 'registered by every route',
  new_name: 'every route renamed',
  order_by: [],
  page_token: '',
  params: [{ key: 'p', value: 'v' }],
  path: '',
  prompt_versions: [{ name: 'p', version: '1' }],
  records: '[{"inputs":{"q":"a"},"expectations":{"e":"b"}}]',
  request_id: '{trace}',
  request_ids: [],
  request_metadata: [{ key: 'm', value: 'v' }],
  run_id: '{run}',
  run_ids: ['{run}'],
  run_link: 'l',
  run_name: 'n',
  run_uuid: '{run}',
  run_view_type: 'ALL',
  source: 'mlflow-artifacts:/{experiment}/{run}/artifacts/model',
  source_run_id: '{run}',
  stage: 'Staging',
  stages: ['None'],
  start_step: 0,
  start_time: 1000,
  start_time_ms: 0,
  status: 'FINISHED',
  status_message: 's',
  step: 0,
  tag_key: 'k',
  tags: [{ key: 't', value: 'v' }],
  time_interval_seconds: 60,
  timestamp: 1,
  timestamp_ms: 1,
  trace: {
    trace_info: {
      trace_id: 'tr-every-route',
      trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '{experiment}' } },
      request_time: '2026-01-01T00:00:00Z',
      execution_duration: '1.5s',
      state: 'OK',
    },
  },
  trace_id: '{trace}',
  trace_ids: ['{trace}'],
  update_mask: 'assessment_name',
  user_id: 'u',
  value: 'v',
  version: '1',
  view_type: 'ALL',
};

/** Values of another kind than the sample's, as a mistaken client might send. */
function wrongValues(sample: unknown): readonly unknown[] {
  if (typeof sample === 'string') return [5, true, ['x'], { a: 1 }];
  if (typeof sample === 'number') return ['x', ' 5', 1.5, true, [1], 1e30];
  if (typeof sample === 'boolean') return ['maybe', 3, []];
  return ['x', 5, { a: 1 }, [5], [[]], [null]];
}

const silent = (): void => undefined;
const log: Log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** The procedures as served, once: `/ajax-api` answers by the same code. */
const procedures = protocolRoutes({
  log,
  grouped: async (work) => work(),
  get store(): never {
    throw new Error('Routes are looked at, not called.');
  },
}).filter((route) => route.path.startsWith('/api/') && route.fields !== undefined);

/** What writes may change, for each route its own. */
const OWN: readonly Request[] = [
  newRun(),
  keep(post('logged-models', { experiment_id: '{experiment}', name: 'm' }), { model: 'model.info.model_id' }),
  keep(post('traces', { experiment_id: '{experiment}', timestamp_ms: 1 }), { trace: 'trace_info.request_id' }),
  keep(post('/api/3.0/mlflow/traces/{trace}/assessments', { assessment: SAMPLES['assessment'] }), {
    assessment: 'assessment.assessment_id',
  }),
  keep(post('/api/3.0/mlflow/datasets/create', { name: 'd', experiment_ids: ['{experiment}'] }), {
    dataset: 'dataset.dataset_id',
  }),
];

const scene = (table: string): readonly Request[] => [
  newExperiment(`by hand: ${table}`),
  ...OWN,
  post('registered-models/create', { name: SAMPLES['name'] }),
  post('model-versions/create', { name: SAMPLES['name'], source: SAMPLES['source'], run_id: '{run}' }),
];

/** Where an argument of the same name is of another kind. */
const SPECIAL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'datasets/create': { tags: '{"team":"search"}' },
  'datasets/:dataset_id/tags': { tags: '{"team":"search"}' },
  'runs/log-metric': { value: 1 },
  'traces/:request_id': { status: 'OK' },
  'traces/metrics': { view_type: 'TRACES' },
  'logged-models/:model_id': { status: 'LOGGED_MODEL_READY' },
  'logged-models/search': { datasets: [{ dataset_name: 'd' }] },
};

/** They say what they want in a body, and change nothing. */
const READS = /\/(search|batchGetInfos|traces\/metrics|calculate-filter-correlation)$/;

/** Reads first, and deletions last: what a nonsensical write does differs, and would be read back. */
const inOrder = procedures.toSorted((a, b) => rank(a) - rank(b));

function rank({ method, path }: Route): number {
  if (method === 'GET' || READS.test(path)) return 0;
  return method === 'DELETE' ? 2 : 1;
}

export const everyRoute: readonly Table[] = [
  {
    name: 'every route, asked for nothing or nonsense',
    requests: [...scene('every route'), ...inOrder.flatMap(nonsense)],
  },
  {
    name: 'every argument of every route, mistaken',
    requests: [...scene('every argument'), ...inOrder.flatMap(mistakes)],
  },
];

function nonsense(route: Route): readonly Request[] {
  const path = route.path.replace(':model_id', '{model}').replace(/:(\w+)/g, 'nothing');
  const empty: Request = { method: route.method, path, body: {} };
  if (route.method === 'GET')
    return [about('no arguments', empty), about('unknown argument', { ...empty, query: { no: 1 } })];
  const raw = (text: string): Request => ({ method: route.method, path, raw: text });
  const fresh = rank(route) === 0 ? [] : OWN;
  return [
    ...fresh,
    about('no arguments', empty),
    about('unknown argument', { ...empty, body: { no: 1 } }),
    ...['{', '[]', '5', 'null', 'not JSON'].map((text) => about('no JSON object', raw(text))),
    about('another content type', { ...raw('{}'), headers: { 'Content-Type': 'text/plain' } }),
  ];
}

function mistakes(route: Route): readonly Request[] {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => String(SAMPLES[name]));
  const named = route.fields ?? [];
  const special = SPECIAL[route.path.replace(/^\/api\/\d\.0\/mlflow\//, '')] ?? {};
  const whole = Object.fromEntries(named.map((name) => [name, special[name] ?? SAMPLES[name]]));
  const send = (kind: string, fields: Readonly<Record<string, unknown>>): Request =>
    about(kind, { method: route.method, path, ...(route.method === 'GET' ? { query: fields } : { body: fields }) });
  const fresh = rank(route) === 0 ? [] : OWN;
  const requests = named.flatMap((name) => {
    const { [name]: sample, ...others } = whole;
    const missing = send(`without ${name}`, others);
    const empty = send(`empty ${name}`, { ...others, [name]: Array.isArray(sample) ? [] : '' });
    if (route.method === 'GET') return [missing, empty];
    const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return [
      missing,
      empty,
      send(`null ${name}`, { ...others, [name]: null }),
      ...wrongValues(sample).map((value) => send(`wrong type of ${name}`, { ...others, [name]: value })),
      ...(camel === name ? [] : [send(`camelCase ${name}`, { ...others, [camel]: sample })]),
    ];
  });
  return [...fresh, ...requests];
}
