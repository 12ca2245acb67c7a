import { stringify } from 'yaml';
import { checkArtifactPath } from '../model/artifactPath.ts';
import { invalid } from '../model/errors.ts';
import { stringifyJson } from '../model/json.ts';
import type { Signature } from '../model/signature.ts';
import { exampleJson, isObject, type ExampleObject, type ExampleValue } from './exampleValue.ts';

/** What a model folder is made of. */
export interface ModelContent {
  readonly signature?: Signature | undefined;
  /** What the model takes, as `inferSignature` reads it. */
  readonly inputExample?: ExampleValue;
  /** Params that go with the example. */
  readonly exampleParams?: ExampleObject | undefined;
  /** The caller's own files by their paths in the folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
  /** Lines of requirements.txt. */
  readonly requirements?: readonly string[] | undefined;
  /** For example `3.11.4`; writes python_env.yaml and conda.yaml. */
  readonly pythonVersion?: string | undefined;
  /** MLflow's flavors by name; a client loads the model through them. None when not given. */
  readonly flavors?: Readonly<Record<string, ExampleObject>> | undefined;
  /** Anything worth keeping in MLmodel's `metadata`. */
  readonly metadata?: ExampleObject | undefined;
}

/** Which model the folder belongs to. */
export interface ModelIdentity {
  readonly modelId: string;
  readonly runId: string;
  readonly artifactUri: string;
  readonly createdAt: Date;
}

export const MLMODEL = 'MLmodel';
const EXAMPLE = 'input_example.json';
const SERVING_EXAMPLE = 'serving_input_example.json';

/**
 * The files of a model folder in MLflow's layout (protocol facts, section 6) but MLmodel: the caller's own, the input
 * example as saved and as served, the environment. Throws INVALID_PARAMETER_VALUE for a path of the caller's that is not
 * allowed or that MLflow's files have.
 */
export function contentFiles(content: ModelContent): ReadonlyMap<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const written = { ...exampleFiles(content), ...environmentFiles(content) };
  for (const [path, text] of Object.entries(content.files ?? {})) {
    const checked = filePath(path);
    if (checked === MLMODEL || checked in written) {
      throw invalid(`The model's ${checked} is written from what else was given; "files" cannot hold it.`);
    }
    files.set(checked, text);
  }
  for (const [path, text] of Object.entries(written)) files.set(path, text);
  return files;
}

function filePath(path: string): string {
  const checked = checkArtifactPath(path);
  if (checked === '' || path.endsWith('/')) throw invalid('Invalid path');
  return checked;
}

/** The text of the MLmodel file. `size` is that of the other files together, in bytes. */
export function mlmodelText(content: ModelContent, identity: ModelIdentity, size: number): string {
  const { signature, flavors = {}, metadata } = content;
  return yaml({
    artifact_path: identity.artifactUri,
    flavors,
    ...(metadata && { metadata }),
    model_id: identity.modelId,
    model_size_bytes: size,
    model_uuid: identity.modelId,
    run_id: identity.runId,
    ...(content.inputExample !== undefined && { saved_input_example_info: exampleInfo(content) }),
    ...(signature && { signature: signatureTexts(signature) }),
    // Microseconds, as Python prints them.
    utc_time_created: `${identity.createdAt.toISOString().replace('T', ' ').replace('Z', '')}000`,
  });
}

function signatureTexts({ inputs, outputs, params }: Signature): Record<string, string | null> {
  const text = (list: readonly unknown[] | null) => list && stringifyJson(list);
  return { inputs: text(inputs), outputs: text(outputs), params: text(params) };
}

function exampleInfo({ exampleParams }: ModelContent): Record<string, string> {
  return {
    artifact_path: EXAMPLE,
    // A string, as MLflow has it.
    ...(exampleParams && { params: 'true' }),
    serving_input_path: SERVING_EXAMPLE,
    type: 'json_object',
  };
}

function exampleFiles({ inputExample, exampleParams }: ModelContent): Record<string, string> {
  if (inputExample === undefined) return {};
  const inputs = exampleJson(inputExample);
  const params = exampleParams && { params: exampleJson(exampleParams) };
  // MLflow serves chat requests as they are.
  const chat = isObject(inputExample) && 'messages' in inputExample;
  const served = chat ? { ...(inputs as object), ...params } : { inputs, ...params };
  return {
    [EXAMPLE]: stringifyJson(params ? { inputs, ...params } : inputs),
    [SERVING_EXAMPLE]: stringifyJson(served),
  };
}

function environmentFiles({ requirements, pythonVersion }: ModelContent): Record<string, string> {
  const lines = requirements && { 'requirements.txt': requirements.map((line) => `${line}\n`).join('') };
  if (pythonVersion === undefined) return { ...lines };
  const packages = requirements?.length ? [{ pip: requirements }] : [];
  return {
    ...(lines ?? { 'requirements.txt': '' }),
    'python_env.yaml': yaml({
      python: pythonVersion,
      build_dependencies: ['pip', 'setuptools', 'wheel'],
      dependencies: ['-r requirements.txt'],
    }),
    'conda.yaml': yaml({
      channels: ['conda-forge'],
      dependencies: [`python=${pythonVersion}`, 'pip', ...packages],
      name: 'mlflow-env',
    }),
  };
}

/** PyYAML reads YAML 1.1, where many bare texts are something else (`no`, `1_0`, `=`, `2026-01-05`): all are quoted. */
function yaml(value: unknown): string {
  return stringify(value, {
    version: '1.1',
    lineWidth: 0,
    defaultStringType: 'QUOTE_SINGLE',
    defaultKeyType: 'PLAIN',
  });
}
