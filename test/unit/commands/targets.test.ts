import { expect, test } from 'vitest';
import { runsOf, versionsOf } from '../../../src/commands/targets.ts';

const ref = (runId: string) => ({ folder: 'file:///work', runId });
const item = (runId: string) => ({ kind: 'run', ref: ref(runId), summary: {} });
const version = (id: string) => ({ kind: 'version', id });

test('a command from a menu is about the whole selection, else about the item it was opened on', () => {
  expect(runsOf([item('a'), [item('a'), item('b')]])).toEqual([ref('a'), ref('b')]);
  expect(runsOf([item('a')])).toEqual([ref('a')]);
  expect(runsOf([item('a'), undefined])).toEqual([ref('a')]);
  expect(runsOf([item('a'), []])).toEqual([ref('a')]);
});

test('our own code names runs by reference, one or a list', () => {
  expect(runsOf([ref('a')])).toEqual([ref('a')]);
  expect(runsOf([[ref('a'), ref('b')]])).toEqual([ref('a'), ref('b')]);
});

test("the panel's native menus name the run of the cell they were opened on", () => {
  const column = { webview: 'promptrail.compare', webviewSection: 'runHeader', run: ref('a') };
  const cell = { webviewSection: 'promptCell', run: ref('b'), baseline: ref('a'), prompt: 'prompt_template' };
  expect(runsOf([column])).toEqual([ref('a')]);
  expect(runsOf([cell])).toEqual([ref('b')]);
});

test('a command from the palette, and items that are no runs, name none', () => {
  const none = [[], [undefined], [null], ['a'], [{ kind: 'experiment' }], [{ ref: 'a' }], [{ folder: 1, runId: 'a' }]];
  expect(none.map((args) => runsOf(args))).toEqual(none.map(() => []));
  expect(runsOf([item('a'), [item('a'), { kind: 'more' }, item('b')]])).toEqual([ref('a'), ref('b')]);
});

test('references carry nothing but the folder and the id', () => {
  expect(runsOf([{ ...ref('a'), runName: 'nightly' }])).toEqual([ref('a')]);
});

test('versions come from the selection, else from the item; other items are left out', () => {
  const [one, two] = [version('1'), version('2')];
  expect(versionsOf([one, [one, { kind: 'model' }, two]])).toEqual([one, two]);
  expect(versionsOf([one])).toEqual([one]);
  expect(versionsOf([])).toEqual([]);
  expect(versionsOf([{ kind: 'run' }])).toEqual([]);
});
