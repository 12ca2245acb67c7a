import { keep, post, type Request, type Table } from '../requests.ts';
import { NUMERIC, operators, TEXTUAL } from './operators.ts';

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
  'tags.t IS NULL',
  'tags.t IS NOT NULL',
  "tag.t = 'T1'",
  "attribute.name = 'Searched 1'",
  "attributes.name = 'Searched 1'",
  "tags.t IN ('T1')",
  ...operators('experiment_id', ['=', '!=', 'LIKE', '<'], ["'{experiment1}'", '{experiment1}']),
  "experiment_id IN ('{experiment0}', '{experiment1}')",
  "experiment_id NOT IN ('{experiment0}')",
  "name IN ('Searched 1')",
  ...operators('creation_time', NUMERIC, ['0', '9999999999999', "'0'", '1.5']),
  'last_update_time > 0',
  "lifecycle_stage = 'active'",
  'creation_time IS NULL',
  "name = 'a' OR name = 'b'",
  ' ',
  "'",
  'name',
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

export const experimentSearches: readonly Table[] = [
  {
    name: 'filters of experiments',
    requests: [
      ...experimentScene,
      ...experimentFilters.map((filter) => experimentSearch({ filter })),
      ...experimentOrders.map((order) => experimentSearch({ order_by: [order] })),
      ...[0, -1, 1, 50_000, 50_001, '2', 'x'].map((size) => experimentSearch({ max_results: size })),
    ],
  },
];
