import { $ZodError } from 'zod/v4/core';
import en from 'zod/v4/locales/en.js';
import * as z from 'zod/mini';
import type { ModelDescription } from '../model/models.ts';
import type { Signature } from '../model/signature.ts';
import type { ArtifactFiles } from './artifacts.ts';
import { parseColumns, parseParams } from './signatureSchema.ts';
import { parseYaml } from './yaml.ts';

// The small build of the library has no words of its own for what is wrong.
z.config(en());

/** Caps in bytes. A signature of 50,000 columns makes an MLmodel of some megabytes. */
const MAX_MLMODEL = 16_000_000;
const MAX_TEXT = 1_000_000;
const MAX_EXAMPLE = 4_000_000;

/** A scalar of the file, where any other kind of value counts as none. Python's None is an unquoted `null`. */
const NONE = ['', 'null', '~'];
const orNull = (value: string): string | null => (NONE.includes(value) ? null : value);
const plain = z.pipe(z.string(), z.transform(orNull));
const scalar = z.catch(z.nullable(plain), null);

const mlmodelSchema = z.object({
  mlflow_version: scalar,
  flavors: z.catch(z.record(z.string(), z.unknown()), {}),
  signature: z.optional(z.unknown()),
  saved_input_example_info: z.catch(z.object({ artifact_path: scalar }), { artifact_path: null }),
});
type Mlmodel = z.infer<typeof mlmodelSchema>;

const listText = z._default(z.nullable(plain), null);
const signatureSchema = z.union([
  z.pipe(
    z.undefined(),
    z.transform(() => null),
  ),
  z.pipe(
    z.enum(NONE),
    z.transform(() => null),
  ),
  z.object({ inputs: listText, outputs: listText, params: listText }),
]);

/** The two places that name the Python a model was logged with. */
const pythonFlavorSchema = z.catch(z.object({ python_version: scalar }), { python_version: null });
const pythonEnvSchema = z.object({ python: scalar });

/**
 * What the files of a logged model say: MLmodel, its input example, requirements.txt and python_env.yaml. `folder` is a
 * path under the store's artifacts. Never throws for what stands in the files: `problems` says what could not be read.
 */
export async function describeModel(files: ArtifactFiles, folder: string): Promise<ModelDescription> {
  return new ModelFolder(files, folder).describe();
}

/** One reading of one folder; collects what could not be read. */
class ModelFolder {
  readonly #files: ArtifactFiles;
  readonly #folder: string;
  readonly #problems: string[] = [];

  constructor(files: ArtifactFiles, folder: string) {
    this.#files = files;
    this.#folder = folder;
  }

  async describe(): Promise<ModelDescription> {
    const mlmodel = await this.#text('MLmodel', MAX_MLMODEL);
    if (mlmodel === null && this.#problems.length === 0) this.#problems.push('There is no MLmodel file.');
    const model = await this.#attempt('MLmodel', () => mlmodelSchema.parse(parseYaml(mlmodel ?? '{}')));
    return {
      signature: await this.#signature(model),
      inputExample: await this.#text(
        model?.saved_input_example_info.artifact_path ?? 'input_example.json',
        MAX_EXAMPLE,
      ),
      flavors: Object.keys(model?.flavors ?? {}),
      mlflowVersion: model?.mlflow_version ?? null,
      pythonVersion: await this.#pythonVersion(model),
      requirements: requirementLines((await this.#text('requirements.txt', MAX_TEXT)) ?? ''),
      mlmodel: withoutSignature(mlmodel ?? ''),
      problems: this.#problems,
    };
  }

  async #signature(model: Mlmodel | null): Promise<Signature | null> {
    const texts = await this.#attempt('The signature', () => signatureSchema.parse(model?.signature));
    if (!texts) return null;
    const part = <T>(name: 'inputs' | 'outputs' | 'params', parse: (text: string) => T): Promise<T | null> => {
      const text = texts[name];
      return this.#attempt(`The signature's ${name}`, () => (text === null ? null : parse(text)));
    };
    const signature = {
      inputs: await part('inputs', parseColumns),
      outputs: await part('outputs', parseColumns),
      params: await part('params', parseParams),
    };
    return Object.values(signature).every((list) => list === null) ? null : signature;
  }

  async #pythonVersion(model: Mlmodel | null): Promise<string | null> {
    const file = await this.#text('python_env.yaml', MAX_TEXT);
    const environment = await this.#attempt('python_env.yaml', () => pythonEnvSchema.parse(parseYaml(file ?? '{}')));
    return environment?.python ?? pythonFlavorSchema.parse(model?.flavors.python_function).python_version;
  }

  /** A file of the folder as text; null where there is none or it cannot be read. */
  async #text(name: string, cap: number): Promise<string | null> {
    return this.#attempt(name, async () => (await this.#files.readText(`${this.#folder}/${name}`, cap)) ?? null);
  }

  /** The door of what strangers wrote: whatever is wrong with it becomes a problem, while the disk's errors stay errors. */
  async #attempt<T>(what: string, read: () => T | Promise<T>): Promise<T | null> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Error) || 'errno' in error) throw error;
      this.#problems.push(`${what} could not be read: ${reason(error)}`);
      return null;
    }
  }
}

function reason(error: Error): string {
  if (!(error instanceof $ZodError)) return error.message.split('\n', 1)[0] ?? '';
  const [issue] = error.issues;
  const place = issue?.path.join('.');
  return `${place ? `${place}: ` : ''}${issue?.message ?? 'not what an MLmodel file holds'}`;
}

/** Requirements without comments and blanks; a line that ends in a back-slash goes on in the next. */
export function requirementLines(text: string): readonly string[] {
  const lines: string[] = [];
  let begun = '';
  for (const line of text.split(/\r?\n/)) {
    const whole = begun + line.trim();
    if (whole.endsWith('\\')) {
      begun = `${whole.slice(0, -1).trimEnd()} `;
      continue;
    }
    lines.push(whole);
    begun = '';
  }
  return [...lines, begun].map((line) => line.replace(/(?:^|\s)#.*$/, '').trim()).filter((line) => line !== '');
}

/** A longer text is kept without the signature, which is kept as such. */
const KEPT_WHOLE = 100_000;

function withoutSignature(mlmodel: string): string {
  if (mlmodel.length <= KEPT_WHOLE) return mlmodel;
  // From the key to the next one at the start of a line.
  return mlmodel.replace(/^signature:.*(?:\r?\n(?:[ \t}\]].*)?)*(?:\r?\n|$)/m, '').slice(0, MAX_TEXT);
}
