import { about, keep, newExperiment, newRun, post, remove, type Request, type Table } from '../requests.ts';
import { NUMERIC, operators } from './operators.ts';

const experimentIds = ['{experiment}'];

const modelScene: readonly Request[] = [
  newExperiment('searched logged models'),
  newRun(),
  ...[0, 1, 2, 3].flatMap((index) => [
    keep(
      post('logged-models', {
        experiment_id: '{experiment}',
        name: `model${index}`,
        model_type: index % 2 === 0 ? 'agent' : '',
        source_run_id: '{run}',
        params: [{ key: 'p', value: `V${index}` }],
        tags: [{ key: 't', value: `T${index % 2}` }],
      }),
      { [`model${index}`]: 'model.info.model_id' },
    ),
    post('runs/log-metric', {
      run_id: '{run}',
      key: 'score',
      value: index,
      timestamp: 10 + index,
      model_id: `{model${index}}`,
      ...(index > 1 ? { dataset_name: 'd', dataset_digest: `x${index}` } : {}),
    }),
  ]),
  { method: 'PATCH', path: 'logged-models/{model1}', body: { model_id: '{model1}', status: 'LOGGED_MODEL_READY' } },
  remove('logged-models/{model0}'),
];
const loggedFilters = [
  ...operators('name', ['=', '!=', 'LIKE', 'ILIKE', 'like', '>', 'IS'], ["'model1'", "'MODEL%'"]),
  "name IN ('model1','model2')",
  "name NOT IN ('model1')",
  'name = "model1"',
  'name = model1',
  "attributes.name = 'model1'",
  "attribute.name = 'model1'",
  "`name` = 'model1'",
  ...operators('metrics.score', NUMERIC, ['1', "'1'"]),
  'metrics.score LIKE 1',
  'metrics.`score` > 0',
  'metric.score > 0',
  'metrics.nothing > 0',
  "params.p = 'V1'",
  "params.p LIKE 'V%'",
  "params.p IN ('V1')",
  "tags.t = 'T1'",
  "tags.t != 'T1'",
  "param.p = 'V1'",
  'params.p = V1',
  'tags.t IS NULL',
  'status = 2',
  "status = '2'",
  "status = 'READY'",
  'status != 2',
  "model_type = 'agent'",
  "source_run_id = '{run}'",
  "model_id = '{model1}'",
  "experiment_id = '{experiment}'",
  "lifecycle_stage = 'active'",
  'creation_timestamp > 0',
  'creation_time > 0',
  'last_updated_timestamp > 0',
  "creation_timestamp > 'x'",
  'creation_timestamp_ms > 0',
  "artifact_location LIKE 'mlflow%'",
  "name = 'model1' AND params.p = 'V1'",
  "name = 'model1' and params.p = 'V1'",
  "name = 'a' OR name = 'b'",
  '',
  ' ',
  "'",
  'name',
  "nothing = 'x'",
  "foo.x = 'y'",
];
const loggedOrders = [
  [{ field_name: 'name' }],
  [{ field_name: 'name', ascending: false }],
  [{ field_name: 'metrics.score' }],
  [{ field_name: 'metrics.score', ascending: false }],
  [{ field_name: 'metrics.score', dataset_name: 'd' }],
  [{ field_name: 'metrics.score', dataset_name: 'd', dataset_digest: 'x2' }],
  [{ field_name: 'name', dataset_name: 'd' }],
  [{ field_name: 'metrics.score', dataset_digest: 'x2' }],
  [{ field_name: 'creation_timestamp' }],
  [{ field_name: 'creation_time', ascending: false }],
  [{ field_name: 'params.p' }],
  [{ field_name: 'tags.t' }],
  [{ field_name: 'nothing' }],
  [{}],
  [{ field_name: '' }],
  [{ field_name: 'name' }, { field_name: 'name' }],
  ['name'],
  [{ field_name: 'status' }, { field_name: 'name' }],
];
const loggedSearch = (fields: Readonly<Record<string, unknown>>): Request =>
  post('logged-models/search', { experiment_ids: experimentIds, ...fields });

export const loggedModelSearches: readonly Table[] = [
  {
    name: 'filters of logged models',
    requests: [
      ...modelScene,
      ...loggedFilters.map((filter) => loggedSearch({ filter, order_by: [{ field_name: 'name' }] })),
      ...loggedOrders.map((order) => loggedSearch({ order_by: order })),
      ...[[{ dataset_name: 'd' }], [{ dataset_name: 'd', dataset_digest: 'x2' }], [{ dataset_digest: 'x2' }], [{}]].map(
        (datasets) => loggedSearch({ datasets }),
      ),
      ...[0, -1, 1, 1000, 'x'].map((size) => loggedSearch({ max_results: size })),
      about('no experiments', post('logged-models/search', { experiment_ids: [] })),
    ],
  },
];
