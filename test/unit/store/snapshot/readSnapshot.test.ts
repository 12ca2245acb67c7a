import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { PROMPT_TAG, PROMPT_TEXT_TAG } from '../../../../src/model/models.ts';
import { artifactPath } from '../../../../src/store/artifacts.ts';
import { locateArtifact, readSnapshot } from '../../../../src/store/snapshot/readSnapshot.ts';
import type { RunSubject } from '../../../../src/model/subject.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

let store: Store;
let runId: string;
let folder: string;

beforeEach(() => {
  store = openStore();
  const { info } = store.runs.create({ experimentId: store.experiments.create('sentiment'), runName: 'v1' });
  runId = info.runId;
  folder = artifactPath(info.artifactUri);
});

/** The run as what a column is about. */
const run = (): RunSubject => ({ kind: 'run', folder: '', runId });
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const file = (name: string, content: string) => ({ path: name, size: content.length, sha256: sha256(content) });
const paths = async () => (await readSnapshot(store, run()))?.artifacts.map((artifact) => artifact.path);

/** A model of an MLflow 3 client, with files. */
async function logModel(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const { experimentId } = store.runs.info(runId);
  const { artifactUri } = store.loggedModels.create({ experimentId, name, sourceRunId: runId });
  for (const [fileName, content] of Object.entries(files)) {
    await store.artifacts.write(`${artifactPath(artifactUri)}/${fileName}`, content);
  }
}

describe('readSnapshot', () => {
  test('reads a run whole', async () => {
    store.runLog.log(runId, { params: [{ key: 'prompt_template', value: 'Sum up {text}' }] });
    await store.artifacts.write(`${folder}/notes.txt`, 'n');
    await logModel('analyzer', { MLmodel: 'flavors: {}' });
    store.runLog.log(runId, { tags: [{ key: 'mlflow.note.content', value: 'A try' }] });
    for (const [step, value] of [0.3, NaN, 0.1, 0.2].entries()) {
      store.runLog.log(runId, { metrics: [{ key: 'loss', value, timestamp: step, step }] });
    }
    const whole = store.runs.get(runId);
    const { startTime, experimentId } = whole.info;
    expect(await readSnapshot(store, run())).toEqual({
      head: {
        kind: 'run',
        name: 'v1',
        id: runId,
        status: 'RUNNING',
        startTime,
        endTime: null,
        aliases: [],
        note: 'A try',
      },
      run: whole,
      experiment: { experimentId, name: 'sentiment' },
      params: whole.params,
      metrics: [{ key: 'loss', value: 0.2, timestamp: 3, step: 3, count: 4, min: 0.1, max: 0.3 }],
      tags: whole.tags,
      datasetInputs: [],
      prompts: [{ id: 'param:prompt_template', name: 'prompt_template', text: 'Sum up {text}', origin: 'param' }],
      models: store.loggedVersions.ofRun(runId).map((model) => ({
        ...model,
        parts: { flavors: [], modelConfig: null, codePaths: [], dependencies: [] },
      })),
      artifacts: [file('analyzer/MLmodel', 'flavors: {}'), file('notes.txt', 'n')],
      artifactsTruncated: false,
    });
  });

  test('knows nothing of a run that is not there, and all of a deleted one', async () => {
    expect(await readSnapshot(store, { kind: 'run', folder: '', runId: 'f'.repeat(32) })).toBeUndefined();
    store.runs.delete(runId);
    expect(await readSnapshot(store, run())).toMatchObject({ run: { info: { lifecycleStage: 'deleted' } } });
  });

  test('lists the files of an MLflow 2 model once', async () => {
    await store.artifacts.write(`${folder}/model/MLmodel`, 'flavors: {}');
    const { experimentId, artifactUri } = store.runs.info(runId);
    const logged = { name: 'model', modelId: null, runId, experimentId, artifactUri: `${artifactUri}/model`, now: 1 };
    store.loggedVersions.add(logged);
    expect(await paths()).toEqual(['model/MLmodel']);
  });

  test('gives the bare name to the last of several models of one name', async () => {
    await logModel('m', { a: 'first' });
    await logModel('m', { a: 'second' });
    expect((await readSnapshot(store, run()))?.artifacts).toEqual([file('m v1/a', 'first'), file('m/a', 'second')]);
  });

  test('leaves large files without a digest', async () => {
    await store.artifacts.write(`${folder}/large`, 'x'.repeat(11));
    await store.artifacts.write(`${folder}/small`, 'x');
    const snapshot = await readSnapshot(store, run(), { hashUpTo: 10 });
    expect(snapshot?.artifacts).toEqual([{ path: 'large', size: 11, sha256: null }, file('small', 'x')]);
  });

  test('says so when there are more files than it lists', async () => {
    await store.artifacts.write(`${folder}/0`, '');
    const directory = await store.artifacts.locate(folder);
    for (let index = 1; index < 10_001; index++) writeFileSync(path.join(directory, String(index)), '');
    const snapshot = await readSnapshot(store, run());
    expect([snapshot?.artifacts.length, snapshot?.artifactsTruncated]).toEqual([10_000, true]);
  });

  test('has no files of a run whose artifacts are elsewhere', async () => {
    const location = 's3://bucket/x';
    const experimentId = store.experiments.create('elsewhere', { artifactLocation: location });
    runId = store.runs.create({ experimentId }).info.runId;
    addVersion('s3://bucket/x/model');
    expect(await paths()).toEqual([]);
  });
});

/** A logged version whose files are at a place of another kind. */
function addVersion(artifactUri: string): void {
  const { experimentId } = store.runs.info(runId);
  store.loggedVersions.add({ name: 'far', modelId: null, runId, experimentId, artifactUri, now: 1 });
}

describe('prompts of the registry', () => {
  const linked = async (value: string) => {
    store.runLog.log(runId, { tags: [{ key: 'mlflow.linkedPrompts', value }] });
    return (await readSnapshot(store, run()))?.prompts;
  };

  test('that the run says it used come with their version and text', async () => {
    store.registry.create('summary', { tags: [{ key: PROMPT_TAG, value: 'true' }] });
    for (const text of ['One {{ a }}', 'Two {{ a }}']) {
      store.registry.versions.create({ name: 'summary', source: 'x', tags: [{ key: PROMPT_TEXT_TAG, value: text }] });
    }
    expect(
      await linked('[{"name":"summary","version":"2"},{"name":"summary","version":1},{"name":"gone","version":"1"}]'),
    ).toEqual([
      { id: 'registry:summary/2', name: 'summary', text: 'Two {{ a }}', origin: 'registry', version: '2' },
      { id: 'registry:summary/1', name: 'summary', text: 'One {{ a }}', origin: 'registry', version: '1' },
    ]);
  });

  test('are none where the tag holds something else', async () => {
    expect(await linked('not json')).toEqual([]);
    expect(await linked('[{"name": 1}]')).toEqual([]);
    expect(await linked('null')).toEqual([]);
  });
});

describe('locateArtifact', () => {
  test('finds every file that a snapshot lists', async () => {
    await store.artifacts.write(`${folder}/m/own`, 'own');
    await logModel('m', { a: 'first' });
    await logModel('m', { a: 'second', own: 'shadowed' });
    const found = [];
    for (const shown of (await paths()) ?? []) {
      found.push(`${shown}: ${readFileSync(await locateArtifact(store, run(), shown), 'utf8')}`);
    }
    expect(found).toEqual(['m v1/a: first', 'm/a: second', 'm/own: own']);
  });

  test('finds nothing else', async () => {
    await store.artifacts.write(`${folder}/dir/a`, '');
    for (const name of ['none', 'dir', '']) {
      await expect(locateArtifact(store, run(), name)).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    }
    await expect(locateArtifact(store, run(), '../../../store.db')).rejects.toThrow('Invalid path');
  });
});
