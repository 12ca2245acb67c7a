import { about, get, newExperiment, newRun, post, type Request, type Table } from '../requests.ts';

/** A run in an experiment of the table's own. */
export const scene = (table: string): readonly Request[] => [newExperiment(`by hand: ${table}`), newRun()];
export const long = (length: number): string => 'x'.repeat(length);
const KEYS = [
  'k',
  'a/b',
  'a.b',
  'a b',
  'a:b',
  'a-b_c',
  'ключ',
  '漢字',
  'é',
  '.',
  '..',
  '../a',
  '/a',
  'a/',
  'a//b',
  './a',
  'a/../b',
  'a!b',
  'a\nb',
  'a\u0000b',
  '🙂',
  'a*',
  ' ',
  ' a',
  'a ',
  '..a',
  '...',
  'a/..b',
  long(250),
  long(251),
  'é'.repeat(250),
  '🙂'.repeat(126),
];

export const metric = (fields: Readonly<Record<string, unknown>>): Request =>
  post('runs/log-metric', { run_id: '{run}', key: 'm', value: 1, timestamp: 1, ...fields });
export const batch = (fields: Readonly<Record<string, unknown>>): Request =>
  post('runs/log-batch', { run_id: '{run}', ...fields });
const rawMetric = (value: string): Request => ({
  method: 'POST',
  path: 'runs/log-metric',
  raw: `{"run_id":"{run}","key":"raw","value":${value},"timestamp":1}`,
});
const rawStep = (step: string): Request => ({
  method: 'POST',
  path: 'runs/log-metric',
  raw: `{"run_id":"{run}","key":"step","value":1,"timestamp":1,"step":${step}}`,
});
const wrong = (request: Request): Request => about('wrong type', request);
export const items = (count: number, make: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const metrics = (count: number) =>
  items(count, (index) => ({ key: `m${index}`, value: 1, timestamp: 1, step: 0 }));
const pairs = (prefix: string, count: number) => items(count, (index) => ({ key: `${prefix}${index}`, value: 'v' }));

export const valueTables: readonly Table[] = [
  {
    name: 'keys',
    requests: [
      ...scene('keys'),
      ...KEYS.flatMap((key) => [
        metric({ key }),
        post('runs/log-parameter', { run_id: '{run}', key, value: 'v' }),
        post('runs/set-tag', { run_id: '{run}', key, value: 'v' }),
        batch({ metrics: [{ key, value: 1, timestamp: 1 }] }),
        batch({ params: [{ key, value: 'v' }] }),
        batch({ tags: [{ key, value: 'v' }] }),
        post('experiments/set-experiment-tag', { experiment_id: '{experiment}', key, value: 'v' }),
        newRun('other', { tags: [{ key, value: 'v' }] }),
      ]),
      get('runs/get', { run_id: '{run}' }),
      get('experiments/get', { experiment_id: '{experiment}' }),
    ],
  },
  {
    name: 'numbers',
    requests: [
      ...scene('numbers'),
      ...[0, -0, 1e308, 5e-324, 0.1, '1.5', '1e3', 'NaN', true, false].map((value) => metric({ value })),
      ...['123456789012345678901234567890', '1e3', '-0.0', '1E-7'].map(rawMetric),
      ...['Infinity', '-Infinity'].map((value) => metric({ key: 'infinite', value })),
      ...[0, -1, '5', 5.0, 2 ** 53, '9007199254740993', '9223372036854775807'].flatMap((number) => [
        metric({ timestamp: number, key: 't' }),
        metric({ step: number, key: 's' }),
      ]),
      metric({ step: '-9223372036854775808', key: 's' }),
      ...['9007199254740993', '9223372036854775807', '1.0', '-5'].map(rawStep),
      get('runs/get', { run_id: '{run}' }),
      ...['m', 't', 's', 'step', 'raw', 'infinite'].map((key) =>
        get('metrics/get-history', { run_id: '{run}', metric_key: key }),
      ),
      ...[' 1', 'nan', 'inf', '+1', '', '0x10', [], {}].map((value) => wrong(metric({ value }))),
      ...['NaN', 'Infinity', '-Infinity', '1e400', '-1e400', '01', '1.', '.5', '1e'].map((value) =>
        wrong(rawMetric(value)),
      ),
      ...[5.5, '9223372036854775808', '1e3', '', ' 5', true].flatMap((number) => [
        wrong(metric({ timestamp: number })),
        wrong(metric({ step: number })),
      ]),
      ...['9223372036854775808', '1.5', '1e30'].map((number) => wrong(rawStep(number))),
      wrong(rawStep('1e2')),
    ],
  },
  {
    name: 'lengths and counts',
    requests: [
      ...scene('lengths and counts'),
      ...[500, 6000, 6001].map((length) =>
        post('runs/log-parameter', { run_id: '{run}', key: `p${length}`, value: long(length) }),
      ),
      ...[5000, 8000, 8001].map((length) =>
        post('runs/set-tag', { run_id: '{run}', key: `t${length}`, value: long(length) }),
      ),
      batch({ params: [{ key: 'b', value: long(6001) }], tags: [{ key: 'b', value: long(8001) }] }),
      ...[5000, 20_000, 20_001].map((length) =>
        post('experiments/set-experiment-tag', { experiment_id: '{experiment}', key: 'k', value: long(length) }),
      ),
      ...[250, 500, 501].map((length) => post('experiments/create', { name: `${long(length - 6)}values` })),
      post('experiments/update', { experiment_id: '{experiment}', new_name: long(501) }),
      newRun('named', { run_name: long(1000) }),
      batch({ metrics: metrics(1000) }),
      batch({ metrics: metrics(1001) }),
      batch({ params: pairs('n', 100) }),
      batch({ params: pairs('o', 101) }),
      batch({ tags: pairs('n', 100) }),
      batch({ tags: pairs('o', 101) }),
      batch({ metrics: metrics(800), params: pairs('q', 100), tags: pairs('q', 100) }),
      batch({ metrics: metrics(801), params: pairs('r', 100), tags: pairs('r', 100) }),
      batch({
        params: [
          { key: 'twice', value: 'a' },
          { key: 'twice', value: 'a' },
        ],
      }),
      batch({
        params: [
          { key: 'twice', value: 'a' },
          { key: 'twice', value: 'b' },
          { key: 'also', value: '1' },
          { key: 'also', value: '2' },
        ],
      }),
      batch({
        params: [
          { key: 'n0', value: 'changed' },
          { key: 'n1', value: 'changed' },
          { key: 'fresh', value: '1' },
        ],
      }),
      batch({ params: [{ key: 'n0', value: 'changed' }] }),
      batch({ params: [{ key: 'quoted', value: `it's "q"` }] }),
      batch({ params: [{ key: 'quoted', value: `it\\ 'is'` }] }),
      post('runs/log-parameter', { run_id: '{run}', key: 'n0', value: 'changed' }),
      post('runs/log-parameter', { run_id: '{run}', key: 'n0', value: 'v' }),
      batch({
        tags: [
          { key: 'twice', value: 'a' },
          { key: 'twice', value: 'b' },
        ],
      }),
      batch({
        metrics: [
          { key: 'dup', value: 1, timestamp: 1, step: 0 },
          { key: 'dup', value: 1, timestamp: 1, step: 0 },
          { key: 'dup', value: 2, timestamp: 1, step: 0 },
        ],
      }),
      batch({
        metrics: [
          { key: 'bad', value: 1, timestamp: 1 },
          { key: 'bad!', value: 1, timestamp: 1 },
        ],
        params: [{ key: 'kept', value: 'no' }],
      }),
      batch({ metrics: [{ key: 'bad', value: 1, timestamp: -1 }] }),
      batch({ metrics: [{ key: 'no value', timestamp: 1 }] }),
      batch({ metrics: [{ key: 'no time', value: 1 }] }),
      batch({ metrics: [{ value: 1, timestamp: 1 }] }),
      batch({ params: [{ value: 'no key' }] }),
      batch({ params: [{ key: 'no value' }] }),
      batch({ tags: [{ key: 'no value' }] }),
      batch({ tags: [{ value: 'no key' }] }),
      ...[500, 501].map((length) => inputs({ name: long(length) })),
      ...[36, 37].map((length) => inputs({ digest: long(length) })),
      ...[65_535, 65_536].map((length) => inputs({ source: long(length) })),
      ...[255, 256].map((length) => inputs({}, [{ key: long(length), value: 'v' }])),
      ...[500, 501].map((length) => inputs({}, [{ key: 'k', value: long(length) }])),
      inputs({ name: '' }),
      get('runs/get', { run_id: '{run}' }),
    ],
  },
  {
    name: 'JSON in other spellings',
    requests: [
      ...scene('JSON in other spellings'),
      {
        method: 'POST',
        path: 'runs/log-metric',
        raw: JSON.stringify('{"run_id":"{run}","key":"double","value":1,"timestamp":1}'),
      },
      newRun('other'),
      post('runs/log-metric', { runId: '{other}', key: 'camel', value: 1, timestamp: 1 }),
      post('runs/create', { experimentId: '{experiment}' }),
      post('runs/create', { experiment_id: '{experiment}', runName: 'camel', startTime: 5 }),
      post('runs/create', { experiment_id: '{experiment}', run_name: 'a', runName: 'b' }),
      post('runs/update', { run_id: '{run}', status: 3, end_time: '77' }),
      post('runs/update', { run_id: '{run}', status: '4' }),
      post('runs/update', { run_id: '{run}', status: 'BOGUS' }),
      post('runs/update', { run_id: '{run}', status: 99 }),
      post('runs/update', { run_id: '{run}', status: 'finished' }),
      post('runs/update', { run_id: '{run}', run_name: '' }),
      post('runs/update', { run_uuid: '{run}', run_name: 'by its old name' }),
      post('runs/update', { run_id: '{run}', run_uuid: 'another' }),
      post('runs/update', {}),
      get('runs/get', { run_uuid: '{run}' }),
      get('runs/get', { run_id: '', run_uuid: '{run}' }),
      get('runs/get', { runId: '{run}' }),
      get('runs/get', {}),
      get('runs/get', { run_id: ['{run}', 'x'] }),
      { method: 'POST', path: 'runs/set-tag', raw: '{"run_id":"{run}","key":"twice","key":"again","value":"v"}' },
      { method: 'POST', path: 'runs/set-tag', raw: '{"run_id":"{run}","key":"lone \\ud800","value":"\\ud800"}' },
      { method: 'POST', path: 'runs/set-tag', raw: ' \n{"run_id":"{run}","key":"spaces","value":"v"}\n ' },
      { method: 'POST', path: 'runs/set-tag', raw: '{"run_id":"{run}","key":"trailing","value":"v",}' },
      { method: 'POST', path: 'runs/set-tag', raw: '{"run_id":"{run}","key":"nul \\u0000","value":"v"}' },
      { method: 'POST', path: 'runs/set-tag', raw: '{"run_id":"{run}","key":"value","value":"a\\u0000b"}' },
      { method: 'POST', path: 'runs/set-tag', raw: '' },
      { method: 'POST', path: 'runs/set-tag', raw: '""' },
      post('runs/set-tag', { run_id: '{run}', key: 'no value' }),
      post('runs/set-tag', { run_id: '{run}', key: 'null', value: null }),
      post('runs/log-parameter', { run_id: '{run}', key: 'no value' }),
      post('runs/set-tag', { run_id: '{run}', key: 'mlflow.runName', value: 'named by tag' }),
      post('runs/set-tag', { run_id: '{run}', key: 'mlflow.runName', value: '' }),
      post('runs/create', {
        experiment_id: '{experiment}',
        run_name: 'a',
        tags: [{ key: 'mlflow.runName', value: 'b' }],
      }),
      post('runs/create', {
        experiment_id: '{experiment}',
        run_name: 'a',
        tags: [{ key: 'mlflow.runName', value: 'a' }],
      }),
      post('runs/create', { experiment_id: '{experiment}', tags: [{ key: 'mlflow.runName', value: 'only the tag' }] }),
      post('runs/create', {
        experiment_id: '{experiment}',
        tags: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      }),
      post('runs/create', { experiment_id: '{experiment}', user_id: 'u', start_time: -5 }),
      post('runs/create', {
        experiment_id: '{experiment}',
        source_type: 'LOCAL',
        source_name: 'x',
        status: 'FINISHED',
      }),
      post('runs/create', {}),
      post('runs/create', { experiment_id: '' }),
      post('runs/create', { experiment_id: 0 }),
      get('runs/get', { run_id: '{run}' }),
    ],
  },
];

function inputs(fields: Readonly<Record<string, unknown>>, tags: readonly unknown[] = []): Request {
  const dataset = { name: 'n', digest: 'd', source_type: 's', source: 'x', ...fields };
  return post('runs/log-inputs', { run_id: '{run}', datasets: [{ dataset, tags }] });
}
