import { about, get, keep, newExperiment, newRun, post, remove, type Request, type Table } from '../requests.ts';

const experimentIds = ['{experiment}'];

const runScene: readonly Request[] = [
  newExperiment('searched runs'),
  ...[0, 1, 2, 3].flatMap((index) => [
    newRun(`run${index}`, { run_name: `Run ${index}`, user_id: `user${index % 2}`, start_time: 1000 + index }),
    post('runs/log-batch', {
      run_id: `{run${index}}`,
      metrics: [
        { key: 'm', value: index - 1, timestamp: 1, step: 0 },
        { key: 'odd/key', value: index, timestamp: 1, step: 0 },
        { key: 'not a number', value: index === 0 ? 'NaN' : index, timestamp: 1, step: 0 },
        ...(index === 3 ? [{ key: 'only3', value: 'Infinity', timestamp: 1, step: 0 }] : []),
      ],
      params: [
        { key: 'p', value: `Value_${index}` },
        { key: 'dotted.key', value: String(index) },
        { key: 'quote', value: `it's "${index}"` },
      ],
      tags: [{ key: 't', value: `tag%${index}` }, ...(index < 2 ? [{ key: 'some', value: '' }] : [])],
    }),
    post('runs/log-inputs', {
      run_id: `{run${index}}`,
      datasets: [
        {
          dataset: { name: `set${index % 2}`, digest: `d${index}`, source_type: 'code', source: '{}' },
          tags: [{ key: 'mlflow.data.context', value: index < 2 ? 'train' : 'Eval' }],
        },
      ],
    }),
    ...(index === 1 ? [post('runs/update', { run_id: '{run1}', status: 'FINISHED', end_time: 5000 })] : []),
  ]),
  post('runs/delete', { run_id: '{run2}' }),
];

const NUMERIC = ['>', '>=', '=', '!=', '<', '<='];
const TEXTUAL = ['=', '!=', 'LIKE', 'ILIKE', 'like', 'Ilike'];
const OTHER = ['==', '<>', 'RLIKE', 'IS', '~', 'BETWEEN', 'NOT LIKE', ''];
const operators = (identifier: string, names: readonly string[], values: readonly string[]): readonly string[] =>
  names.flatMap((operator) => values.map((value) => `${identifier} ${operator} ${value}`));

const runFilters = [
  ...operators('metrics.m', [...NUMERIC, 'LIKE', 'IN', ...OTHER], ['1']),
  ...operators('metrics.`odd/key`', NUMERIC, ['2']),
  ...operators('metrics."not a number"', NUMERIC, ['0']),
  ...operators('metrics.only3', ['>', '='], ['1e300', '1.7976931348623157e308']),
  ...operators(
    'metric.m',
    ['='],
    ['1.0', '-1', '.5', '1e0', "'1'", '"1"', 'NaN', 'Infinity', 'inf', 'true', '+1', '1_000', '0x1', '--1'],
  ),
  ...operators('params.p', [...TEXTUAL, '>', '<', 'IN', ...OTHER], ["'Value_1'", "'%1'", "'value_1'"]),
  ...operators('params.p', ['='], ['"Value_1"', 'Value_1', '1', '`Value_1`', "''", "'Value_1", "Value_1'"]),
  ...operators('params.quote', ['='], [`"it's"`, `'it''s'`, `'it\\'s'`]),
  ...[
    'param.p',
    'parameter.p',
    'parameters.p',
    'PARAMS.p',
    'Params.p',
    'params.`p`',
    'params."p"',
    "params.'p'",
    'params',
    'params.',
    '.p',
    'p',
  ].map((identifier) => `${identifier} = 'Value_1'`),
  "params.dotted.key = '1'",
  "params.`dotted.key` = '1'",
  ...operators('tags.t', TEXTUAL, ["'tag%1'", "'TAG%'", "'tag_1'"]),
  ...[
    'tags.some IS NULL',
    'tags.some IS NOT NULL',
    'tag.some is not null',
    'params.p IS NULL',
    'metrics.m IS NULL',
    'attributes.run_id IS NULL',
    'tags.some IS',
    'tags.some NOT NULL',
  ],
  ...['run_name', 'status', 'user_id', 'artifact_uri'].flatMap((key) =>
    operators(key, ['=', '!=', 'LIKE', 'ILIKE'], ["'%user%'", "'FINISHED'", "'running'", "'Run 1'", "'user1'"]),
  ),
  ...['attributes', 'attribute', 'attr', 'run', 'Attributes'].map((prefix) => `${prefix}.status = 'FINISHED'`),
  ...[
    "`run name` = 'Run 1'",
    `"Run name" = 'Run 1'`,
    "`Run Name` LIKE 'Run%'",
    "attributes.`run_name` = 'Run 1'",
    "run name = 'Run 1'",
  ],
  ...operators('start_time', [...NUMERIC, 'LIKE'], ['1001', "'1001'"]),
  ...[
    'end_time > 0',
    'end_time = 5000',
    'created > 1001',
    'Created > 1001',
    'attributes.start_time >= 1e3',
    'start_time > 1000.5',
    'duration > 1',
    "lifecycle_stage = 'deleted'",
    'attributes.nothing = 1',
    "attributes.experiment_id = '1'",
  ],
  ...[
    "run_id IN ('{run0}')",
    "run_id NOT IN ('{run0}', '{run1}')",
    "run_id in ('{run0}','{run3}')",
    'run_id IN ()',
    "run_id IN '{run0}'",
    "run_id IN ('{run0}',)",
    'run_id IN ("{run0}")',
    'run_id IN (1)',
    "status IN ('FINISHED')",
    "params.p IN ('Value_1')",
    "run_id IN ('NOT-AN-ID')",
    "run_id NOT IN ('x')",
  ],
  ...operators('dataset.name', [...TEXTUAL, '>'], ["'set1'", "'SET%'"]),
  ...operators('datasets.digest', ['=', '!='], ["'d1'"]),
  ...operators('dataset.context', ['=', 'LIKE', 'ILIKE'], ["'train'", "'eval'"]),
  ...[
    "dataset.name IN ('set0', 'set1')",
    "dataset.name NOT IN ('set0')",
    "dataset.context IN ('train')",
    "dataset.nothing = 'x'",
    'dataset.name = 1',
  ],
  ...[
    "metrics.m>0 and params.p='Value_1'",
    "metrics.m>0and tags.t='tag%1'",
    'AND metrics.m > 0',
    'metrics.m > 0 AND',
    'metrics.m > 0 AND AND metrics.m < 2',
    'metrics.m > 0 OR metrics.m < 0',
    'NOT metrics.m > 0',
    '(metrics.m > 0)',
    'metrics.m > 0;',
    'metrics.m > 0, metrics.m < 2',
    'metrics.m',
    '> 0',
    '1 > metrics.m',
    'metrics.m > params.p',
    '',
    ' ',
    '   metrics.m   >   0   ',
    'metrics.m\n>\n0',
    "params.p = 'Value_1' -- comment",
    "params.p = 'Value_1' /* c */",
    '\u{1F600}',
    "tags.'é' = 'x'",
    'foo.m > 0',
    "foo = 'x'",
    "params.p = 'a' and foo.x = 'b'",
    'select 1',
    "'",
    '"',
    '`',
    "params.p = 'x' 'y'",
    "params.p 'x'",
  ],
];

const runOrders = [
  ['metrics.m'],
  ['metrics.m DESC'],
  ['metrics.m asc'],
  ['metric.`odd/key` desc'],
  ['metrics."not a number" DESC'],
  ['metrics."not a number"'],
  ['metrics.only3'],
  ['metrics.only3 DESC'],
  ['params.p DESC'],
  ['params.nothing'],
  ['tags.some', 'params.p DESC'],
  ['attributes.start_time'],
  ['start_time DESC'],
  ['attribute.run_name DESC'],
  ['run_name'],
  ['status', 'run_name DESC'],
  ['end_time'],
  ['end_time DESC'],
  ['user_id DESC', 'start_time ASC'],
  ['created'],
  ['Created DESC'],
  ['`run name`'],
  ['run name'],
  ['Start_Time'],
  ['nothing'],
  ['metrics.m sideways'],
  ['metrics.m, params.p'],
  ['metrics.m', 'metrics.m'],
  ['metrics.m', 'metrics.m DESC'],
  ['dataset.name'],
  [''],
  [' '],
  ['metrics'],
  ['METRICS.m'],
  ['metrics.m DESC ASC'],
  ['DESC'],
  ['attributes.lifecycle_stage'],
  ['1'],
].map((orders) => ({ order_by: orders }));

const shownNames = (fields: Readonly<Record<string, unknown>>): Request =>
  post('runs/search', { experiment_ids: experimentIds, ...fields });

const views = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL', 'BOGUS', 1, 2, 3, '2', null].map((view) => ({
  run_view_type: view,
  order_by: ['start_time'],
}));
const sizes = [1, 2, 50_000, 50_001, 0, -1, '2', 2.0, 'x'].map((size) => ({
  max_results: size,
  order_by: ['start_time'],
}));

const registryScene: readonly Request[] = [
  newExperiment('searched registry'),
  newRun(),
  ...['Alpha', 'beta', 'gamma prompt'].flatMap((name, index) => [
    post('registered-models/create', {
      name: `search ${name}`,
      tags: [
        { key: 'k', value: `V${index}` },
        ...(index === 2 ? [{ key: 'mlflow.prompt.is_prompt', value: 'true' }] : []),
      ],
    }),
    ...[0, 1].map((number) =>
      post('model-versions/create', {
        name: `search ${name}`,
        source: index === 2 ? 'dummy-source' : 'mlflow-artifacts:/{experiment}/{run}/artifacts/model',
        ...(index === 2 ? {} : { run_id: '{run}' }),
        tags: [
          { key: 'n', value: `N${number}` },
          ...(index === 2 ? [{ key: 'mlflow.prompt.is_prompt', value: 'true' }] : []),
        ],
      }),
    ),
  ]),
];

const modelFilters = [
  ...operators('name', [...TEXTUAL, '>', ...OTHER], ["'search Alpha'", "'search%'", "'SEARCH ALPHA'"]),
  ...[
    "name IN ('search Alpha', 'search beta')",
    "name NOT IN ('search Alpha')",
    'name IN ()',
    "attribute.name = 'search beta'",
    "attributes.name = 'search beta'",
    "`name` = 'search beta'",
    '"name" = \'search beta\'',
    'name = "search beta"',
    'name = beta',
    'name = 1',
  ],
  ...operators('tags.k', TEXTUAL, ["'V1'", "'v%'"]),
  ...[
    "tag.k = 'V1'",
    "tags.`k` = 'V1'",
    "tags.k = 'V1' and name = 'search beta'",
    "tags.nothing != 'x'",
    "tags.k IN ('V1')",
    "Tags.k = 'V1'",
  ],
  ...[
    "tags.`mlflow.prompt.is_prompt` = 'true'",
    "tag.mlflow.prompt.is_prompt = 'true'",
    "tags.`mlflow.prompt.is_prompt` = 'false'",
    "tags.`mlflow.prompt.is_prompt` != 'true'",
    "tags.`mlflow.prompt.is_prompt` != 'false'",
    "tags.`mlflow.prompt.is_prompt` = 'true' and name LIKE 'search%'",
  ],
  ...[
    'creation_timestamp > 0',
    "description = 'x'",
    "name = 'a' OR name = 'b'",
    '',
    ' ',
    "'",
    'name',
    "foo.name = 'x'",
    'params.x > 1',
  ],
];
const modelOrders = [
  'name',
  'name DESC',
  'timestamp',
  'timestamp DESC',
  'last_updated_timestamp ASC',
  'creation_timestamp',
  'nothing',
  'name sideways',
  'tags.k',
  '',
  '`name`',
  'attribute.name',
];

const versionFilters = [
  ...operators('name', [...TEXTUAL, '<'], ["'search Alpha'", "'search%'"]),
  ...[
    "name IN ('search Alpha')",
    "name NOT IN ('search Alpha')",
    "attribute.name = 'search beta'",
    "attributes.name = 'search beta'",
  ],
  ...operators('version_number', NUMERIC, ['1', "'1'", '1.5', "'x'"]),
  ...['version_number LIKE 1', 'version_number IN (1)', "version = '1'", "current_stage = 'None'", "aliases = 'x'"],
  ...operators('run_id', ['=', '!=', 'LIKE'], ["'{run}'", "''"]),
  ...["run_id IN ('{run}')", "run_id NOT IN ('{run}')", "run_id IN ('{run}', 'x')", 'run_id IN ()', "run_id IN ('')"],
  ...operators('source_path', TEXTUAL, ["'%model'", "'dummy-source'"]),
  ...[
    "tags.n = 'N1'",
    "tag.n LIKE 'N%'",
    "tags.n ILIKE 'n1'",
    "tags.n = 'N1' and name = 'search beta'",
    "tags.`mlflow.prompt.is_prompt` = 'true'",
    "tags.`mlflow.prompt.is_prompt` = 'true' and name = 'search gamma prompt'",
    '',
    ' ',
    'x',
    "foo.x = 'y'",
  ],
];
const versionOrders = [
  'name',
  'name DESC',
  'version_number',
  'version_number DESC',
  'creation_timestamp DESC',
  'last_updated_timestamp',
  'run_id',
  'nothing',
  'version_number sideways',
  '',
];

const modelSearch = (fields: Readonly<Record<string, unknown>>): Request => get('registered-models/search', fields);
const versionSearch = (fields: Readonly<Record<string, unknown>>): Request => get('model-versions/search', fields);
/** A filter of these alone: other tables leave models behind. */
const narrowed = (filter: string): string =>
  filter.trim() === '' || /OR|;/.test(filter) ? filter : `${filter} and name LIKE 'search%'`;

const experimentScene = [0, 1, 2].map((index) =>
  keep(
    post('experiments/create', {
      name: `Searched ${index}`,
      tags: [
        { key: 'of', value: 'search' },
        { key: 't', value: `T${index}` },
      ],
    }),
    {
      [`experiment${index}`]: 'experiment_id',
    },
  ),
);
const experimentFilters = [
  ...operators('name', [...TEXTUAL, '>'], ["'Searched 1'", "'searched%'"]),
  ...operators('tags.t', TEXTUAL, ["'T1'", "'t%'"]),
  ...[
    'tags.t IS NULL',
    'tags.t IS NOT NULL',
    "tag.t = 'T1'",
    "attribute.name = 'Searched 1'",
    "attributes.name = 'Searched 1'",
    "tags.t IN ('T1')",
  ],
  ...operators('experiment_id', ['=', '!=', 'LIKE', '<'], ["'{experiment1}'", '{experiment1}']),
  ...[
    "experiment_id IN ('{experiment0}', '{experiment1}')",
    "experiment_id NOT IN ('{experiment0}')",
    "name IN ('Searched 1')",
  ],
  ...operators('creation_time', NUMERIC, ['0', '9999999999999', "'0'", '1.5']),
  ...[
    'last_update_time > 0',
    "lifecycle_stage = 'active'",
    'creation_time IS NULL',
    "name = 'a' OR name = 'b'",
    ' ',
    "'",
    'name',
  ],
];
const experimentOrders = [
  'name',
  'name DESC',
  'experiment_id',
  'experiment_id ASC',
  'creation_time',
  'last_update_time DESC',
  'nothing',
  'tags.t',
  'name sideways',
  '',
];
const experimentSearch = (fields: Readonly<Record<string, unknown>>): Request => {
  const { filter = '', ...others } = fields;
  const whole = `${String(filter)}${String(filter) === '' ? '' : ' AND '}tags.of = 'search'`;
  return post('experiments/search', { max_results: 10, filter: whole, ...others });
};

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
  ...[
    "name IN ('model1','model2')",
    "name NOT IN ('model1')",
    'name = "model1"',
    'name = model1',
    "attributes.name = 'model1'",
    "attribute.name = 'model1'",
    "`name` = 'model1'",
  ],
  ...operators('metrics.score', NUMERIC, ['1', "'1'"]),
  ...['metrics.score LIKE 1', 'metrics.`score` > 0', 'metric.score > 0', 'metrics.nothing > 0'],
  ...[
    "params.p = 'V1'",
    "params.p LIKE 'V%'",
    "params.p IN ('V1')",
    "tags.t = 'T1'",
    "tags.t != 'T1'",
    "param.p = 'V1'",
    'params.p = V1',
    'tags.t IS NULL',
  ],
  ...[
    'status = 2',
    "status = '2'",
    "status = 'READY'",
    'status != 2',
    "model_type = 'agent'",
    "source_run_id = '{run}'",
    "model_id = '{model1}'",
    "experiment_id = '{experiment}'",
    "lifecycle_stage = 'active'",
  ],
  ...[
    'creation_timestamp > 0',
    'creation_time > 0',
    'last_updated_timestamp > 0',
    "creation_timestamp > 'x'",
    'creation_timestamp_ms > 0',
    "artifact_location LIKE 'mlflow%'",
  ],
  ...[
    "name = 'model1' AND params.p = 'V1'",
    "name = 'model1' and params.p = 'V1'",
    "name = 'a' OR name = 'b'",
    '',
    ' ',
    "'",
    'name',
    "nothing = 'x'",
    "foo.x = 'y'",
  ],
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

export const searchTables: readonly Table[] = [
  {
    name: 'filters of runs',
    requests: [...runScene, ...runFilters.map((filter) => shownNames({ filter, order_by: ['start_time'] }))],
  },
  {
    name: 'orders of runs',
    requests: [
      ...runScene.map(renamed),
      ...runOrders.map(shownNames),
      ...views.map(shownNames),
      ...sizes.map(shownNames),
    ],
  },
  {
    name: 'filters of registered models and versions',
    requests: [
      ...registryScene,
      ...modelFilters.map((filter) => modelSearch({ filter: narrowed(filter) })),
      ...modelOrders.map((order) => modelSearch({ filter: "name LIKE 'search%'", order_by: order })),
      ...[0, -1, 1, 1000, 1001, 'x'].map((size) => modelSearch({ filter: "name LIKE 'search%'", max_results: size })),
      ...versionFilters.map((filter) => versionSearch({ filter: narrowed(filter) })),
      ...versionOrders.map((order) => versionSearch({ filter: "name LIKE 'search%'", order_by: order })),
      ...[0, -1, 1, 200_000, 200_001, 'x'].map((size) =>
        versionSearch({ filter: "name LIKE 'search%'", max_results: size }),
      ),
    ],
  },
  {
    name: 'filters of experiments',
    requests: [
      ...experimentScene,
      ...experimentFilters.map((filter) => experimentSearch({ filter })),
      ...experimentOrders.map((order) => experimentSearch({ order_by: [order] })),
      ...[0, -1, 1, 50_000, 50_001, '2', 'x'].map((size) => experimentSearch({ max_results: size })),
    ],
  },
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

/** The same runs in an experiment of their own. */
function renamed(request: Request): Request {
  const { name } = (request.body ?? {}) as { readonly name?: string };
  return name === 'searched runs' ? newExperiment('ordered runs') : request;
}
