import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { openStore } from '../../fixtures/tempStore.ts';

const missing = (message: string) => expect.objectContaining({ code: 'RESOURCE_DOES_NOT_EXIST', message });

/** A model "m" with this many versions, made at 10, 20 ... */
function withVersions(count: number): Store {
  const store = openStore();
  store.registry.create('m', { now: 1 });
  for (let version = 1; version <= count; version++) {
    store.registry.versions.create({ name: 'm', source: `s${version}`, runId: `r${version}`, now: version * 10 });
  }
  return store;
}

const numbers = (store: Store): string =>
  store.registry.versions
    .ofName('m')
    .map((version) => version.version)
    .join(' ');

describe('A registered model', () => {
  test('has a description, tags and times', () => {
    const { registry } = openStore();
    const model = registry.create('m', { description: 'd', tags: [{ key: 'k', value: 'v' }], now: 5 });
    expect(model).toEqual({
      name: 'm',
      description: 'd',
      creationTimestamp: 5,
      lastUpdatedTimestamp: 5,
      tags: [{ key: 'k', value: 'v' }],
      aliases: [],
      latestVersions: [],
    });
    expect(registry.setDescription('m', 'e', 6)).toMatchObject({ description: 'e', lastUpdatedTimestamp: 6 });
    registry.setTag('m', 'k', 'w');
    expect(registry.get('m').tags).toEqual([{ key: 'k', value: 'w' }]);
    registry.deleteTag('m', 'k');
    registry.deleteTag('m', 'k');
    expect(registry.get('m').tags).toEqual([]);
  });

  test('needs a name of its own', () => {
    const { registry } = openStore();
    registry.create('a');
    registry.create('b');
    const taken = { code: 'RESOURCE_ALREADY_EXISTS', message: 'Registered Model (name=a) already exists.' };
    expect(() => registry.create('a')).toThrow(expect.objectContaining(taken));
    expect(() => registry.rename('b', 'a')).toThrow(expect.objectContaining(taken));
    expect(() => registry.get('c')).toThrow(missing('Registered Model with name=c not found'));
    expect(registry.names()).toEqual(['a', 'b']);
  });

  test('keeps its versions, their tags and its aliases under a new name, and goes on counting', () => {
    const { registry } = withVersions(2);
    registry.setTag('m', 'k', 'v');
    registry.setAlias('m', 'champion', '1');
    registry.versions.setTag('m', '1', 'vk', 'vv');
    const renamed = registry.rename('m', 'n', 99);
    expect(renamed).toMatchObject({ tags: [{ key: 'k', value: 'v' }], aliases: [{ alias: 'champion', version: '1' }] });
    expect(registry.versions.get('n', '1')).toMatchObject({
      tags: [{ key: 'vk', value: 'vv' }],
      aliases: ['champion'],
    });
    expect(registry.versions.create({ name: 'n', source: 's' }).version).toBe('3');
    expect(registry.find('m')).toBeUndefined();
  });

  test('takes all that is its own with it when it is deleted', () => {
    const { registry } = withVersions(1);
    registry.setAlias('m', 'champion', '1');
    registry.delete('m');
    expect(() => registry.versions.get('m', '1')).toThrow(missing('Model Version (name=m, version=1) not found'));
    registry.create('m');
    expect([registry.get('m').aliases, registry.versions.ofName('m')]).toEqual([[], []]);
  });
});

describe('A model version', () => {
  test('is ready at once and keeps what it was made of', () => {
    const { registry } = openStore();
    registry.create('m', { now: 1 });
    const version = registry.versions.create({
      name: 'm',
      source: 'models:/m-1',
      storageLocation: 'mlflow-artifacts:/0/models/m-1/artifacts',
      runId: 'r',
      modelId: 'm-1',
      runLink: 'http://example.com/run',
      description: 'd',
      tags: [{ key: 'k', value: 'v' }],
      now: 5,
    });
    expect(version).toEqual({
      name: 'm',
      version: '1',
      creationTimestamp: 5,
      lastUpdatedTimestamp: 5,
      stage: 'None',
      description: 'd',
      userId: '',
      source: 'models:/m-1',
      storageLocation: 'mlflow-artifacts:/0/models/m-1/artifacts',
      runId: 'r',
      modelId: 'm-1',
      runLink: 'http://example.com/run',
      status: 'READY',
      statusMessage: null,
      tags: [{ key: 'k', value: 'v' }],
      aliases: [],
    });
    expect([registry.get('m').lastUpdatedTimestamp, registry.versions.ofRun('r')]).toEqual([5, [version]]);
    const unknown = missing('Registered Model with name=x not found');
    expect(() => registry.versions.create({ name: 'x', source: 's' })).toThrow(unknown);
  });

  test('never gets the number of a deleted one', () => {
    const store = withVersions(3);
    store.registry.versions.delete('m', '3');
    store.registry.versions.delete('m', '1');
    store.registry.versions.create({ name: 'm', source: 's' });
    expect(numbers(store)).toBe('4 2');
    for (const version of ['3', 'x', '-1', '']) {
      const text = `Model Version (name=m, version=${version}) not found`;
      expect(() => store.registry.versions.get('m', version)).toThrow(missing(text));
    }
  });

  test('bumps its time with every change of it, and the model changes with its stage', () => {
    const { registry } = withVersions(1);
    const { versions } = registry;
    const times = () => [versions.get('m', '1').lastUpdatedTimestamp, registry.get('m').lastUpdatedTimestamp];
    versions.setDescription('m', '1', 'd', 100);
    const described = times();
    versions.setTag('m', '1', 'k', 'v', 200);
    versions.deleteTag('m', '1', 'k', 300);
    const tagged = times();
    versions.setStage('m', '1', 'Staging', false, 400);
    expect([described, tagged, times()]).toEqual([
      [100, 10],
      [300, 10],
      [400, 400],
    ]);
  });

  test('moves to a stage, and the others of that stage into the archive if asked', () => {
    const store = withVersions(4);
    const { registry } = store;
    registry.versions.setStage('m', '1', 'Production', false);
    registry.versions.setStage('m', '2', 'Production', false);
    registry.versions.setStage('m', '3', 'Production', true);
    const stages = registry.versions.ofName('m').map(({ version, stage }) => `${version} ${stage}`);
    expect(stages).toEqual(['4 None', '3 Production', '2 Archived', '1 Archived']);
    expect(registry.get('m').latestVersions.map((version) => version.version)).toEqual(['2', '3', '4']);
  });
});

describe('An alias', () => {
  test('points at one version and moves to another', () => {
    const { registry } = withVersions(2);
    registry.setAlias('m', 'champion', '1');
    registry.setAlias('m', 'champion', '2', 70);
    expect(registry.get('m')).toMatchObject({
      aliases: [{ alias: 'champion', version: '2' }],
      lastUpdatedTimestamp: 70,
    });
    expect(registry.byAlias('m', 'champion')?.version).toBe('2');
    const unknown = missing('Model Version (name=m, version=9) not found');
    expect(() => registry.setAlias('m', 'champion', '9')).toThrow(unknown);
  });

  test('"latest" is the highest version over all stages', () => {
    const { registry } = withVersions(2);
    registry.versions.setStage('m', '1', 'Production', false);
    expect([registry.byAlias('m', 'latest')?.version, registry.byAlias('m', 'LATEST')?.version]).toEqual(['2', '2']);
  });

  test('goes with its version, and may be missing', () => {
    const { registry } = withVersions(2);
    registry.setAlias('m', 'champion', '1');
    registry.versions.delete('m', '1');
    registry.deleteAlias('m', 'champion');
    expect([registry.get('m').aliases, registry.byAlias('m', 'champion')]).toEqual([[], undefined]);
    expect(() => registry.byAlias('x', 'champion')).toThrow(missing('Registered Model with name=x not found'));
  });
});
