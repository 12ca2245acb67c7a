import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import { stringifyJson } from '../../../../src/model/json.ts';
import type { RunSearch } from '../../../../src/store/search/search.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

interface Sketch {
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, number | readonly number[]>>;
  readonly dataset?: readonly [name: string, digest: string, context?: string];
  readonly startTime?: number | bigint;
  readonly endTime?: number | bigint;
  readonly userId?: string;
}

const pairs = (record: Readonly<Record<string, string>> = {}) =>
  Object.entries(record).map(([key, value]) => ({ key, value }));

/** Logs a run and returns its id; a metric's several values are logged at steps 0, 1, 2 ... */
function logRun(store: Store, runName: string, sketch: Sketch = {}): string {
  const { startTime = 1000, userId = 'ada', tags, params, dataset, endTime } = sketch;
  const { runId } = store.runs.create({ experimentId: '0', runName, startTime, userId, tags: pairs(tags) }).info;
  const metrics = Object.entries(sketch.metrics ?? {}).flatMap(([key, values]) =>
    [values].flat().map((value, step) => ({ key, value, step, timestamp: step })),
  );
  store.runLog.log(runId, { params: pairs(params), metrics });
  if (dataset) {
    const [name, digest, context] = dataset;
    const described = { name, digest, sourceType: 'local', source: '{}', schema: null, profile: null };
    const contextTags = context === undefined ? [] : [{ key: 'mlflow.data.context', value: context }];
    store.runLog.log(runId, { datasets: [{ dataset: described, tags: contextTags }] });
  }
  if (endTime !== undefined) store.runs.update(runId, { status: 'FINISHED', endTime });
  return runId;
}

/** Names of the runs found, or the error's text. */
function found(store: Store, query: Partial<RunSearch>): string {
  try {
    const { items } = store.search.runs({ experimentIds: ['0'], ...query });
    return items.map((run) => run.info.runName).join(' ');
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_PARAMETER_VALUE') return error.message;
    throw error;
  }
}

function threeRuns(): Store {
  const store = openStore();
  logRun(store, 'one', {
    params: { lr: '0.1', model: 'Linear', 'a/b': 'x', 'with space': "it's" },
    tags: { team: 'Red' },
    metrics: { acc: [0.2, 0.9], 'f1 score': 1 },
    dataset: ['iris', 'd1', 'train'],
    startTime: 3000,
    endTime: 9_007_199_254_740_993n,
  });
  logRun(store, 'two', {
    params: { lr: '0.2', model: 'linear' },
    tags: { team: 'blue' },
    metrics: { acc: NaN },
    dataset: ['wine', 'd2', 'eval'],
    startTime: 2000,
    userId: 'Bob',
  });
  logRun(store, 'three', { metrics: { acc: Infinity }, startTime: 1000 });
  return store;
}

describe('A filter on runs', () => {
  test.each([
    // Metrics: the latest value counts, NaN differs from every number, infinity is the largest double.
    ['metrics.acc > 0.5', 'one three'],
    ['metric.acc >= 0.9', 'one three'],
    ['metrics.acc = 0.9', 'one'],
    ['metrics.acc != 0.9', 'two three'],
    ['metrics.acc != 0', 'one two three'],
    ['metrics.acc = 0', ''],
    ['metrics.acc < 1e300', 'one'],
    ['metrics.acc <= 1.7976931348623157e308', 'one three'],
    ['metrics.acc = 1.7976931348623157e308', 'three'],
    ['metrics.acc < 1e400', 'one three'],
    ['metrics.acc <= 1', 'one'],
    ['metrics.`f1 score` = 1', 'one'],
    ['metrics.none != 1', ''],
    // Params, under every alias and in every quoting.
    ["params.lr = '0.1'", 'one'],
    ["param.lr != '0.1'", 'two'],
    ["parameter.model LIKE 'lin%'", 'two'],
    ["parameters.model ILIKE 'LIN_AR'", 'one two'],
    ["params.`a/b` = 'x'", 'one'],
    ['params."with space" = "it\'s"', 'one'],
    ['params.\'a/b\' = "x"', 'one'],
    ["`params`.`lr` = '0.1'", 'one'],
    ['params.lr IS NULL', 'three'],
    ['params.lr IS NOT NULL', 'one two'],
    // Tags.
    ["tags.team = 'Red'", 'one'],
    ["tag.team != 'Red'", 'two'],
    ["tags.team LIKE 'r%'", ''],
    ["tags.team ilike 'r%'", 'one'],
    ['tags.team IS NULL', 'three'],
    ['tags.team is not null', 'one two'],
    ["tags.mlflow.runName = 'two'", 'two'],
    // Attributes.
    ["attributes.run_name = 'one'", 'one'],
    ["attr.run_name LIKE 't%'", 'two three'],
    ["run.run_name ILIKE 'T%'", 'two three'],
    ['"run name" = \'one\'', 'one'],
    ["attribute.`Run name` = 'one'", 'one'],
    ["`Run Name` != 'one'", 'two three'],
    ["status = 'FINISHED'", 'one'],
    ["status != 'FINISHED'", 'two three'],
    ["user_id = 'Bob'", 'two'],
    ["user_id ILIKE 'B%'", 'two'],
    ["artifact_uri LIKE 'mlflow-artifacts:/0/%'", 'one two three'],
    ['start_time >= 2000', 'one two'],
    ['created = 2000', 'two'],
    ['attribute.Created < 2e3', 'three'],
    ['start_time != 1000.5', 'one two three'],
    ['end_time = 9007199254740993', 'one'],
    ['end_time = 9007199254740992', ''],
    ['end_time > 99999999999999999999', ''],
    ['end_time != 0', 'one'],
    // Datasets.
    ["dataset.name = 'iris'", 'one'],
    ["datasets.name != 'iris'", 'two'],
    ["dataset.digest IN ('d1', 'd2')", 'one two'],
    ["dataset.digest NOT IN ('d1')", 'two'],
    ["dataset.context LIKE 'tr%'", 'one'],
    ["dataset.context = 'eval'", 'two'],
    ["dataset.name ILIKE 'IR%'", 'one'],
    // Together.
    ["metrics.acc > 0.5 AND params.lr = '0.1' and tags.team = 'Red' AND status = 'FINISHED'", 'one'],
    ["metrics.acc > 0.5 AND params.lr = '0.2'", ''],
    ['AND start_time > 0 AND', 'one two three'],
    ['', 'one two three'],
  ])('%s', (filter, expected) => {
    expect(found(threeRuns(), { filter })).toBe(expected);
  });

  test('finds runs by a list of ids, which are case-sensitive', () => {
    const store = openStore();
    const [a, b] = [logRun(store, 'a'), logRun(store, 'b'), logRun(store, 'c')];
    expect([
      found(store, { filter: `run_id IN ('${a}', "${b}")` }),
      found(store, { filter: `attributes.run_id not in ('${a}','${b}')` }),
      found(store, { filter: `run_id IN ('${a.toUpperCase()}')` }),
      found(store, { filter: `run_id = '${a}'` }),
      found(store, { filter: `run_id LIKE '${b.slice(0, 8)}%'` }),
    ]).toEqual([
      [a, b]
        .sort()
        .map((id) => (id === a ? 'a' : 'b'))
        .join(' '),
      'c',
      '',
      'a',
      'b',
    ]);
  });

  test.each([
    [
      "foo.a = 'x'",
      "Invalid entity type 'foo'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']",
    ],
    [
      'METRICS.m > 1',
      "Invalid entity type 'METRICS'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']",
    ],
    [
      "duration = 'x'",
      "Invalid attribute key 'duration' specified. Valid keys are '{'run_id', 'run_name', 'run name', 'Run name', 'Run Name', 'status', 'user_id', 'artifact_uri', 'start_time', 'created', 'Created', 'end_time'}'",
    ],
    ["dataset.source = 'x'", "Invalid dataset key 'source' specified. Valid keys are '{'name', 'digest', 'context'}'"],
    ["metrics.m = 'a'", "Expected numeric value type for metric. Found 'a'"],
    ['metrics.m > NaN', 'Expected numeric value type for metric. Found NaN'],
    ['params.p = 1', "Expected a quoted string value for parameter (e.g. 'my-value'). Got value 1"],
    [
      'tags.t = x',
      'Parameter value is either not quoted or unidentified quote types used for string value x. Use either single or double quotes.',
    ],
    [
      "run_id IN ('a', 1)",
      "While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: ('a', 1)",
    ],
    [
      'run_id IN ()',
      'While parsing a list in the query, expected a non-empty list of string values, but got empty list',
    ],
    [
      'run_id IN (a)',
      'While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list.',
    ],
    ["run_id = ('a')", 'Expected a quoted string value for attributes. Got value a list'],
    ["start_time > '1'", "Expected numeric value type for numeric attribute: start_time. Found '1'"],
    ['status = 1', 'Expected a quoted string value for attributes. Got value 1'],
    ['dataset.name = 1', 'Expected a quoted string value for dataset attributes. Got value 1'],
    ['metrics.m == 1', "Invalid comparator '==' not one of '{'>', '>=', '=', '!=', '<', '<='}"],
    ['metrics.m <> 1', "Invalid comparator '<>' not one of '{'>', '>=', '=', '!=', '<', '<='}"],
    ['metrics.m IS NULL', "IS NULL / IS NOT NULL is only supported for tags and params, not for 'metric' 'm'"],
    ["params.p > 'a'", "Invalid comparator '>' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'IS NULL', 'IS NOT NULL'}'"],
    [
      "params.p RLIKE 'a'",
      "Invalid comparator 'RLIKE' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'IS NULL', 'IS NOT NULL'}'",
    ],
    [
      "params.p NOT LIKE 'a'",
      "Invalid comparator 'NOT LIKE' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'IS NULL', 'IS NOT NULL'}'",
    ],
    ["params.p IN ('a')", "Expected a quoted string value for parameter (e.g. 'my-value'). Got value ('a')"],
    ["status IN ('a')", "Only ['run_id'] attributes support comparison with a list of quoted string values."],
    ["run_id > 'a'", "Invalid comparator '>' not one of '{'=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'}'"],
    ["__proto__ = 'a'", expect.stringContaining("Invalid attribute key '__proto__' specified.")],
    ["constructor.a = 'a'", expect.stringContaining("Invalid entity type 'constructor'.")],
    [`params.p LIKE '${'%a'.repeat(30_000)}'`, 'A pattern for LIKE may have at most 50000 bytes.'],
  ])('%s is refused', (filter, message) => {
    expect(found(threeRuns(), { filter })).toEqual(message);
  });

  test('never reaches SQL as text', () => {
    const store = openStore();
    const evil = `x' OR 1=1; DROP TABLE runs --`;
    logRun(store, 'evil', { params: { [evil]: evil }, metrics: { [evil]: 1 } });
    logRun(store, 'good');
    expect([
      found(store, { filter: `params.\`${evil}\` = "${evil}"` }),
      found(store, { filter: `params.\`${evil}\` IN ("${evil}")` }),
      found(store, { orderBy: [`metrics.\`${evil}\``, `params.\`${evil}\` DESC`] }).split(' ')[0],
      found(store, { filter: `run_id IN ("${evil}")` }),
    ]).toEqual([
      'evil',
      expect.stringContaining("Expected a quoted string value for parameter (e.g. 'my-value'). Got value (\"x'"),
      'evil',
      '',
    ]);
  });
});

describe('The order of runs', () => {
  test('is the latest started first and then by id, unless asked otherwise', () => {
    const store = openStore();
    const late = logRun(store, 'late', { startTime: 9 });
    const same = [logRun(store, 'same', { startTime: 5 }), logRun(store, 'same', { startTime: 5 })].sort();
    const { items } = store.search.runs({ experimentIds: ['0'] });
    expect(items.map((run) => run.info.runId)).toEqual([late, ...same]);
  });

  test.each([
    [['metrics.m'], 'minus low high inf nan none'],
    [['metrics.m DESC'], 'inf high low minus nan none'],
    [['params.p ASC'], 'low high nan inf minus none'],
    [['params.p desc'], 'high low nan inf minus none'],
    [['tags.t'], 'inf nan low high minus none'],
    [['attributes.end_time'], 'nan low high inf minus none'],
    [['end_time DESC'], 'low nan high inf minus none'],
    [['run_name DESC'], 'none nan minus low inf high'],
    [['attribute.start_time'], 'none minus inf nan high low'],
    [['Created DESC'], 'low high nan inf minus none'],
    [['user_id', 'metrics.m DESC'], 'inf high low minus nan none'],
    [['status DESC', 'run_name'], 'high inf minus none low nan'],
  ])('%j', (orderBy, expected) => {
    const store = openStore();
    logRun(store, 'low', { startTime: 60, metrics: { m: 1 }, params: { p: 'a' }, endTime: 200 });
    logRun(store, 'high', { startTime: 50, metrics: { m: 2 }, params: { p: 'b' } });
    logRun(store, 'nan', { startTime: 40, metrics: { m: NaN }, tags: { t: 'y' }, endTime: 100 });
    logRun(store, 'inf', { startTime: 30, metrics: { m: Infinity }, tags: { t: 'x' } });
    logRun(store, 'minus', { startTime: 20, metrics: { m: -Infinity } });
    logRun(store, 'none', { startTime: 10 });
    expect(found(store, { orderBy })).toBe(expected);
  });

  test.each([
    [['metrics.m', 'metric.m DESC'], "`order_by` contains duplicate fields: ['metrics.m', 'metric.m DESC']"],
    [['start_time', 'created'], "`order_by` contains duplicate fields: ['start_time', 'created']"],
    [
      ['`run name`'],
      expect.stringContaining("Invalid attribute key 'run name' specified. Valid keys are '{'run_id', "),
    ],
    [['dataset.name'], "Invalid identifier type 'dataset'"],
    [['foo.a'], expect.stringContaining("Invalid entity type 'foo'.")],
    [['metrics.m UP'], "Invalid ordering key in order_by clause 'metrics.m UP'."],
    [['name; DROP'], "Invalid order_by clause 'name; DROP'. Could not be parsed."],
    [Array.from({ length: 21 }, (_, index) => `metrics.m${index}`), '`order_by` may have at most 20 entries.'],
  ])('%j is refused', (orderBy, message) => {
    expect(found(openStore(), { orderBy })).toEqual(message);
  });

  test('takes as many columns as are allowed, with as many conditions', () => {
    const store = threeRuns();
    const orderBy = Array.from({ length: 20 }, (_, index) => `metrics.m${index} DESC`);
    const hundred = (condition: (index: number) => string) =>
      Array.from({ length: 100 }, (_, i) => condition(i)).join(' AND ');
    expect([
      found(store, { orderBy, filter: hundred((index) => `params.p${index} IS NULL`) }),
      found(store, { orderBy, filter: hundred((index) => `params.lr != '${index}'`) }),
      found(store, { filter: hundred((index) => `run_name != '${index}'`) }),
    ]).toEqual(['one two three', 'one two', 'one two three']);
  });
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('Runs are found', () => {
  test('in the experiments named and in the view asked for, active ones by default', () => {
    const store = openStore();
    const other = store.experiments.create('other');
    logRun(store, 'here');
    store.runs.delete(logRun(store, 'gone', { startTime: 5 }));
    store.runs.create({ experimentId: other, runName: 'there', startTime: 9000 });
    expect([
      found(store, {}),
      found(store, { view: 'DELETED_ONLY' }),
      found(store, { view: 'ALL' }),
      found(store, { experimentIds: ['0', other], view: 'ALL' }),
      found(store, { experimentIds: [other] }),
      found(store, { experimentIds: [] }),
      found(store, { experimentIds: ['77', '-1', '99999999999999999999999'] }),
      found(store, { experimentIds: ['abc'] }),
    ]).toEqual([
      'here',
      'gone',
      'here gone',
      'there here gone',
      'there',
      '',
      '',
      "Invalid experiment id 'abc'. It must be an integer.",
    ]);
  });

  test('whole, with params, latest metrics, tags and datasets', () => {
    const store = threeRuns();
    const [run] = store.search.runs({ experimentIds: ['0'], filter: "run_name = 'one'" }).items;
    const { params, metrics, tags, ...rest } = store.runs.get(run?.info.runId ?? '');
    const texts = { params: stringifyJson(params), metrics: stringifyJson(metrics), tags: stringifyJson(tags) };
    expect(run).toEqual({ ...rest, ...texts });
  });

  test('page by page, with a token only while there are more', () => {
    const store = openStore();
    for (const name of ['e', 'd', 'c', 'b', 'a']) logRun(store, name, { startTime: name.charCodeAt(0) });
    const pages: string[] = [];
    let pageToken: string | undefined;
    do {
      const page = store.search.runs({ experimentIds: ['0'], maxResults: 2, ...(pageToken ? { pageToken } : {}) });
      pages.push(page.items.map((run) => run.info.runName).join(' '));
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(pages).toEqual(['e d', 'c b', 'a']);
    expect(store.search.runs({ experimentIds: ['0'], maxResults: 5 }).nextPageToken).toBeUndefined();
  });

  test.each([
    ['nonsen', 'Invalid page token, decoded value=b'],
    ['nonse', 'Invalid page token, could not base64-decode'],
    ['****', "Invalid page token, decoded value=b''"],
    ['é', 'Invalid page token, could not base64-decode'],
    [base64('{"offset":0}'), "Invalid page token, parsed value={'offset': 0}"],
    [base64('{"offset":-1}'), "Invalid page token, parsed value={'offset': -1}"],
    [base64('{"offset":"x"}'), 'Invalid page token, not stringable x'],
    [base64('{"offset":1e99}'), "Invalid page token, parsed value={'offset': 1e+99}"],
    [base64('{"offset":true}'), "Invalid page token, parsed value={'offset': True}"],
    [base64('[]'), "Invalid page token, decoded value=b'[]'"],
  ])('only with a page token of ours: %s is refused', (pageToken, message) => {
    expect(found(openStore(), { pageToken })).toContain(message);
  });

  test.each([
    [0, "Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer"],
    [-5, "Invalid value -5 for parameter 'max_results' supplied. It must be a positive integer"],
    [1.5, "Invalid value 1.5 for parameter 'max_results' supplied. It must be a positive integer"],
    [50_001, "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000"],
    [1e9, "Invalid value 1000000000 for parameter 'max_results' supplied. It must be at most 50000"],
  ])('in pages of a size that is allowed: %d is refused', (maxResults, message) => {
    expect(found(openStore(), { maxResults })).toBe(message);
  });
});
