import { writeFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { PROMPT_TAG, PROMPT_TEXT_TAG } from '../../../../src/model/models.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import type { Subject } from '../../../../src/model/subject.ts';
import { artifactPath } from '../../../../src/store/artifacts.ts';
import { filePlaces, listFiles, withDigests } from '../../../../src/store/snapshot/files.ts';
import { locateArtifact, readSnapshot } from '../../../../src/store/snapshot/readSnapshot.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

let store: Store;
let runId: string;
let folder: string;

beforeEach(() => {
  store = openStore();
  const { info } = store.runs.create({ experimentId: '0', runName: 'v1' });
  runId = info.runId;
  folder = artifactPath(info.artifactUri);
});

const run = (): Subject => ({ kind: 'run', folder: '', runId });
const read = async (subject: Subject): Promise<Snapshot> => {
  const snapshot = await readSnapshot(store, subject);
  if (!snapshot) throw new Error('There is no such thing.');
  return snapshot;
};
const pathsOf = ({ artifacts }: Snapshot): readonly string[] => artifacts.map((file) => file.path);

/** A model of an MLflow 2 client: a folder of its run. */
async function logFolder(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const { experimentId, artifactUri: root } = store.runs.info(runId);
  const artifactUri = name === '' ? root : `${root}/${name}`;
  for (const [file, content] of Object.entries(files)) {
    await store.artifacts.write(`${artifactPath(artifactUri)}/${file}`, content);
  }
  store.loggedVersions.add({ name, modelId: null, runId, experimentId, artifactUri, now: 1 });
  return artifactUri;
}

describe('a model whose files are hostile', () => {
  test('is read as far as it can be where YAML holds itself', async () => {
    await logFolder('m', {
      MLmodel: 'flavors: &a {python_function: {config: *a}, other: *a}',
      'conda.yaml': 'dependencies: &a [*a, numpy]',
      'python_env.yaml': '&a {python: *a, dependencies: [*a]}',
      'ask.prompty': '---\nmodel: &a {api: *a}\n---\nAnswer {{question}}\n',
    });
    const { models, prompts } = await read(run());
    expect(models[0]?.parts).toEqual({ flavors: [], modelConfig: null, codePaths: [], dependencies: [] });
    expect(prompts).toEqual([
      { id: 'file:m/ask.prompty', name: 'm/ask.prompty', text: 'Answer {{question}}\n', origin: 'file' },
    ]);
  });

  test('costs no time for blanks without end', async () => {
    await logFolder('m', {
      MLmodel: 'flavors: {}',
      'requirements.txt': `numpy${' '.repeat(400_000)}\n${'\n'.repeat(400_000)}pandas \\\n  >=2`,
    });
    expect((await read(run())).models[0]?.parts?.dependencies.map(({ line }) => line)).toEqual(['numpy', 'pandas >=2']);
  });

  test('shows nothing that a link in it leads to', async () => {
    await logFolder('m', { MLmodel: 'flavors: {python_function: {config: link/secret.yaml, code: link}}' });
    const place = await store.artifacts.locate(`${folder}/m`);
    writeFileSync(path.join(place, '..', '..', 'secret.yaml'), 'token: 1');
    symlinkSync('../..', path.join(place, 'link'));
    symlinkSync('../../secret.yaml', path.join(place, 'requirements.txt'));
    const snapshot = await read(run());
    expect(snapshot.models[0]?.parts).toMatchObject({ modelConfig: null, codePaths: [], dependencies: [] });
    expect(pathsOf(snapshot)).toEqual(['m/MLmodel']);
  });
});

describe('files', () => {
  test('that go while they are read have no digest', async () => {
    await store.artifacts.write(`${folder}/gone.txt`, 'a');
    await store.artifacts.write(`${folder}/stays.txt`, 'b');
    const { files } = await listFiles(store, filePlaces(store.runs.get(runId), []));
    rmSync(await store.artifacts.locate(`${folder}/gone.txt`));
    const digests = (await withDigests(store, files)).map(({ path: file, sha256 }) => [file, sha256 !== null]);
    expect(digests).toEqual([
      ['gone.txt', false],
      ['stays.txt', true],
    ]);
  });

  test('of a model that is the whole folder of its run are listed once, also of the version alone', async () => {
    await logFolder('', { MLmodel: 'flavors: {}' });
    expect(pathsOf(await read(run()))).toEqual(['MLmodel']);
    const version: Subject = { kind: 'loggedVersion', folder: '', name: '', version: 1 };
    expect(pathsOf(await read(version))).toEqual(['MLmodel']);
    await expect(locateArtifact(store, version, 'MLmodel')).resolves.toContain('MLmodel');
  });

  test('of a folder logged under a path stand under that path in the run and in the version', async () => {
    await logFolder('models/deep', { MLmodel: 'flavors: {}' });
    const version: Subject = { kind: 'loggedVersion', folder: '', name: 'models/deep', version: 1 };
    expect(pathsOf(await read(run()))).toEqual(['models/deep/MLmodel']);
    expect(pathsOf(await read(version))).toEqual(['models/deep/MLmodel']);
  });
});

describe('a registered version', () => {
  const subject: Subject = { kind: 'modelVersion', folder: '', name: 'registered', version: '1' };
  const register = (storageLocation: string, modelId?: string): void => {
    store.registry.create('registered');
    store.registry.versions.create({
      name: 'registered',
      source: 'x',
      storageLocation,
      runId,
      ...(modelId !== undefined && { modelId }),
    });
  };

  test('of a folder that no client called a model shows what its files say', async () => {
    await store.artifacts.write(`${folder}/uploaded/MLmodel`, 'flavors: {sklearn: {}}\nmlflow_version: 2.22.5');
    await store.artifacts.write(`${folder}/uploaded/requirements.txt`, 'numpy==2.3.1');
    register(`${store.runs.info(runId).artifactUri}/uploaded`);
    const snapshot = await read(subject);
    expect(snapshot.models).toMatchObject([
      {
        name: 'registered',
        version: 1,
        modelId: null,
        runId,
        description: { flavors: ['sklearn'], mlflowVersion: '2.22.5', requirements: ['numpy==2.3.1'] },
        parts: { dependencies: [{ line: 'numpy==2.3.1' }] },
      },
    ]);
    expect(pathsOf(snapshot)).toEqual(['registered/MLmodel', 'registered/requirements.txt']);
  });

  test('outlives the logged model and the run it was made of', async () => {
    const { modelId, artifactUri } = store.loggedModels.create({ experimentId: '0', name: 'm', sourceRunId: runId });
    await store.artifacts.write(`${artifactPath(artifactUri)}/MLmodel`, 'flavors: {sklearn: {}}');
    register(artifactUri, modelId);
    store.loggedModels.delete(modelId);
    store.runs.delete(runId);
    const snapshot = await read(subject);
    expect(snapshot.models).toMatchObject([{ modelId, description: { flavors: ['sklearn'] } }]);
    expect(snapshot.run?.info.lifecycleStage).toBe('deleted');
  });

  test('whose files are gone says that it has a model, and nothing of it', async () => {
    register(`${store.runs.info(runId).artifactUri}/gone`);
    const models = [{ name: 'registered', description: null, parts: null }];
    expect(await read(subject)).toMatchObject({ models, artifacts: [] });
  });
});

test('prompts that a run names in a broken list are those that can be read', async () => {
  store.registry.create('summary', { tags: [{ key: PROMPT_TAG, value: 'true' }] });
  store.registry.versions.create({
    name: 'summary',
    source: 'x',
    tags: [{ key: PROMPT_TEXT_TAG, value: 'Sum up' }],
  });
  const value = JSON.stringify([{ name: 'summary', version: 1 }, null, { name: 7 }, { name: 'summary', version: '1' }]);
  store.runLog.log(runId, { tags: [{ key: 'mlflow.linkedPrompts', value }] });
  expect((await read(run())).prompts.map(({ id }) => id)).toEqual(['registry:summary/1']);
});

test('a model with a history of its own of any length has its least and its greatest value', async () => {
  const { modelId } = store.loggedModels.create({ experimentId: '0', name: 'm' });
  const count = 150_000;
  store.runLog.log(runId, {
    metrics: Array.from({ length: count }, (_, step) => ({ key: 'loss', step, timestamp: step, value: step, modelId })),
  });
  const { metrics } = await read({ kind: 'loggedVersion', folder: '', name: 'm', version: 1 });
  expect(metrics).toMatchObject([{ key: 'loss', count, min: 0, max: count - 1, step: count - 1 }]);
});

test('a run of a deleted experiment is read whole', async () => {
  const experimentId = store.experiments.create('gone');
  runId = store.runs.create({ experimentId }).info.runId;
  store.experiments.delete(experimentId);
  expect(await read(run())).toMatchObject({
    experiment: { name: 'gone' },
    run: { info: { lifecycleStage: 'deleted' } },
  });
});
