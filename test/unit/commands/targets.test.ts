import { expect, test } from 'vitest';
import { contextOf, runsOf, subjectsOf, versionsOf } from '../../../src/commands/targets.ts';
import type { Subject } from '../../../src/model/subject.ts';

const folder = 'file:///work';
const ref = (runId: string) => ({ folder, runId });
const run = (runId: string): Subject => ({ kind: 'run', folder, runId });
const item = (runId: string) => ({ kind: 'run', ref: ref(runId), summary: {} });
const registered: Subject = { kind: 'modelVersion', folder, name: 'sentiment', version: '3' };
const logged: Subject = { kind: 'loggedVersion', folder, name: 'analyzer', version: 2 };
/** Items of the Models view. */
const version = (model: string, own: object) => ({
  kind: 'version',
  id: model,
  folder: { id: folder },
  model,
  version: own,
});
const loggedItem = version('analyzer', { name: 'analyzer', version: 2, artifactUri: 'mlflow-artifacts:/1/m' });
const registeredItem = version('sentiment', { name: 'sentiment', version: '3' });

test('a command from a menu is about the whole selection, else about the item it was opened on', () => {
  expect(runsOf([item('a'), [item('a'), item('b')]])).toEqual([ref('a'), ref('b')]);
  expect(runsOf([item('a')])).toEqual([ref('a')]);
  expect(runsOf([item('a'), undefined])).toEqual([ref('a')]);
  expect(runsOf([item('a'), []])).toEqual([ref('a')]);
});

test('our own code names runs by reference and subjects as they are, one or a list', () => {
  expect(runsOf([ref('a')])).toEqual([ref('a')]);
  expect(runsOf([[ref('a'), run('b')]])).toEqual([ref('a'), ref('b')]);
  expect(subjectsOf([[registered, ref('a'), logged]])).toEqual([registered, run('a'), logged]);
});

test('any mix of selected items is a list of columns', () => {
  const mixed = [loggedItem, registeredItem, item('a'), { kind: 'model' }];
  expect(subjectsOf([loggedItem, mixed])).toEqual([logged, registered, run('a')]);
  expect(runsOf([loggedItem, mixed])).toEqual([ref('a')]);
});

test("the panel's native menus name the column they were opened on", () => {
  const head = { webview: 'promptrail.compare', webviewSection: 'columnHeader', subject: registered };
  const cell = { webviewSection: 'promptCell', subject: run('b'), baseline: run('a'), prompt: 'param:x' };
  expect([subjectsOf([head]), runsOf([head])]).toEqual([[registered], []]);
  expect(runsOf([cell])).toEqual([ref('b')]);
  expect(subjectsOf([{ webviewSection: 'metricRow', metric: 'loss' }])).toEqual([]);
});

test('a part of a panel is known to the commands of that part alone', () => {
  const row = { webview: 'promptrail.compare', webviewSection: 'paramRow', param: 'greeting', isPrompt: true };
  expect(contextOf([row], 'paramRow')).toEqual({ webviewSection: 'paramRow', param: 'greeting', isPrompt: true });
  expect(contextOf([row], 'metricRow')).toBeUndefined();
  expect(contextOf([], 'paramRow')).toBeUndefined();
});

test('a command from the palette, and items that are no runs, name none', () => {
  const none = [[], [undefined], [null], ['a'], [{ kind: 'experiment' }], [{ ref: 'a' }], [{ folder: 1, runId: 'a' }]];
  expect(none.map((args) => subjectsOf(args))).toEqual(none.map(() => []));
  expect(runsOf([item('a'), [item('a'), { kind: 'more' }, item('b')]])).toEqual([ref('a'), ref('b')]);
});

test('references carry nothing but the folder and the id', () => {
  expect(runsOf([{ ...ref('a'), runName: 'nightly' }])).toEqual([ref('a')]);
});

test('versions come from the selection, else from the item; other items are left out', () => {
  expect(versionsOf([loggedItem, [loggedItem, { kind: 'model' }, registeredItem]])).toEqual([
    loggedItem,
    registeredItem,
  ]);
  expect(versionsOf([loggedItem])).toEqual([loggedItem]);
  expect(versionsOf([])).toEqual([]);
  expect(versionsOf([{ kind: 'run' }])).toEqual([]);
});
