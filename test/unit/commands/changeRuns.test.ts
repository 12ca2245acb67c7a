import { expect, test } from 'vitest';
import { changeRuns } from '../../../src/commands/changeRuns.ts';
import { openStore } from '../../fixtures/tempStore.ts';

test('many runs of several folders are changed in one transaction for each store, or not at all', () => {
  const stores = new Map(['file:///a', 'file:///b'].map((folder) => [folder, openStore()]));
  const storeOf = ({ folder }: { readonly folder: string }) => stores.get(folder) ?? expect.fail(folder);
  const refs = [...stores].flatMap(([folder, store]) =>
    ['one', 'two'].map((runName) => ({ folder, runId: store.runs.create({ experimentId: '0', runName }).info.runId })),
  );
  const announced: string[] = [];
  for (const [folder, store] of stores) store.onDidChange(() => announced.push(folder));

  changeRuns({ storeOf }, refs, (runs, runId) => runs.delete(runId));
  const stages = () => refs.map((ref) => storeOf(ref).runs.info(ref.runId).lifecycleStage);
  expect([stages(), announced]).toEqual([Array(4).fill('deleted'), ['file:///a', 'file:///b']]);

  const gone = { folder: 'file:///a', runId: 'gone' };
  expect(() => changeRuns({ storeOf }, [...refs, gone], (runs, runId) => runs.restore(runId))).toThrow('gone');
  expect([stages(), announced.length]).toEqual([Array(4).fill('deleted'), 2]);
});
