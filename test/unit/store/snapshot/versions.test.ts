import { beforeEach, describe, expect, test } from 'vitest';
import { PROMPT_TAG, PROMPT_TEXT_TAG } from '../../../../src/model/models.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import type { Subject } from '../../../../src/model/subject.ts';
import { artifactPath } from '../../../../src/store/artifacts.ts';
import { locateArtifact, readPrompt, readSnapshot } from '../../../../src/store/snapshot/readSnapshot.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openStore } from '../../../fixtures/tempStore.ts';

let store: Store;
let runId: string;

beforeEach(() => {
  store = openStore();
  runId = store.runs.create({ experimentId: '0', runName: 'v1' }).info.runId;
});

const folder = '';
const read = async (subject: Subject): Promise<Snapshot> => {
  const snapshot = await readSnapshot(store, subject);
  if (!snapshot) throw new Error('There is no such thing.');
  return snapshot;
};

async function logModel(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const model = store.loggedModels.create({
    experimentId: '0',
    name,
    sourceRunId: runId,
    params: [{ key: 'depth', value: '3' }],
  });
  for (const [file, content] of Object.entries(files)) {
    await store.artifacts.write(`${artifactPath(model.artifactUri)}/${file}`, content);
  }
  return model.modelId;
}

describe('a logged version', () => {
  const subject: Subject = { kind: 'loggedVersion', folder, name: 'm', version: 1 };

  test('shows what its run recorded, its own params over them, and of models and files only itself', async () => {
    store.runLog.log(runId, {
      params: [
        { key: 'depth', value: '1' },
        { key: 'prompt', value: 'Sum up {text}' },
      ],
    });
    await store.artifacts.write(`${artifactPath(store.runs.info(runId).artifactUri)}/notes.txt`, 'of the run');
    const modelId = await logModel('m', { MLmodel: 'flavors: {}' });
    await logModel('other', { MLmodel: 'flavors: {}' });
    const { head, run, params, models, artifacts, prompts } = await read(subject);
    expect(head).toMatchObject({ kind: 'loggedVersion', name: 'm v1', id: modelId, status: 'RUNNING', endTime: null });
    expect(run?.info.runId).toBe(runId);
    expect(params).toEqual([
      { key: 'depth', value: '3' },
      { key: 'prompt', value: 'Sum up {text}' },
    ]);
    expect(models.map(({ name, version }) => `${name} v${version}`)).toEqual(['m v1']);
    expect(artifacts.map(({ path }) => path)).toEqual(['m/MLmodel']);
    expect(prompts.map(({ id }) => id)).toEqual(['param:prompt']);
  });

  test('finds its files', async () => {
    await logModel('m', { MLmodel: 'flavors: {}' });
    await expect(locateArtifact(store, subject, 'm/MLmodel')).resolves.toContain('MLmodel');
    await expect(locateArtifact(store, subject, 'm/none')).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    await expect(locateArtifact(store, { ...subject, version: 9 }, 'm/MLmodel')).rejects.toThrow('does not have');
  });

  test('is undefined when there is none', async () => {
    expect(await readSnapshot(store, subject)).toBeUndefined();
  });
});

describe('a registered version', () => {
  const subject: Subject = { kind: 'modelVersion', folder, name: 'registered', version: '1' };

  test('shows the logged model it was made of, with its description, aliases and tags', async () => {
    await logModel('m', { MLmodel: 'flavors: {}' });
    const { artifactUri } = store.loggedVersions.get('m', 1);
    store.registry.create('registered');
    store.registry.versions.create({
      name: 'registered',
      source: 'x',
      storageLocation: artifactUri,
      runId,
      description: 'The good one',
      tags: [{ key: 'stage', value: 'live' }],
    });
    store.registry.setAlias('registered', 'champion', '1');
    const { head, run, tags, models } = await read(subject);
    expect(head).toMatchObject({ name: 'registered v1', note: 'The good one', aliases: ['champion'] });
    expect(head.id).toBe('models:/registered/1');
    expect(run?.info.runId).toBe(runId);
    expect(tags.find(({ key }) => key === 'stage')).toEqual({ key: 'stage', value: 'live' });
    expect(models.map(({ name }) => name)).toEqual(['m']);
  });

  test('whose model and run are elsewhere still says what it is', async () => {
    store.registry.create('registered');
    store.registry.versions.create({ name: 'registered', source: 's3://bucket/model' });
    expect(await read(subject)).toMatchObject({ run: null, experiment: null, models: [], artifacts: [], metrics: [] });
  });
});

describe('a version of a prompt', () => {
  test('is its text with what belongs to it', async () => {
    store.registry.create('summary', { tags: [{ key: PROMPT_TAG, value: 'true' }] });
    store.registry.versions.create({
      name: 'summary',
      source: 'dummy-source',
      description: 'Shorter',
      tags: [
        { key: PROMPT_TAG, value: 'true' },
        { key: PROMPT_TEXT_TAG, value: 'Sum up {{ text }}' },
        { key: '_mlflow_prompt_type', value: 'text' },
        { key: '_mlflow_prompt_response_format', value: '{"type":"object"}' },
        { key: '_mlflow_prompt_model_config', value: '{"temperature":0.2}' },
        { key: 'team', value: 'support' },
      ],
    });
    const snapshot = await read({ kind: 'promptVersion', folder, name: 'summary', version: '1' });
    expect(snapshot.prompts).toEqual([
      {
        id: 'registry:summary/1',
        name: 'summary',
        text: 'Sum up {{ text }}',
        origin: 'registry',
        version: '1',
        commitMessage: 'Shorter',
        responseFormat: '{"type":"object"}',
        modelConfig: '{"temperature":0.2}',
      },
    ]);
    expect(snapshot.head).toMatchObject({ name: 'summary v1', id: 'prompts:/summary/1', note: 'Shorter' });
    expect(snapshot.tags.map(({ key }) => key)).toEqual([PROMPT_TAG, 'team']);
    // A prompt is no model.
    expect(await readSnapshot(store, { kind: 'modelVersion', folder, name: 'summary', version: '1' })).toBeUndefined();
  });
});

describe('what a model and its files say', () => {
  const subject = (): Subject => ({ kind: 'run', folder, runId });

  test('flavors, config, code and dependencies are read from its folder', async () => {
    await logModel('m', {
      MLmodel: [
        'flavors:',
        '  python_function:',
        '    loader_module: mlflow.pyfunc.model',
        '    code: code',
        '    config: {temperature: 0.20, retries: 3, system_prompt: "You are a helpful assistant. Answer {{ question }}."}',
        '  langchain: {langchain_version: 0.3.0}',
      ].join('\n'),
      'code/pipeline.py': '',
      'requirements.txt': '# pinned\nmlflow==3.17.2\nnumpy>=2 \\\n  ; python_version > "3.9"\n',
      'conda.yaml': 'dependencies:\n- python=3.12.3\n- libgomp\n- pip:\n  - mlflow==3.17.2\n',
      'python_env.yaml': 'python: 3.12.3\nbuild_dependencies: [pip==24.0]\ndependencies: [-r requirements.txt]\n',
    });
    const { models, prompts } = await read(subject());
    expect(models[0]?.parts).toEqual({
      flavors: [
        { name: 'python_function', config: expect.stringContaining('"loader_module":"mlflow.pyfunc.model"') },
        { name: 'langchain', config: '{"langchain_version":"0.3.0"}' },
      ],
      modelConfig:
        '{"temperature":"0.20","retries":3,"system_prompt":"You are a helpful assistant. Answer {{ question }}."}',
      codePaths: ['pipeline.py'],
      dependencies: [
        { file: 'requirements.txt', manager: 'pip', line: 'mlflow==3.17.2' },
        { file: 'requirements.txt', manager: 'pip', line: 'numpy>=2 ; python_version > "3.9"' },
        { file: 'conda.yaml', manager: 'python', line: '3.12.3' },
        { file: 'conda.yaml', manager: 'conda', line: 'libgomp' },
        { file: 'conda.yaml', manager: 'pip', line: 'mlflow==3.17.2' },
        { file: 'python_env.yaml', manager: 'python', line: '3.12.3' },
        { file: 'python_env.yaml', manager: 'pip', line: 'pip==24.0' },
      ],
    });
    expect(prompts).toEqual([
      {
        id: 'config:m/1/system_prompt',
        name: 'm: system_prompt',
        text: 'You are a helpful assistant. Answer {{ question }}.',
        origin: 'modelConfig',
      },
    ]);
    // Clients log the config as params of the run too.
    const text = 'You are a helpful assistant. Answer {{ question }}.';
    store.runLog.log(runId, { params: [{ key: 'system_prompt', value: text }] });
    expect((await read(subject())).prompts.map(({ id }) => id)).toEqual(['param:system_prompt']);
  });

  test('a hostile folder is shown as far as it can be read', async () => {
    await logModel('m', {
      MLmodel: 'flavors: {python_function: {code: ../../.., config: ../../store.db}}',
      'conda.yaml': 'a: &a [x, x]\nb: &b [*a, *a]\ndependencies: !!python/object:os.system [x]',
      'python_env.yaml': '{{{',
    });
    const { models } = await read(subject());
    expect(models[0]?.parts).toMatchObject({ modelConfig: null, codePaths: [] });
  });

  test('a file of prompts is one, with what its front matter says', async () => {
    await logModel('m', {
      'qa.prompty':
        '---\nname: QA\nmodel:\n  api: chat\n  parameters: {temperature: 0.2}\n---\nsystem:\nAnswer {{question}}\n',
      'prompts/system.txt': 'You are helpful.',
      'prompts/binary.txt': 'a\0b',
    });
    const { prompts } = await read(subject());
    expect(prompts).toEqual([
      { id: 'file:m/prompts/system.txt', name: 'm/prompts/system.txt', text: 'You are helpful.', origin: 'file' },
      {
        id: 'file:m/qa.prompty',
        name: 'm/qa.prompty',
        text: 'system:\nAnswer {{question}}\n',
        origin: 'file',
        modelConfig: '{"api":"chat","parameters":{"temperature":0.2}}',
      },
    ]);
    expect(await readPrompt(store, subject(), 'file:m/prompts/system.txt')).toMatchObject({ text: 'You are helpful.' });
    expect(await readPrompt(store, subject(), 'file:m/none.txt')).toBeUndefined();
  });

  test('what the user says about a param counts', async () => {
    store.runLog.log(runId, {
      params: [
        { key: 'greeting', value: 'Hello' },
        { key: 'prompt', value: 'Sum up {text}' },
      ],
    });
    const marked = await readSnapshot(store, subject(), { promptParams: { greeting: true, prompt: false } });
    expect(marked?.prompts.map(({ name }) => name)).toEqual(['greeting']);
    expect(await readPrompt(store, subject(), 'param:greeting')).toMatchObject({ text: 'Hello' });
  });

  test('a prompt that an MLflow 2 client linked to the run is one of its prompts', async () => {
    store.registry.create('summary', { tags: [{ key: PROMPT_TAG, value: 'true' }] });
    const versionOf = (runs: string) =>
      store.registry.versions.create({
        name: 'summary',
        source: 'x',
        tags: [
          { key: PROMPT_TEXT_TAG, value: 'Sum up' },
          { key: 'mlflow.prompt.run_ids', value: runs },
        ],
      });
    versionOf(`${'0'.repeat(32)}, ${runId}`);
    versionOf(`x${runId}`);
    expect((await read(subject())).prompts.map(({ id }) => id)).toEqual(['registry:summary/1']);
  });
});
