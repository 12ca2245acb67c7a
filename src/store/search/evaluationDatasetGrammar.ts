import { invalid } from '../../model/errors.ts';
import { MATCHING, NUMERIC, prefixes, setOf, type Field, type Grammar, type Keys } from './grammar.ts';
import { shortened } from './parse.ts';
import { sql } from './sql.ts';

const COMPARISONS = [...NUMERIC, 'LIKE', 'ILIKE'];

const text = (key: string, operators: readonly string[]): Field => ({
  value: `d.${key}`,
  writing: 'text',
  operators,
  expected: 'Expected a quoted string value for attributes. Got value',
  noLists: "Only ['name'] attributes support comparison with a list of quoted string values.",
});

const time = (key: string): Field => ({
  value: `d.${key}`,
  writing: 'integer',
  operators: NUMERIC,
  expected: `Expected numeric value type for numeric attribute: ${key}. Found`,
});

/** Attributes by name; MLflow's text differs here from that of other searches. */
function attributes<T>(columns: Readonly<Record<string, T>>): Keys<T> {
  const known = new Map(Object.entries(columns));
  return (key) => {
    const column = known.get(key);
    if (column !== undefined) return column;
    throw invalid(`Invalid attribute key '${shortened(key)}' specified. Valid keys are: ${setOf([...known.keys()])}`);
  };
}

/** Searching evaluation datasets; the searched row is `d`. Attributes have no prefix here. */
export const EVALUATION_DATASET_GRAMMAR: Grammar = {
  prefixes: prefixes({ tags: 'tag' }),
  invalidPrefix: (prefix) => `Invalid identifier token '${prefix}' specified`,
  quotedAttributes: false,
  filters: {
    attribute: attributes({
      name: text('name', [...COMPARISONS, 'IN']),
      created_time: time('created_time'),
      last_update_time: time('last_update_time'),
      created_by: text('created_by', COMPARISONS),
      last_updated_by: text('last_updated_by', COMPARISONS),
    }),
    tag: (key) => ({
      value: 't.value',
      rows: sql('FROM evaluation_dataset_tags t WHERE t.dataset_id = d.dataset_id AND t.key = ?', key),
      writing: 'text',
      operators: MATCHING,
      expected: "Expected a quoted string value for tag (e.g. 'my-value'). Got value",
    }),
  },
  orders: {
    attribute: attributes({
      name: { value: 'd.name' },
      created_time: { value: 'd.created_time' },
      last_update_time: { value: 'd.last_update_time' },
    }),
  },
};
