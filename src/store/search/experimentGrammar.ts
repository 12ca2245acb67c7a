import {
  EQUALITY,
  keys,
  LISTS,
  MATCHING,
  NUMERIC,
  prefixes,
  PRESENCE,
  setOf,
  type Field,
  type Grammar,
} from './grammar.ts';
import { sql } from './sql.ts';

/** What MLflow says of an operator an attribute does not take. */
const refusal =
  (key: string, other: (operator: string) => string) =>
  (operator: string): string =>
    operator.startsWith('IS ')
      ? `IS NULL / IS NOT NULL is only supported for tags, not for attribute '${key}'`
      : other(operator);

const notOneOf =
  (lastQuote: string) =>
  (operator: string): string =>
    `Invalid comparator '${operator}' not one of '${setOf([...MATCHING, ...LISTS])}${lastQuote}`;

const time = (key: string): Field => ({
  value: `e.${key}`,
  writing: 'integer',
  operators: NUMERIC,
  refused: refusal(key, notOneOf('')),
  expected: `Expected numeric value type for numeric attribute: ${key}. Found`,
  noInteger: `Invalid value for numeric attribute '${key}':`,
});

const TEXT = {
  expected: 'Expected a quoted string value for attributes. Got value',
  noLists: "Only ['experiment_id'] attributes support comparison with a list of quoted string values.",
};

/** Searching experiments; the searched row is `e`. */
export const EXPERIMENT_GRAMMAR: Grammar = {
  prefixes: prefixes({ attribute: 'attribute', tag: 'tag', tags: 'tag' }),
  invalidPrefix: (prefix) => `Invalid entity type '${prefix}'. Valid entity types are ('attribute', 'tag', 'tags')`,
  quotedAttributes: true,
  upperCaseOperators: true,
  repeatableOrders: true,
  filters: {
    attribute: keys('attribute', {
      name: { ...TEXT, value: 'e.name', writing: 'text', operators: MATCHING, refused: refusal('name', notOneOf("'")) },
      experiment_id: {
        ...TEXT,
        value: 'e.experiment_id',
        writing: 'experiment',
        operatorsFirst: true,
        operators: [...EQUALITY, ...LISTS],
        refused: refusal('experiment_id', (operator) => `Invalid comparator for experiment_id: ${operator}`),
      },
      creation_time: time('creation_time'),
      last_update_time: time('last_update_time'),
    }),
    tag: (key) => ({
      value: 't.value',
      rows: sql('FROM experiment_tags t WHERE t.experiment_id = e.experiment_id AND t.key = ?', key),
      writing: 'text',
      operators: [...MATCHING, ...PRESENCE],
      refused: (operator) => `Invalid comparator for tag: ${operator}`,
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
