import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Run, RunStatus, ViewType } from '../../../../src/model/run.ts';
import { Database } from '../../../../src/store/database.ts';
import type { RunText } from '../../../../src/store/runs.ts';
import { RunFinder, runSelection } from '../../../../src/store/search/runSearch.ts';
import type { RunSearch } from '../../../../src/store/search/search.ts';
import type { Store } from '../../../../src/store/store.ts';
import { OPEN_OPTIONS } from '../../../fixtures/openOptions.ts';
import { fuzzing } from '../../../fixtures/seeds/seeds.ts';
import { afterTest, openStore } from '../../../fixtures/tempStore.ts';

// Generated filters and orders over generated runs: what our SQL finds against a plain reading of the rules, written
// without it. `fuzzing` says how to try more.

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

/** ILIKE knows the case of ASCII letters only, as MLflow's does on SQLite. */
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

const STATUSES = ['RUNNING', 'FINISHED', 'FAILED'] as const satisfies readonly RunStatus[];

const listOf = fc.uniqueArray(text, { minLength: 1, maxLength: 3 });
const written = (list: readonly string[]): string => `(${list.map(quoted).join(', ')})`;

const statusCriterion = fc
  .tuple(fc.constantFrom(...Object.keys(TEXT_TESTS)), fc.constantFrom(...STATUSES, 'running', 'F%'))
  .map(([operator, value]): Criterion => ({
    text: `attr.status ${operator} '${value}'`,
    holds: (run) => TEXT_TESTS[operator]?.(run.info.status, value) === true,
  }));

const endCriterion = fc
  .tuple(fc.constantFrom(...Object.keys(NUMBER_TESTS)), fc.integer({ min: 0, max: 3 }))
  .map(([operator, number]): Criterion => ({
    text: `end_time ${operator} ${number}`,
    holds: ({ info: { endTime } }) => endTime !== null && NUMBER_TESTS[operator]?.(Number(endTime), number) === true,
  }));

/** What a dataset attribute is, for each dataset of the run that has it. */
const DATASET_VALUES: Readonly<Record<string, (run: Run) => readonly string[]>> = {
  name: (run) => run.datasetInputs.map(({ dataset }) => dataset.name),
  digest: (run) => run.datasetInputs.map(({ dataset }) => dataset.digest),
  context: (run) => run.datasetInputs.flatMap(({ tags }) => valueOf(tags, 'mlflow.data.context') ?? []),
};

const datasetCriterion = fc
  .tuple(fc.constantFrom(...Object.keys(DATASET_VALUES)), fc.constantFrom(...Object.keys(TEXT_TESTS)), text)
  .map(([attribute, operator, value]): Criterion => ({
    text: `datasets.${attribute} ${operator} ${quoted(value)}`,
    holds: (run) => DATASET_VALUES[attribute]?.(run).some((it) => TEXT_TESTS[operator]?.(it, value)) === true,
  }));

const datasetListCriterion = fc
  .tuple(fc.constantFrom(...Object.keys(DATASET_VALUES)), fc.boolean(), listOf)
  .map(([attribute, isIn, list]): Criterion => ({
    text: `dataset.${attribute} ${isIn ? 'IN' : 'NOT IN'} ${written(list)}`,
    holds: (run) => DATASET_VALUES[attribute]?.(run).some((it) => list.includes(it) === isIn) === true,
  }));

const criteria = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: pairCriterion },
    presenceCriterion,
    { weight: 3, arbitrary: metricCriterion },
    { weight: 2, arbitrary: attributeCriterion },
    statusCriterion,
    endCriterion,
    datasetCriterion,
    datasetListCriterion,
  ),
  { maxLength: 4 },
);

const ATTRIBUTES: Readonly<Record<string, (run: Run) => string | number | undefined>> = {
  start_time: (run) => Number(run.info.startTime),
  end_time: (run) => (run.info.endTime === null ? undefined : Number(run.info.endTime)),
  run_name: (run) => run.info.runName,
  status: (run) => run.info.status,
};

const sortings = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('metrics', 'metrics', 'params', 'tags', ...Object.keys(ATTRIBUTES)), key, fc.boolean())
    .map(([entity, name, descending]): Sorting => ({
      text: ATTRIBUTES[entity] ? entity : `${entity}.\`${name}\``,
      descending,
      value: (run) => {
        const attribute = ATTRIBUTES[entity];
        if (attribute) return attribute(run);
        return entity === 'metrics' ? metricOf(run, name) : valueOf(entity === 'params' ? run.params : run.tags, name);
      },
    })),
  { maxLength: 3, selector: (sorting) => sorting.text },
);

const sketch = fc.record({
  name: text.filter((value) => value !== ''),
  startTime: fc.integer({ min: 0, max: 4 }),
  endTime: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  status: fc.constantFrom(...STATUSES),
  isDeleted: fc.boolean(),
  isElsewhere: fc.boolean(),
  params: fc.dictionary(key, text),
  tags: fc.dictionary(key, text),
  metrics: fc.dictionary(key, fc.constantFrom(...NUMBERS)),
  datasets: fc.array(fc.record({ name: text, digest: text, context: fc.option(text, { nil: undefined }) }), {
    maxLength: 2,
  }),
});

type Sketch = typeof sketch extends fc.Arbitrary<infer T> ? T : never;

const pairsOf = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).map(([name, value]) => ({ key: name, value }));

const datasetInput = ({ name, digest, context }: Sketch['datasets'][number]) => ({
  dataset: { name, digest, sourceType: 'local', source: 's', schema: null, profile: null },
  tags: context === undefined ? [] : [{ key: 'mlflow.data.context', value: context }],
});

/** Logs the runs into two experiments, whose ids it returns. */
function logAll(store: Store, sketches: readonly Sketch[], round: number): readonly string[] {
  const experimentIds = ['here', 'there'].map((name) => store.experiments.create(`${name} ${round}`));
  for (const { name, startTime, endTime, status, isDeleted, isElsewhere, ...data } of sketches) {
    const experimentId = experimentIds[isElsewhere ? 1 : 0] ?? '';
    const { runId } = store.runs.create({ experimentId, runName: name, startTime }).info;
    const metrics = Object.entries(data.metrics).map(([metric, value]) => ({
      key: metric,
      value,
      step: 0,
      timestamp: 0,
    }));
    const datasets = data.datasets.map(datasetInput);
    store.runLog.log(runId, { params: pairsOf(data.params), tags: pairsOf(data.tags), metrics, datasets });
    store.runs.update(runId, { status, ...(endTime === undefined ? {} : { endTime }) });
    if (isDeleted) store.runs.delete(runId);
  }
  return experimentIds;
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

const STAGES: Readonly<Record<ViewType, readonly string[]>> = {
  ACTIVE_ONLY: ['active'],
  DELETED_ONLY: ['deleted'],
  ALL: ['active', 'deleted'],
};

const views = fc.constantFrom<ViewType>('ACTIVE_ONLY', 'DELETED_ONLY', 'ALL');
const query = fc.tuple(criteria, sortings, views, fc.boolean(), fc.integer({ min: 1, max: 4 }));

/** All pages one after the other. */
function paged(store: Store, search: RunSearch): readonly RunText[] {
  const found: RunText[] = [];
  let pageToken = '';
  do {
    const page = store.search.runs({ ...search, pageToken });
    found.push(...page.items);
    pageToken = page.nextPageToken ?? '';
  } while (pageToken !== '');
  return found;
}

test('Any filter and order find what a plain reading of the rules finds, in the same order, on pages of any size', () => {
  const store = openStore();
  const db = new Database(store.directory, OPEN_OPTIONS);
  afterTest(() => db.close());
  // This one reads by the index of a metric wherever it can, which otherwise takes thousands of runs.
  const byMetric = new RunFinder(db, 0);
  let round = 0;
  const property = fc.property(
    fc.array(sketch, { minLength: 1, maxLength: 7 }),
    fc.array(query, { minLength: 10, maxLength: 30 }),
    (sketches, queries) => {
      const both = store.write(() => logAll(store, sketches, round++));
      const texts = store.search.runs({ experimentIds: both, view: 'ALL' }).items;
      const textOf = new Map(texts.map((run) => [run.info.runId, run]));
      const all = texts.map(({ info }) => store.runs.get(info.runId));
      for (const [list, order, view, everywhere, maxResults] of queries) {
        const experimentIds = everywhere ? both : both.slice(0, 1);
        const filter = list.map((criterion) => criterion.text).join(' AND ');
        const orderBy = order.map((sorting) => `${sorting.text} ${sorting.descending ? 'DESC' : 'ASC'}`);
        const search = { experimentIds, view, filter, orderBy };
        const inScope = ({ info }: Run) =>
          experimentIds.includes(info.experimentId) && STAGES[view].includes(info.lifecycleStage);
        const holds = (run: Run) => inScope(run) && list.every((criterion) => criterion.holds(run));
        const expected = sorted(all.filter(holds), order).map(({ info }) => textOf.get(info.runId));
        expect({ search, found: store.search.runs(search).items }).toEqual({ search, found: expected });
        const numbers = byMetric.find(runSelection(search), 100, 0);
        expect({ search, found: store.runs.getTexts(numbers) }).toEqual({ search, found: expected });
        const pages = paged(store, { ...search, maxResults });
        expect({ search, maxResults, found: pages }).toEqual({ search, maxResults, found: expected });
      }
    },
  );
  const { seed, numRuns } = fuzzing('filters', 20, (kept) => kept);
  fc.assert(property, { ...(seed === undefined ? {} : { seed }), ...(numRuns === undefined ? {} : { numRuns }) });
});
