import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ModelDescription } from '../../../src/model/models.ts';
import { ArtifactFiles } from '../../../src/store/artifacts.ts';
import { describeModel } from '../../../src/store/modelFolder.ts';

let root: string;
let files: ArtifactFiles;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'promptrail-model-'));
  files = new ArtifactFiles(root);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The description of a folder that holds these files. */
async function describeFiles(contents: Readonly<Record<string, string>>): Promise<ModelDescription> {
  for (const [name, content] of Object.entries(contents)) await files.write(`model/${name}`, content);
  return describeModel(files, 'model');
}

// As MLflow 3 writes it for a pyfunc model with an input example and params.
const MLMODEL = `artifact_path: mlflow-artifacts:/1/models/m-1a2b/artifacts
flavors:
  python_function:
    cloudpickle_version: 3.1.1
    code: null
    env:
      conda: conda.yaml
      virtualenv: python_env.yaml
    loader_module: mlflow.pyfunc.model
    python_model: python_model.pkl
    python_version: 3.11.4
    streamable: false
  openai: {}
is_signature_from_type_hint: false
mlflow_version: 3.17.2
model_id: m-1a2b
model_size_bytes: 5319
model_uuid: m-1a2b
prompts: null
run_id: 12e45678901234567890123456789012
saved_input_example_info:
  artifact_path: input_example.json
  pandas_orient: split
  params: 'true'
  serving_input_path: serving_input_example.json
  type: dataframe
signature:
  inputs: '[{"type": "string", "name": "text", "required": true}]'
  outputs: '[{"type": "string", "name": "sentiment", "required": true}]'
  params: '[{"name": "seed", "type": "long", "default": 9007199254740993, "shape": null},
    {"name": "stop", "type": "string", "default": ["\\n"], "shape": [-1]}]'
type_hint_from_example: false
utc_time_created: '2026-01-05 09:00:00.123456'
`;

describe('describeModel', () => {
  test('reads everything a stock client wrote', async () => {
    const example = '{"inputs": {"columns": ["text"], "data": [["I love it"], [NaN]]}, "params": {"seed": 1}}';
    const description = await describeFiles({
      MLmodel: MLMODEL,
      'input_example.json': example,
      'requirements.txt': 'mlflow==3.17.2\r\n\n# pinned\ncloudpickle==3.1.1  # for the model\n-c constraints.txt\n',
      'python_env.yaml': 'python: 3.11.10\nbuild_dependencies:\n- pip==24.0\ndependencies:\n- -r requirements.txt\n',
    });
    expect(description).toEqual({
      signature: {
        inputs: [{ type: 'string', name: 'text', required: true }],
        outputs: [{ type: 'string', name: 'sentiment', required: true }],
        params: [
          { type: 'long', name: 'seed', default: 9007199254740993n, shape: null },
          { type: 'string', name: 'stop', default: ['\n'], shape: [-1] },
        ],
      },
      inputExample: example,
      flavors: ['python_function', 'openai'],
      mlflowVersion: '3.17.2',
      // YAML 1.1 would make 3.1 of "3.10"; as text it keeps its zero.
      pythonVersion: '3.11.10',
      requirements: ['mlflow==3.17.2', 'cloudpickle==3.1.1', '-c constraints.txt'],
      mlmodel: MLMODEL,
      problems: [],
    });
  });

  test('takes the Python version from the flavor where there is no environment file', async () => {
    expect(await describeFiles({ MLmodel: MLMODEL })).toMatchObject({ pythonVersion: '3.11.4', inputExample: null });
  });

  test('reads an old file without signature, example and version', async () => {
    const mlmodel =
      'artifact_path: model\nflavors:\n  python_function:\n    data: model.pkl\nsignature: null\nrun_id: 1e5\n';
    expect(await describeFiles({ MLmodel: mlmodel })).toEqual({
      signature: null,
      inputExample: null,
      flavors: ['python_function'],
      mlflowVersion: null,
      pythonVersion: null,
      requirements: [],
      mlmodel,
      problems: [],
    });
  });

  test('takes the example from the file that MLmodel names', async () => {
    const MLmodel = 'saved_input_example_info:\n  artifact_path: example.json\n  type: json_object\n';
    expect((await describeFiles({ MLmodel, 'example.json': '"hi"' })).inputExample).toBe('"hi"');
  });

  test('joins requirements that go on in the next line', async () => {
    const requirements = 'a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nb @ https://host/b#egg=b\n';
    const description = await describeFiles({ MLmodel: '{}', 'requirements.txt': requirements });
    expect(description.requirements).toEqual(['a==1 --hash=sha256:00 --hash=sha256:11', 'b @ https://host/b#egg=b']);
  });
});

describe('signatures', () => {
  const inputs = async (json: string) => {
    const { signature, problems } = await describeFiles({ MLmodel: `signature:\n  inputs: '${json}'\n` });
    return signature?.inputs ?? problems;
  };

  test('of old files are brought to the newest form', async () => {
    expect(
      await inputs(
        '[{"type":"long","name":"a","optional":true},{"type":"long","name":"b"},{"type":"double","name":0},{"type":"string"}]',
      ),
    ).toEqual([
      { type: 'long', name: 'a', required: false },
      { type: 'long', name: 'b', required: true },
      { type: 'double', name: '0', required: true },
      { type: 'string', required: true },
    ]);
    const params = '[{"name":"t","dtype":"double","default":NaN,"shape":null}]';
    const { signature } = await describeFiles({ MLmodel: `signature:\n  inputs: '[]'\n  params: '${params}'\n` });
    expect(signature).toEqual({
      inputs: [],
      outputs: null,
      params: [{ name: 't', type: 'double', default: 'NaN', shape: null }],
    });
  });

  test('may nest objects, arrays, maps and tensors', async () => {
    const columns = [
      {
        type: 'object',
        name: 'message',
        required: false,
        properties: {
          content: { type: 'string', required: true },
          tools: { type: 'array', items: { type: 'map', values: { type: 'any' } }, required: false },
        },
      },
      { type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, 4] }, required: true },
    ];
    expect(await inputs(JSON.stringify(columns))).toEqual(columns);
  });

  test('keep the parts that can be read', async () => {
    const signature = ['inputs: \'[{"type":"decimal"}]\'', 'outputs: \'[{"type":"string"}]\'', "params: '{'"];
    expect(await describeFiles({ MLmodel: `signature:\n  ${signature.join('\n  ')}\n` })).toMatchObject({
      signature: { inputs: null, outputs: [{ type: 'string', required: true }], params: null },
      problems: [
        expect.stringMatching(/^The signature's inputs could not be read: 0\.type: /),
        expect.stringMatching(/^The signature's params could not be read: /),
      ],
    });
  });

  test('of unheard depth or of another shape are problems', async () => {
    expect(await inputs('['.repeat(50_000))).toEqual([
      "The signature's inputs could not be read: It is nested too deeply.",
    ]);
    expect(await describeFiles({ MLmodel: 'signature: [a, b]\n' })).toMatchObject({
      signature: null,
      problems: [expect.stringMatching(/^The signature could not be read: /)],
    });
  });

  test('leave prototypes alone', async () => {
    const json = '[{"type":"object","properties":{"__proto__":{"type":"string"},"x":{"type":"string"}}}]';
    const columns = await inputs(json);
    expect(({} as { type?: unknown }).type).toBeUndefined();
    expect(JSON.stringify(columns)).toContain('"x"');
  });
});

describe('folders nobody vouches for', () => {
  const problemsOf = async (contents: Readonly<Record<string, string>>) => (await describeFiles(contents)).problems;

  test('without an MLmodel file say so', async () => {
    expect(await describeFiles({ 'requirements.txt': 'a' })).toMatchObject({
      requirements: ['a'],
      mlmodel: '',
      problems: ['There is no MLmodel file.'],
    });
  });

  test('run nothing that a tag names', async () => {
    const tagged = [
      'flavors:',
      '  python_function: !!python/object/apply:os.system [ls]',
      '  js: !!js/function "function () {}"',
      'mlflow_version: !!binary aGk=',
      'saved_input_example_info: !!python/object:os.Path {artifact_path: !!timestamp 2020-01-01}',
      '',
    ].join('\n');
    expect(await describeFiles({ MLmodel: tagged, '2020-01-01': '1' })).toMatchObject({
      inputExample: '1',
      flavors: ['python_function', 'js'],
      mlflowVersion: 'aGk=',
      mlmodel: tagged,
      problems: [],
    });
  });

  test('that multiply, nest without end or go round are refused quickly', async () => {
    const letters = 'a b c d e f g h i j'.split(' ');
    const laughs = letters.map((letter, i) => {
      const inner = i === 0 ? 'lol' : `*${letters[i - 1]}`;
      return `${letter}: &${letter} [${Array(9).fill(inner).join(', ')}]`;
    });
    const bombs = [
      laughs.join('\n'),
      `a: ${'['.repeat(20_000)}`,
      '- '.repeat(29_000),
      '? '.repeat(29_000),
      Array.from({ length: 1_300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      Array.from({ length: 80_000 }, (_, i) => `key${i}: v`).join('\n'),
      'a: [unclosed',
      '<<: *nobody',
      'flavors: &f\n  a: *f\n',
    ];
    for (const MLmodel of bombs) {
      expect(await problemsOf({ MLmodel })).toEqual([expect.stringMatching(/^MLmodel could not be read: /)]);
    }
  });

  test('with thousands of columns keep the signature, and the MLmodel text without it', async () => {
    const inputs = Array.from({ length: 5_000 }, (_, index) => ({ type: 'long', name: `c${index}`, required: true }));
    const signature = `signature:\n  inputs: '${JSON.stringify(inputs)}'\n  outputs: null\n`;
    const description = await describeFiles({
      MLmodel: `flavors: {a: {}}\n${signature}saved_input_example_info:\n  type: x\n`,
    });
    expect(description.signature?.inputs).toHaveLength(5_000);
    expect(description.mlmodel).toBe('flavors: {a: {}}\nsaved_input_example_info:\n  type: x\n');
  });

  test('with files beyond the caps or of another kind are told apart from small ones', async () => {
    const contents = { MLmodel: 'a'.repeat(16_000_001), 'input_example.json': '1'.repeat(4_000_001) };
    expect(await describeFiles(contents)).toMatchObject({
      inputExample: null,
      mlmodel: '',
      problems: [
        'MLmodel could not be read: MLmodel is larger than 16 MB.',
        'input_example.json could not be read: input_example.json is larger than 4 MB.',
      ],
    });
    expect(await problemsOf({ MLmodel: 'just text', 'input_example.json': '1' })).toEqual([
      'MLmodel could not be read: Invalid input: expected object, received string',
    ]);
  });

  test('cannot name files outside, nor link to them', async () => {
    await files.write('secret.json', '"secret"');
    const MLmodel = 'saved_input_example_info:\n  artifact_path: ../secret.json\n';
    expect(await describeFiles({ MLmodel })).toMatchObject({
      inputExample: null,
      problems: ['../secret.json could not be read: Invalid path'],
    });
    symlinkSync('../secret.json', path.join(root, 'model', 'requirements.txt'));
    expect(await problemsOf({ MLmodel: '{}' })).toEqual(['requirements.txt could not be read: Invalid path']);
  });
});
