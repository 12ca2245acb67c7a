import { EQUALITY, keys, LISTS, MATCHING, NUMERIC, prefixes, PRESENCE, type Field, type Grammar } from './grammar.ts';
import { sql } from './sql.ts';

const time = (key: string): Field => ({
  value: `e.${key}`,
  writing: 'integer',
  operators: NUMERIC,
  expected: `Expected numeric value type for numeric attribute: ${key}. Found`,
});

const text = (value: string, operators: readonly string[]): Field => ({
  value,
  writing: 'text',
  operators,
  expected: 'Expected a quoted string value for attributes. Got value',
  noLists: "Only ['experiment_id'] attributes support comparison with a list of quoted string values.",
});

/** Searching experiments; the searched row is `e`. */
export const EXPERIMENT_GRAMMAR: Grammar = {
  prefixes: prefixes({ attribute: 'attribute', tag: 'tag', tags: 'tag' }),
  invalidPrefix: (prefix) => `Invalid entity type '${prefix}'. Valid entity types are ('attribute', 'tag', 'tags')`,
  quotedAttributes: true,
  filters: {
    attribute: keys('attribute', {
      name: text('e.name', MATCHING),
      experiment_id: text('CAST(e.experiment_id AS TEXT)', [...EQUALITY, ...LISTS]),
      creation_time: time('creation_time'),
      last_update_time: time('last_update_time'),
    }),
    tag: (key) => ({
      value: 't.value',
      rows: sql('FROM experiment_tags t WHERE t.experiment_id = e.experiment_id AND t.key = ?', key),
      writing: 'text',
      operators: [...MATCHING, ...PRESENCE],
      expected: "Expected a quoted string value for tag (e.g. 'my-value'). Got value",
    }),
  },
  orders: {
    attribute: keys('attribute', {
      name: { value: 'e.name' },
      experiment_id: { value: 'e.experiment_id' },
      creation_time: { value: 'e.creation_time' },
      last_update_time: { value: 'e.last_update_time' },
    }),
  },
};
