import { keys, LISTS, MATCHING, NUMERIC, prefixes, setOf, type Field, type Grammar } from './grammar.ts';
import { written } from './parse.ts';
import { sql, type Sql } from './sql.ts';

const PREFIXES = {
  prefixes: prefixes({ attribute: 'attribute', tag: 'tag', tags: 'tag' }),
  invalidPrefix: (prefix: string) =>
    `Invalid entity type '${prefix}'. Valid entity types are ('attribute', 'tag', 'tags')`,
  quotedAttributes: false,
};

const EXPECTED = 'Expected a quoted string value or a list of quoted string values for attributes. Got value';

const noLists = (listed: string): string =>
  `Only ${listed} attributes support comparison with a list of quoted string values.`;

const text = (value: string, listed: string): Field => ({
  value,
  writing: 'text',
  operators: [...MATCHING, ...LISTS],
  expected: EXPECTED,
  refused: (operator) => `Invalid comparator for attribute: ${operator}`,
  noLists: noLists(listed),
});

const tag = (rows: Sql): Field => ({
  value: 't.value',
  rows,
  writing: 'text',
  operators: MATCHING,
  refused: (operator) => `Invalid comparator for tag: ${operator}`,
  expected: "Expected a quoted string value for tag (e.g. 'my-value'). Got value",
});

/** Searching registered models; the searched row is `m`. */
export const REGISTERED_MODEL_GRAMMAR: Grammar = {
  ...PREFIXES,
  filters: {
    attribute: keys('attribute', { name: text('m.name', "['name']") }),
    tag: (key) => tag(sql('FROM registered_model_tags t WHERE t.name = m.name AND t.key = ?', key)),
  },
  locateOrder: (identifier) => ({ entity: 'attribute', key: written(identifier) }),
  orders: {
    attribute: keys(
      'order by',
      {
        name: { value: 'm.name' },
        timestamp: { value: 'm.last_updated_timestamp' },
        last_updated_timestamp: { value: 'm.last_updated_timestamp' },
      },
      ['name', 'timestamp'],
    ),
  },
};

const VERSION_LISTS = "['name', 'run_id']";
const VERSION_NUMBERS = ['version_number', 'creation_timestamp', 'last_updated_timestamp'];

const VERSION_ORDERS = {
  name: { value: 'v.name' },
  version_number: { value: 'v.version' },
  creation_timestamp: { value: 'v.creation_timestamp' },
  last_updated_timestamp: { value: 'v.last_updated_timestamp' },
};

const versionText = (value: string): Field => ({
  ...text(value, VERSION_LISTS),
  noNumbers: `Only the '${setOf(VERSION_NUMBERS)}' attributes support comparison with numeric values.`,
});

/** Searching model versions; the searched row is `v`. */
export const MODEL_VERSION_GRAMMAR: Grammar = {
  ...PREFIXES,
  filters: {
    attribute: keys('attribute', {
      name: versionText('v.name'),
      version_number: {
        value: 'v.version',
        writing: 'version',
        operators: NUMERIC,
        expected: EXPECTED,
        noLists: noLists(VERSION_LISTS),
        noInteger: "Invalid value for numeric attribute 'version_number':",
        refused: (operator) => `Invalid comparator for attribute version_number: ${operator}`,
      },
      run_id: versionText('v.run_id'),
      source_path: { ...versionText('v.source'), operators: MATCHING },
    }),
    tag: (key) =>
      tag(sql('FROM model_version_tags t WHERE t.name = v.name AND t.version = v.version AND t.key = ?', key)),
  },
  noOrder: (_entity, key) =>
    `Invalid order by key '${key}' specified. Valid keys are ${setOf(Object.keys(VERSION_ORDERS))}`,
  orders: { attribute: keys('attribute', VERSION_ORDERS) },
};
