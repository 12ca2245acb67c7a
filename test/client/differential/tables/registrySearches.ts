import { get, newExperiment, newRun, post, type Request, type Table } from '../requests.ts';
import { NUMERIC, operators, OTHER, TEXTUAL } from './operators.ts';

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
  ...operators('tags.k', TEXTUAL, ["'V1'", "'v%'"]),
  "tag.k = 'V1'",
  "tags.`k` = 'V1'",
  "tags.k = 'V1' and name = 'search beta'",
  "tags.nothing != 'x'",
  "tags.k IN ('V1')",
  "Tags.k = 'V1'",
  "tags.`mlflow.prompt.is_prompt` = 'true'",
  "tag.mlflow.prompt.is_prompt = 'true'",
  "tags.`mlflow.prompt.is_prompt` = 'false'",
  "tags.`mlflow.prompt.is_prompt` != 'true'",
  "tags.`mlflow.prompt.is_prompt` != 'false'",
  "tags.`mlflow.prompt.is_prompt` = 'true' and name LIKE 'search%'",
  'creation_timestamp > 0',
  "description = 'x'",
  "name = 'a' OR name = 'b'",
  '',
  ' ',
  "'",
  'name',
  "foo.name = 'x'",
  'params.x > 1',
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
  "name IN ('search Alpha')",
  "name NOT IN ('search Alpha')",
  "attribute.name = 'search beta'",
  "attributes.name = 'search beta'",
  ...operators('version_number', NUMERIC, ['1', "'1'", '1.5', "'x'"]),
  'version_number LIKE 1',
  'version_number IN (1)',
  "version = '1'",
  "current_stage = 'None'",
  "aliases = 'x'",
  ...operators('run_id', ['=', '!=', 'LIKE'], ["'{run}'", "''"]),
  "run_id IN ('{run}')",
  "run_id NOT IN ('{run}')",
  "run_id IN ('{run}', 'x')",
  'run_id IN ()',
  "run_id IN ('')",
  ...operators('source_path', TEXTUAL, ["'%model'", "'dummy-source'"]),
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

export const registrySearches: readonly Table[] = [
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
];
