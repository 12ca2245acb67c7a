import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run } from '../../../../src/model/run.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

// Generated filters and orders over generated runs: what our SQL finds against a plain reading of the rules.

interface Criterion {
  readonly text: string;
  readonly holds: (run: Run) => boolean;
}

interface Sorting {
  readonly text: string;
  readonly descending: boolean;
  readonly value: (run: Run) => string | number | undefined;
}

const KEYS = ['a', 'with space', 'é/'];
const TEXTS = ['', 'x', 'X', 'xy', 'a%b', '_', 'Ünder', "it's", '10', '9'];
const NUMBERS = [NaN, Infinity, -Infinity, 0, -0.5, 1, 1.5, 1e300, -3];
const LARGEST = Number.MAX_VALUE;

const key = fc.constantFrom(...KEYS);
const text = fc.constantFrom(...TEXTS);
const quoted = (value: string): string => (value.includes("'") ? `"${value}"` : `'${value}'`);

const asciiLower = (value: string): string => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** SQL's LIKE: `%` is any text, `_` any one letter. */
function isLike(value: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 'su').test(value);
}

const TEXT_TESTS: Readonly<Record<string, (value: string, operand: string) => boolean>> = {
  '=': (value, operand) => value === operand,
  '!=': (value, operand) => value !== operand,
  LIKE: isLike,
  ILIKE: (value, operand) => isLike(asciiLower(value), asciiLower(operand)),
};

const NUMBER_TESTS: Readonly<Record<string, (value: number, operand: number) => boolean>> = {
  '=': (value, operand) => value === operand,
  '!=': (value, operand) => value !== operand,
  '<': (value, operand) => value < operand,
  '<=': (value, operand) => value <= operand,
  '>': (value, operand) => value > operand,
  '>=': (value, operand) => value >= operand,
};

const finite = (value: number): number => (Number.isNaN(value) ? NaN : Math.max(-LARGEST, Math.min(LARGEST, value)));

const valueOf = (list: readonly { key: string; value: string }[], name: string): string | undefined =>
  list.find((entry) => entry.key === name)?.value;
const metricOf = (run: Run, name: string): number | undefined =>
  run.metrics.find((metric) => metric.key === name)?.value;

const pairCriterion = fc
  .tuple(fc.constantFrom('params', 'tags'), key, fc.constantFrom(...Object.keys(TEXT_TESTS)), text)
  .map(([entity, name, operator, operand]): Criterion => ({
    text: `${entity}.\`${name}\` ${operator} ${quoted(operand)}`,
    holds: (run) => {
      const value = valueOf(entity === 'params' ? run.params : run.tags, name);
      return value !== undefined && TEXT_TESTS[operator]?.(value, operand) === true;
    },
  }));

const presenceCriterion = fc
  .tuple(fc.constantFrom('param', 'tag'), key, fc.boolean())
  .map(([entity, name, isNull]): Criterion => ({
    text: `${entity}."${name}" IS ${isNull ? '' : 'NOT '}NULL`,
    holds: (run) => (valueOf(entity === 'param' ? run.params : run.tags, name) === undefined) === isNull,
  }));

const operand = fc.constantFrom(...NUMBERS.filter(Number.isFinite), LARGEST, 0.25);

const metricCriterion = fc
  .tuple(key, fc.constantFrom(...Object.keys(NUMBER_TESTS)), operand)
  .map(([name, operator, number]): Criterion => ({
    text: `metrics.\`${name}\` ${operator} ${number}`.replace('e+', 'e'),
    holds: (run) => {
      const value = metricOf(run, name);
      return value !== undefined && NUMBER_TESTS[operator]?.(finite(value), number) === true;
    },
  }));

const attributeCriterion = fc.oneof(
  fc
    .tuple(fc.constantFrom(...Object.keys(NUMBER_TESTS)), fc.integer({ min: 0, max: 4 }))
    .map(([operator, number]): Criterion => ({
      text: `start_time ${operator} ${number}`,
      holds: (run) => NUMBER_TESTS[operator]?.(Number(run.info.startTime), number) === true,
    })),
  fc.tuple(fc.constantFrom(...Object.keys(TEXT_TESTS)), text).map(([operator, value]): Criterion => ({
    text: `run_name ${operator} ${quoted(value)}`,
    holds: (run) => TEXT_TESTS[operator]?.(run.info.runName, value) === true,
  })),
);

const criteria = fc.array(fc.oneof(pairCriterion, presenceCriterion, metricCriterion, attributeCriterion), {
  maxLength: 4,
});

const sortings = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('metrics', 'params', 'tags', 'start_time'), key, fc.boolean())
    .map(([entity, name, descending]): Sorting => ({
      text: entity === 'start_time' ? entity : `${entity}.\`${name}\``,
      descending,
      value: (run) => {
        if (entity === 'start_time') return Number(run.info.startTime);
        return entity === 'metrics' ? metricOf(run, name) : valueOf(entity === 'params' ? run.params : run.tags, name);
      },
    })),
  { maxLength: 3, selector: (sorting) => sorting.text },
);

const sketch = fc.record({
  name: text.filter((value) => value !== ''),
  startTime: fc.integer({ min: 0, max: 4 }),
  params: fc.dictionary(key, text),
  tags: fc.dictionary(key, text),
  metrics: fc.dictionary(key, fc.constantFrom(...NUMBERS)),
});

function logAll(store: Store, sketches: readonly (typeof sketch extends fc.Arbitrary<infer T> ? T : never)[]): void {
  const pairs = (record: Record<string, string>) =>
    Object.entries(record).map(([name, value]) => ({ key: name, value }));
  for (const { name, startTime, params, tags, metrics } of sketches) {
    const { runId } = store.runs.create({ experimentId: '0', runName: name, startTime }).info;
    const points = Object.entries(metrics).map(([metric, value]) => ({ key: metric, value, step: 0, timestamp: 0 }));
    store.runLog.log(runId, { params: pairs(params), tags: pairs(tags), metrics: points });
  }
}

/** Real values, then NaN, then none. */
const rank = (value: string | number | undefined): number => (value === undefined ? 2 : Number.isNaN(value) ? 1 : 0);

/** Texts by their bytes, as SQLite has them; numbers by size. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' || typeof b === 'string')
    return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  return finite(a) - finite(b);
}

function compareBy(sorting: Sorting, a: Run, b: Run): number {
  const [x, y] = [sorting.value(a), sorting.value(b)];
  if (rank(x) !== rank(y)) return rank(x) - rank(y);
  if (x === undefined || y === undefined || rank(x) > 0) return 0;
  return sorting.descending ? compare(y, x) : compare(x, y);
}

function sorted(runs: readonly Run[], list: readonly Sorting[]): readonly Run[] {
  return runs.toSorted((a, b) => {
    for (const sorting of list) {
      const order = compareBy(sorting, a, b);
      if (order !== 0) return order;
    }
    return Number(b.info.startTime) - Number(a.info.startTime) || compare(a.info.runId, b.info.runId);
  });
}

test('Any filter and order find what a plain reading of the rules finds, in the same order', () => {
  fc.assert(
    fc.property(
      fc.array(sketch, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(criteria, sortings), { minLength: 10, maxLength: 30 }),
      (sketches, queries) => {
        const store = openStore();
        store.write(() => logAll(store, sketches));
        const all = store.search.runs({ experimentIds: ['0'] }).items;
        for (const [list, order] of queries) {
          const filter = list.map((criterion) => criterion.text).join(' AND ');
          const orderBy = order.map((sorting) => `${sorting.text} ${sorting.descending ? 'DESC' : 'ASC'}`);
          const { items } = store.search.runs({ experimentIds: ['0'], filter, orderBy });
          const expected = sorted(
            all.filter((run) => list.every((criterion) => criterion.holds(run))),
            order,
          );
          expect({ filter, orderBy, found: items }).toEqual({ filter, orderBy, found: expected });
        }
        store.close();
      },
    ),
    { numRuns: 40 },
  );
});
