import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLIENTS, newWorkspace, PROGRAMS } from './client.ts';

test.each(CLIENTS)('%s: every call of the fluent API arrives and comes back', async (client) => {
  const workspace = await newWorkspace();
  const { stdout, complaints } = await workspace.run(client, join(PROGRAMS, 'log_everything.py'));
  expect(complaints).toEqual([]);
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
    params: 151,
    metrics: 1201,
    step: 2 ** 53,
    tags: { start: 'tag', note: 'line\nbreak', été: '漢字', empty: '' },
    loss: [
      [0, '1.0'],
      [1, 'nan'],
      [2, 'inf'],
      [3, '-inf'],
      [4, '-0.5'],
    ],
    datasets: [['questions', [['mlflow.data.context', 'eval']]]],
    text: 'héllo',
    dict: { k: [1, { x: null }] },
    table: { q: ['x', 'x2'], a: ['y', 'y2'] },
    tree: {
      'big.bin': 8_000_000,
      'single/empty': 0,
      'tree/big.bin': 8_000_000,
      'tree/empty': 0,
      'tree/sub/100%+.bin': 256,
    },
    bytes: true,
    parent: true,
    failed: 'FAILED',
    conflict: 'INVALID_PARAMETER_VALUE',
    found: ['parent'],
    versions: ['1', '2'],
    models: ['echo'],
    description: 'the first',
    predictions: [['x'], ['x']],
  });

  const { store } = workspace;
  const parent = store.runs.findByUniqueName('parent');
  const step = store.runLog.history(parent?.info.runId ?? '', 'm0003').items[0]?.step;
  expect(step).toBe(2n ** 53n + 1n);
  const registered = store.loggedVersions.ofName('echo').map(({ version, registered: made }) => [version, made]);
  expect(registered).toEqual([
    [2, [{ name: 'echo', version: '2', aliases: [] }]],
    [1, [{ name: 'echo', version: '1', aliases: ['champion'] }]],
  ]);
  expect(store.runs.findByUniqueName('failing')?.info.status).toBe('FAILED');
});

test.each(CLIENTS)('%s: prompts are registered, found and loaded, and stay apart from models', async (client) => {
  const workspace = await newWorkspace();
  const { stdout, complaints } = await workspace.run(client, join(PROGRAMS, 'log_prompts.py'));
  expect(complaints).toEqual([]);
  const byNumberOrAlias = [
    [2, true],
    [1, false],
    [1, false],
  ];
  // Only MLflow 3 loads the latest version of a prompt by its bare name.
  const latest = [
    [2, true],
    [2, true],
  ];
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
    versions: [1, 2],
    loaded: client === 'mlflow3' ? [...byNumberOrAlias, ...latest] : byNumberOrAlias,
    variables: ['count', 'text'],
    formatted: 'Summarize it in 3 words.',
    missing: null,
    found: ['summary'],
    models: [],
  });
  const [second, first] = workspace.store.registry.versions.ofName('summary');
  const textOf = (version: typeof first) => version?.tags.find((tag) => tag.key === 'mlflow.prompt.text')?.value;
  expect([textOf(first), textOf(second)]).toEqual([
    'Summarize {{ text }} in {{ count }} words.',
    'Summarize {{ text }} in {{ count }} words. Be brief.',
  ]);
});
