import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLIENTS, newWorkspace, PROGRAMS } from './client.ts';

const last = (stdout: string): unknown => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

test('What either client traces comes back span by span, and is found; both share one store', async () => {
  const workspace = await newWorkspace();
  for (const client of CLIENTS) {
    const { stdout, complaints } = await workspace.run(client, join(PROGRAMS, 'traces_log.py'));
    expect(complaints).toEqual([]);
    expect(last(stdout)).toEqual({
      read: Array(9).fill(true),
      found: true,
      'newest first': true,
      page: 3,
      ok: [...(Array(6).fill('ask') as string[]), 'by hand', 'stream'],
      failed: ['ERROR', 'ValueError: böse'],
      'of run': ['ask'],
      'by name': ['by hand'],
      frame: 9,
      tags: ['y', null],
      deleted: 1,
      left: 8,
    });
  }
  const found = (filter: string) =>
    workspace.store.traceSearch.find({ experimentIds: ['1', '2'], filter }).items.map((trace) => trace.state);
  expect(found("status = 'OK'")).toHaveLength(14);
  expect(found("status != 'OK'")).toEqual(['ERROR', 'ERROR']);
  // Filters look into the spans of MLflow 3; a file of MLflow 2 is its client's to read.
  expect(found("span.type = 'RETRIEVER' AND trace.text LIKE '%漢字%'")).toHaveLength(6);
});

test('mlflow.genai.evaluate ends with its metrics on the run, its traces linked and its assessments kept', async () => {
  const workspace = await newWorkspace();
  const { stdout, complaints } = await workspace.run('mlflow3', join(PROGRAMS, 'traces_evaluate.py'));
  expect(complaints).toEqual([]);
  const explained = (question: string) => ['explained', 'yes', 'CODE', `${question} gave ${question.toUpperCase()}`];
  const row = (question: string, expected: string, exact: boolean) => [
    ['exact', exact, 'CODE', null],
    ['expected_response', expected, 'HUMAN', null],
    // By the first evaluation, and by the one of its traces.
    explained(question),
    explained(question),
    ['length', question.length, 'CODE', null],
  ];
  const metrics = { 'exact/mean': 0.667, 'explained/mean': 1, 'length/mean': 1.333 };
  expect(last(stdout)).toEqual({
    status: 'FINISHED',
    metrics: [metrics, { 'exact/mean': 0.333 }, { 'explained/mean': 1 }, { 'turns/mean': 2 }],
    'on the run': metrics,
    traces: [3, 3, 3, 4],
    assessments: [row('c', 'x', false), row('a', 'A', true), row('bb', 'BB', true)],
    'scored above 1': 1,
    'of a session': 2,
    overridden: [
      ['broken', null, true],
      ['facts', ['b'], null],
      ['tone', { warmth: 3 }, false],
      ['tone', { warmth: 5 }, true],
    ],
    restored: [
      ['broken', null, true],
      ['facts', ['b'], null],
      ['tone', { warmth: 3 }, true],
    ],
    error: ['ValueError'],
  });
  const { store } = workspace;
  const [experiment] = store.experiments.list().filter(({ name }) => name === 'evaluated');
  const prompted = { experimentIds: [experiment?.experimentId ?? ''], filter: "prompt = 'greeting/1'" };
  // The client links prompts on a thread of its own, which its end waits for.
  expect(store.traceSearch.find(prompted).items.length).toBe(1);
});
