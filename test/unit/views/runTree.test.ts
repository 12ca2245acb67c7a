import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { ExperimentNode, RunsNode, TreeFolder } from '../../../src/views/runNodes.ts';
import { PAGE_SIZE, RunTree } from '../../../src/views/runTree.ts';
import { openStore } from '../../fixtures/tempStore.ts';

const folderOf = (store: Store | undefined): TreeFolder => ({
  id: 'file:///work',
  name: 'work',
  store: { current: store },
});

/** Runs named run 1, run 2 ... in an experiment of their own; returns their ids in that order. */
function logRuns(store: Store, experiment: string, count: number): readonly string[] {
  const experimentId = store.experiments.create(experiment);
  return store.write(() =>
    Array.from({ length: count }, (_, index) => {
      const runName = `run ${index + 1}`;
      return store.runs.create({ experimentId, runName, startTime: index + 1 }).info.runId;
    }),
  );
}

/** One line an item; long stretches of runs are cut to their ends. */
function picture(nodes: readonly RunsNode[]): readonly string[] {
  const names = nodes.map((node) => {
    if (node.kind === 'experiment') return `${node.experiment.name} (${node.runs})`;
    if (node.kind === 'more') return `load more: ${node.parent.runs - node.parent.shown} left`;
    return node.kind === 'run' ? node.summary.runName : node.folder.name;
  });
  return names.length <= 5 ? names : [...names.slice(0, 2), `... ${names.length - 4} more ...`, ...names.slice(-2)];
}

function onlyExperiment(tree: RunTree, folder: TreeFolder): ExperimentNode {
  const [experiment] = tree.experiments(folder);
  if (!experiment) throw new Error('There is no experiment.');
  return experiment;
}

test('a long experiment is shown page by page, newest first, until nothing is left', () => {
  const store = openStore();
  logRuns(store, 'nightly', 1201);
  const folder = folderOf(store);
  const tree = new RunTree(() => []);
  const experiment = onlyExperiment(tree, folder);

  expect(picture(tree.runs(experiment))).toEqual([
    'run 1201',
    'run 1200',
    '... 497 more ...',
    'run 702',
    'load more: 701 left',
  ]);
  tree.showMore(experiment);
  expect(picture(tree.runs(experiment)).slice(-2)).toEqual(['run 202', 'load more: 201 left']);
  tree.showMore(experiment);
  expect(picture(tree.runs(experiment))).toEqual(['run 1201', 'run 1200', '... 1197 more ...', 'run 2', 'run 1']);
});

test('what was loaded stays loaded when runs arrive, and every item stays the same object', () => {
  const store = openStore();
  const [first = ''] = logRuns(store, 'nightly', PAGE_SIZE + 1);
  const folder = folderOf(store);
  const tree = new RunTree(() => []);
  const experiment = onlyExperiment(tree, folder);
  tree.showMore(experiment);
  const before = tree.runs(experiment);

  const { experimentId } = experiment;
  store.runs.create({ experimentId, runName: 'just now', startTime: 9999 });
  store.runs.update(first, { runName: 'the first' });

  expect(onlyExperiment(tree, folder)).toBe(experiment);
  const after = tree.runs(experiment);
  expect(picture(after)).toEqual(['just now', 'run 501', '... 498 more ...', 'run 2', 'the first']);
  expect(after.slice(1).every((node, index) => node === before[index])).toBe(true);
});

test('finding a run far down shows as many pages as it takes', () => {
  const store = openStore();
  const ids = logRuns(store, 'nightly', 1201);
  const folder = folderOf(store);
  const tree = new RunTree(() => []);
  const [oldest = ''] = ids;
  const newest = ids.at(-1) ?? '';

  expect(tree.find(folder, { folder: folder.id, runId: newest })?.summary.runName).toBe('run 1201');
  expect(onlyExperiment(tree, folder).shown).toBe(PAGE_SIZE);

  const found = tree.find(folder, { folder: folder.id, runId: oldest });
  expect(found?.summary.runName).toBe('run 1');
  expect(tree.runs(onlyExperiment(tree, folder)).at(-1)).toBe(found);
});

test('a run is found only where it is shown: deleted ones among the deleted', () => {
  const store = openStore();
  const [runId = ''] = logRuns(store, 'nightly', 2);
  const folder = folderOf(store);
  const tree = new RunTree(() => []);
  store.runs.delete(runId);

  expect(tree.find(folder, { folder: folder.id, runId })).toBeUndefined();
  tree.show('DELETED_ONLY');
  expect(tree.find(folder, { folder: folder.id, runId })?.summary.runName).toBe('run 1');
  expect(tree.find(folder, { folder: folder.id, runId: 'f'.repeat(32) })).toBeUndefined();
});

test('empty experiments show when somebody made them, and never among deleted runs', () => {
  const store = openStore();
  store.experiments.create('empty');
  const [runId = ''] = logRuns(store, 'nightly', 2);
  store.runs.delete(runId);
  const folder = folderOf(store);
  const tree = new RunTree(() => []);

  expect(picture(tree.experiments(folder)).toSorted()).toEqual(['empty (0)', 'nightly (1)']);
  tree.show('DELETED_ONLY');
  expect(picture(tree.experiments(folder))).toEqual(['nightly (1)']);
});

test('a folder without a store has nothing to show', () => {
  const folder = folderOf(undefined);
  const tree = new RunTree(() => []);
  expect(tree.experiments(folder)).toEqual([]);
  expect(tree.find(folder, { folder: folder.id, runId: 'f'.repeat(32) })).toBeUndefined();
});

test("the user's headline metrics are shown in their order", () => {
  const store = openStore();
  const [runId = ''] = logRuns(store, 'nightly', 1);
  const metrics = Object.entries({ a: 1, b: 2, c: 3 }).map(([key, value]) => ({ key, value, step: 0, timestamp: 0 }));
  store.runLog.log(runId, { metrics });
  const folder = folderOf(store);
  const tree = new RunTree(() => ['c', 'a']);

  const [node] = tree.runs(onlyExperiment(tree, folder));
  expect(node?.kind === 'run' && node.summary.metrics.map(({ key }) => key)).toEqual(['c', 'a']);
});

test('a filter keeps the runs that satisfy it, counted and paged like all; empty experiments are away', () => {
  const store = openStore();
  const ids = logRuns(store, 'nightly', PAGE_SIZE + 3);
  logRuns(store, 'other', 2);
  store.experiments.create('empty');
  const score = (value: number) => ({ metrics: [{ key: 'score', value, step: 0, timestamp: 0 }] });
  store.write(() => ids.forEach((id, index) => store.runLog.log(id, score(index))));
  store.runLog.log(ids.at(-1) ?? '', { params: [{ key: 'animal', value: 'zebra' }] });
  const folder = folderOf(store);
  const tree = new RunTree(() => []);
  const pictures = (filter: string) => {
    tree.filterBy(filter);
    const experiments = tree.experiments(folder);
    return [...picture(experiments), ...experiments.flatMap((experiment) => picture(tree.runs(experiment)))];
  };

  expect(pictures('metrics.score >= 1')).toEqual([
    'nightly (502)',
    'run 503',
    'run 502',
    '... 497 more ...',
    'run 4',
    'load more: 2 left',
  ]);
  expect(pictures("metrics.score < 2 AND run_name LIKE 'run %'")).toEqual(['nightly (2)', 'run 2', 'run 1']);
  expect(pictures('ZEBRA run')).toEqual(['nightly (1)', 'run 503']);
  expect(pictures("tags.none = 'x'")).toEqual([]);
  expect(pictures('')).toEqual(expect.arrayContaining(['empty (0)', 'other (2)', 'nightly (503)']));
});

test('finding a run goes to its page among the runs that the filter keeps, and finds no other run', () => {
  const store = openStore();
  const ids = logRuns(store, 'nightly', PAGE_SIZE + 2);
  const folder = folderOf(store);
  const tree = new RunTree(() => []);
  tree.filterBy("run_name != 'run 2'");
  expect(tree.find(folder, { folder: folder.id, runId: ids[1] ?? '' })).toBeUndefined();
  const first = tree.find(folder, { folder: folder.id, runId: ids[0] ?? '' });
  expect([first?.summary.runName, first?.parent.shown]).toEqual(['run 1', 2 * PAGE_SIZE]);
});
