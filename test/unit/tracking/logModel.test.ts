import { beforeEach, describe, expect, test } from 'vitest';
import { artifactPath } from '../../../src/store/artifacts.ts';
import type { Store } from '../../../src/store/store.ts';
import type { ActiveRun } from '../../../src/tracking/activeRun.ts';
import { Tracking } from '../../../src/tracking/tracking.ts';
import { openStore } from '../../fixtures/tempStore.ts';

let store: Store;
let tracking: Tracking;
let run: ActiveRun;

beforeEach(() => {
  store = openStore();
  tracking = new Tracking(() => store);
  run = tracking.startRun({ runName: 'v1' });
});

/** The folder of a logged model: its files' paths and a reader of them. */
async function folderOf(uri: string) {
  const folder = artifactPath(uri);
  const { files } = await store.artifacts.walk(folder, 100);
  return {
    paths: files.map((file) => file.path),
    read: (name: string) => store.artifacts.readText(`${folder}/${name}`, 100_000),
  };
}

describe('logModel', () => {
  test('writes a folder in MLflow’s layout', async () => {
    const { version } = await run.logModel({
      name: 'analyzer',
      signature: tracking.inferSignature({ text: 'x' }, { label: 'good' }, { threshold: 0.5 }),
      inputExample: { text: 'hé' },
      exampleParams: { threshold: 0.9 },
      files: { 'code/model.py': 'print()\n', 'weights.bin': Uint8Array.of(0, 255) },
      requirements: ['pandas==2.2.3'],
      pythonVersion: '3.10',
      flavors: { python_function: { loader_module: 'analyzer', python_version: '3.10', code: null } },
      metadata: { owner: 'no' },
    });
    const { paths, read } = await folderOf(version.artifactUri);
    expect(paths).toEqual([
      'MLmodel',
      'code/model.py',
      'conda.yaml',
      'input_example.json',
      'python_env.yaml',
      'requirements.txt',
      'serving_input_example.json',
      'weights.bin',
    ]);
    const created = new Date(Number(version.createdAt)).toISOString().replace(/T(.*)Z/, ' $1000');
    expect(await read('MLmodel')).toBe(`artifact_path: '${version.artifactUri}'
flavors:
  python_function:
    loader_module: 'analyzer'
    python_version: '3.10'
    code: null
metadata:
  owner: 'no'
model_id: '${version.modelId}'
model_size_bytes: ${await sizeOf(version.artifactUri)}
model_uuid: '${version.modelId}'
run_id: '${run.runId}'
saved_input_example_info:
  artifact_path: 'input_example.json'
  params: 'true'
  serving_input_path: 'serving_input_example.json'
  type: 'json_object'
signature:
  inputs: '[{"type":"string","name":"text","required":true}]'
  outputs: '[{"type":"string","name":"label","required":true}]'
  params: '[{"type":"double","name":"threshold","default":0.5,"shape":null}]'
utc_time_created: '${created}'
`);
    expect(await read('input_example.json')).toBe('{"inputs":{"text":"hé"},"params":{"threshold":0.9}}');
    expect(await read('serving_input_example.json')).toBe('{"inputs":{"text":"hé"},"params":{"threshold":0.9}}');
    expect(await read('requirements.txt')).toBe('pandas==2.2.3\n');
    expect(await read('python_env.yaml')).toBe(
      "python: '3.10'\nbuild_dependencies:\n  - 'pip'\n  - 'setuptools'\n  - 'wheel'\ndependencies:\n  - '-r requirements.txt'\n",
    );
    expect(await read('conda.yaml')).toBe(
      "channels:\n  - 'conda-forge'\ndependencies:\n  - 'python=3.10'\n  - 'pip'\n  - pip:\n      - 'pandas==2.2.3'\nname: 'mlflow-env'\n",
    );
  });

  test('makes the next logged version of its name, linked to the run and described', async () => {
    await run.logModel({ name: 'analyzer', inputExample: [{ a: 1 }] });
    const second = await run.logModel({ name: 'analyzer', modelType: 'agent', params: { k: 'v' }, step: 3 });
    const [newest, oldest] = store.loggedVersions.ofName('analyzer');
    expect(second).toEqual({ version: newest, registered: null });
    expect([newest, oldest]).toMatchObject([
      {
        version: 2,
        runId: run.runId,
        status: 'LOGGED_MODEL_READY',
        description: { signature: null, inputExample: null },
      },
      {
        version: 1,
        status: 'LOGGED_MODEL_READY',
        // Without a signature, the example tells the inputs.
        description: {
          signature: { inputs: [{ type: 'long', name: 'a', required: true }], outputs: null, params: null },
          inputExample: '[{"a":1}]',
          flavors: [],
          problems: [],
        },
      },
    ]);
    expect(run.run.modelOutputs.toSorted((a, b) => Number(a.step) - Number(b.step))).toEqual([
      { modelId: oldest?.modelId, step: 0 },
      { modelId: newest?.modelId, step: 3 },
    ]);
    expect(store.loggedModels.get(newest?.modelId ?? '')).toMatchObject({
      modelType: 'agent',
      sourceRunId: run.runId,
      params: [{ key: 'k', value: 'v' }],
    });
  });

  test('keeps every digit of a param’s default', async () => {
    const signature = tracking.inferSignature('in', 'out', { seed: 2n ** 63n - 1n });
    const { version } = await run.logModel({ name: 'm', signature });
    expect(version.description?.signature).toEqual(signature);
  });

  test('registers the model where asked', async () => {
    const log = () => run.logModel({ name: 'm', registeredModelName: 'Sentiment' });
    const [first, second] = [await log(), await log()];
    expect([first, second].map((result) => result.registered)).toMatchObject([
      { name: 'Sentiment', version: '1', runId: run.runId, modelId: first.version.modelId },
      {
        name: 'Sentiment',
        version: '2',
        source: `models:/${second.version.modelId}`,
        storageLocation: second.version.artifactUri,
      },
    ]);
    expect(second.version.registered).toEqual([{ name: 'Sentiment', version: '2', aliases: [] }]);
  });

  test('serves chat requests as they are', async () => {
    const inputExample = { messages: [{ role: 'user', content: 'hi' }] };
    const { version } = await run.logModel({ name: 'chat', inputExample });
    const { read } = await folderOf(version.artifactUri);
    expect(await read('serving_input_example.json')).toBe('{"messages":[{"role":"user","content":"hi"}]}');
  });

  test('refuses names and files that are not allowed, and logs nothing then', async () => {
    const refused = [
      { name: 'a/b' },
      { name: 'm', registeredModelName: 'a:b' },
      { name: 'm', files: { '../x': '' } },
      { name: 'm', files: { './MLmodel': '' } },
      { name: 'm', requirements: [], files: { 'requirements.txt': '' } },
    ];
    for (const model of refused) {
      await expect(run.logModel(model)).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    }
    expect(store.loggedVersions.names()).toEqual([]);
    expect(run.run.modelOutputs).toEqual([]);
  });

  test('marks a model as failed whose files cannot be written', async () => {
    const files = { a: 'a file', 'a/b': 'cannot stand in a file' };
    await expect(run.logModel({ name: 'm', files })).rejects.toThrow('Invalid path');
    expect(store.loggedVersions.ofRun(run.runId)).toMatchObject([{ status: 'LOGGED_MODEL_UPLOAD_FAILED' }]);
  });
});

async function sizeOf(uri: string): Promise<number> {
  const { files } = await store.artifacts.walk(artifactPath(uri), 100);
  return files.filter((file) => file.path !== 'MLmodel').reduce((sum, file) => sum + file.size, 0);
}
