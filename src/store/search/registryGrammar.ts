import { keys, LISTS, MATCHING, NUMERIC, prefixes, type Field, type Grammar } from './grammar.ts';
import { sql, type Sql } from './sql.ts';

const PREFIXES = {
  prefixes: prefixes({ attribute: 'attribute', tag: 'tag', tags: 'tag' }),
  invalidPrefix: (prefix: string) =>
    `Invalid entity type '${prefix}'. Valid entity types are ('attribute', 'tag', 'tags')`,
  quotedAttributes: false,
};

const EXPECTED = 'Expected a quoted string value or a list of quoted string values for attributes. Got value';

const text = (value: string, listed: string, operators: readonly string[] = [...MATCHING, ...LISTS]): Field => ({
  value,
  writing: 'text',
  operators,
  expected: EXPECTED,
  noLists: `Only ${listed} attributes support comparison with a list of quoted string values.`,
});

const tag = (rows: Sql): Field => ({
  value: 't.value',
  rows,
  writing: 'text',
  operators: MATCHING,
  expected: "Expected a quoted string value for tag (e.g. 'my-value'). Got value",
});

/** Searching registered models; the searched row is `m`. */
export const REGISTERED_MODEL_GRAMMAR: Grammar = {
  ...PREFIXES,
  filters: {
    attribute: keys('attribute', { name: text('m.name', "['name']") }),
    tag: (key) => tag(sql('FROM registered_model_tags t WHERE t.name = m.name AND t.key = ?', key)),
  },
  orders: {
    attribute: keys('order by', {
      name: { value: 'm.name' },
      timestamp: { value: 'm.last_updated_timestamp' },
      last_updated_timestamp: { value: 'm.last_updated_timestamp' },
    }),
  },
};

const VERSION_LISTS = "['name', 'run_id']";

/** Searching model versions; the searched row is `v`. */
export const MODEL_VERSION_GRAMMAR: Grammar = {
  ...PREFIXES,
  filters: {
    attribute: keys('attribute', {
      name: text('v.name', VERSION_LISTS),
      version_number: { value: 'v.version', writing: 'version', operators: NUMERIC, expected: EXPECTED },
      run_id: text('v.run_id', VERSION_LISTS),
      source_path: text('v.source', VERSION_LISTS, MATCHING),
    }),
    tag: (key) =>
      tag(sql('FROM model_version_tags t WHERE t.name = v.name AND t.version = v.version AND t.key = ?', key)),
  },
  orders: {
    attribute: keys('attribute', {
      name: { value: 'v.name' },
      version_number: { value: 'v.version' },
      creation_timestamp: { value: 'v.creation_timestamp' },
      last_updated_timestamp: { value: 'v.last_updated_timestamp' },
    }),
  },
};
