import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { openStore } from '../../fixtures/tempStore.ts';

const names = (store: Store, view?: 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL'): string =>
  store.experiments
    .list(view)
    .map((experiment) => experiment.name)
    .join(' ');

test('An experiment gets the next id, its own artifact folder and its tags', () => {
  const { experiments } = openStore();
  const id = experiments.create('sentiment', { tags: [{ key: 'team', value: 'nlp' }], now: 5 });
  expect(experiments.get(id)).toEqual({
    experimentId: '1',
    name: 'sentiment',
    artifactLocation: 'mlflow-artifacts:/1',
    lifecycleStage: 'active',
    creationTime: 5,
    lastUpdateTime: 5,
    tags: [{ key: 'team', value: 'nlp' }],
  });
  expect(experiments.findByName('sentiment')).toEqual(experiments.get('1'));
  expect(experiments.findByName('other')).toBeUndefined();
});

test('A name in use is refused, on creation and renaming, even when its experiment is deleted', () => {
  const { experiments } = openStore();
  experiments.create('a');
  experiments.create('b');
  experiments.delete('1');
  const taken = { code: 'RESOURCE_ALREADY_EXISTS', message: 'Experiment(name=a) already exists.' };
  expect(() => experiments.create('a')).toThrow(expect.objectContaining(taken));
  expect(() => experiments.rename('2', 'a')).toThrow(expect.objectContaining(taken));
  experiments.rename('2', 'b', 9);
  expect(experiments.get('2')).toMatchObject({ name: 'b', lastUpdateTime: 9 });
});

test('The ids of deleted experiments are not given again, and unknown ids are said to be so', () => {
  const { experiments } = openStore();
  experiments.delete(experiments.create('a'));
  expect(experiments.create('b')).toBe('2');
  for (const id of ['77', 'abc', '-1', '99999999999999999999']) {
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST', message: `No Experiment with id=${id} exists` };
    expect(() => experiments.get(id)).toThrow(expect.objectContaining(missing));
  }
});

test('Deleting hides an experiment and its runs, restoring brings them back', () => {
  const store = openStore();
  const { experiments, runs } = store;
  const id = experiments.create('a');
  const { runId } = runs.create({ experimentId: id }).info;
  const stages = () => [experiments.get(id).lifecycleStage, runs.info(runId).lifecycleStage];
  experiments.delete(id);
  expect([stages(), names(store), names(store, 'DELETED_ONLY'), names(store, 'ALL')]).toEqual([
    ['deleted', 'deleted'],
    'Default',
    'a',
    'a Default',
  ]);
  expect(() => experiments.delete(id)).toThrow('No Experiment with id=1 exists');
  expect(() => experiments.setTag(id, 'k', 'v')).toThrow("The experiment 1 must be in the 'active' state.");
  expect(() => runs.create({ experimentId: id })).toThrow("must be in the 'active' state. Current state is deleted.");
  experiments.restore(id);
  expect(stages()).toEqual(['active', 'active']);
  expect(() => experiments.restore(id)).toThrow('No Experiment with id=1 exists');
});

test('A tag is overwritten, and deleted once', () => {
  const { experiments } = openStore();
  experiments.setTag('0', 'k', 'old');
  experiments.setTag('0', 'k', '');
  expect(experiments.get('0').tags).toEqual([{ key: 'k', value: '' }]);
  experiments.deleteTag('0', 'k');
  expect(experiments.get('0').tags).toEqual([]);
  expect(() => experiments.deleteTag('0', 'k')).toThrow('No tag with name: k in experiment with id 0');
});

test('Several experiments are read in the order asked for', () => {
  const { experiments } = openStore();
  for (const name of ['a', 'b', 'c']) experiments.create(name);
  expect(experiments.getMany([3, 99, 0, 1]).map((experiment) => experiment.name)).toEqual(['c', 'Default', 'a']);
});
