/**
 * Snapshots of every kind for property tests: few names and few values, so that two of them have much in common; keys
 * that objects have by themselves, empty texts, numbers that are none.
 */
import fc from 'fast-check';
import type { Signature } from '../../../src/model/signature.ts';
import type {
  ArtifactFile,
  DependencyLine,
  MetricSummary,
  ModelParts,
  PromptText,
  Snapshot,
  SnapshotModel,
} from '../../../src/model/snapshot.ts';
import { buildFile, buildMetric, buildModel, buildPrompt, buildSnapshot } from '../../fixtures/build.ts';

const keys = fc.constantFrom('a', 'b', 'loss', 'accuracy', 'mlflow.c', '__proto__', 'toString', 'a b');

const json = fc.json({ maxDepth: 3 });

const values = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', '0.7', '12', '-0', '1e400', '9007199254740993', 'x y', 'line\nline', '{}'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{"a":1,"b":[1,2,{"c":9.0}]}', '{"b":[2,{"c":9}]}', '[1,2,3]', "{'a': 1}", '['),
  },
  { weight: 1, arbitrary: json },
  { weight: 1, arbitrary: fc.string() },
);

const numbers = fc.oneof(
  fc.constantFrom(0, -0, 1, -2.5, 0.1, 0.3, NaN, Infinity, -Infinity, Number.MAX_VALUE, 5e-324),
  fc.double(),
);

export const metric: fc.Arbitrary<MetricSummary> = fc
  .record({ key: fc.oneof(keys, fc.constant('system/cpu')), points: fc.array(numbers, { minLength: 1, maxLength: 4 }) })
  .map(({ key, points }) => {
    const counted = points.filter((point) => !Number.isNaN(point));
    const bounds = counted.length === 0 ? [null, null] : [Math.min(...counted), Math.max(...counted)];
    const [min = null, max = null] = bounds;
    return buildMetric(key, points.at(-1) ?? 0, { count: points.length, step: points.length - 1, min, max });
  });

const templates = fc.oneof(
  fc.constantFrom(
    'Say {x}. Be brief.',
    'Say {y}.\nBe brief, {{ name }}.',
    '',
    '[{"role":"system","content":"Be kind."},{"role":"user","content":"{x}"}]',
    '[{"role":"user","content":"{x} {y}"}]',
  ),
  fc.string({ unit: 'grapheme' }),
);

export const prompt: fc.Arbitrary<PromptText> = fc
  .record(
    {
      name: fc.constantFrom('system', 'judge', '__proto__'),
      text: templates,
      origin: fc.constantFrom('param', 'registry', 'file', 'modelConfig'),
      version: fc.constantFrom('1', '2'),
      responseFormat: values,
      modelConfig: values,
    },
    { requiredKeys: ['name', 'text', 'origin'] },
  )
  .map(({ text, ...spec }) => buildPrompt(text, spec));

const signature: fc.Arbitrary<Signature | null> = fc.option(
  fc
    .uniqueArray(fc.constantFrom('text', 'user', '__proto__'), { maxLength: 3 })
    .chain((names) => fc.tuple(...names.map((name) => fc.record({ name: fc.constant(name), required: fc.boolean() }))))
    .chain((columns) =>
      fc.record({
        inputs: fc.option(fc.constant(columns.map((each) => ({ type: 'string', ...each }) as const))),
        outputs: fc.constantFrom(null, [{ type: 'double', required: true } as const]),
        params: fc.constantFrom(null, [{ type: 'long', name: 'n', default: 1, shape: null } as const]),
      }),
    ),
);

const lines = fc.constantFrom(
  'a',
  'a==1.2',
  'A==1.3',
  'b>=1,<2',
  'b==1.0.0',
  'a-b @ https://example.com/x',
  '-r more.txt',
  '',
);

const dependency: fc.Arbitrary<DependencyLine> = fc.record({
  file: fc.constantFrom('requirements.txt', 'conda.yaml', 'python_env.yaml'),
  manager: fc.constantFrom('pip', 'conda', 'python'),
  line: fc.oneof(lines, fc.constantFrom('a=1.2', '3.11.9', '3.12')),
});

const parts: fc.Arbitrary<ModelParts> = fc.record({
  flavors: fc.uniqueArray(
    fc.record({ name: fc.constantFrom('python_function', 'sklearn', 'toString'), config: values.filter(isJson) }),
    { selector: ({ name }) => name },
  ),
  modelConfig: fc.option(json),
  codePaths: fc.subarray(['a.py', 'b.py']),
  dependencies: fc.array(dependency, { maxLength: 5 }),
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const model: fc.Arbitrary<SnapshotModel> = fc
  .record({
    name: fc.constantFrom('m', 'n', '__proto__'),
    version: fc.integer({ min: 1, max: 3 }),
    parts: fc.option(parts),
    description: fc.option(
      fc.record({
        signature,
        inputExample: fc.option(fc.oneof(values, fc.constant('{"columns":["text"],"data":[["x"]]}'))),
        flavors: fc.subarray(['python_function', 'sklearn']),
        pythonVersion: fc.constantFrom(null, '3.11.9', '3.12.1'),
        requirements: fc.array(lines, { maxLength: 3 }),
      }),
    ),
  })
  .map((spec) => buildModel(spec));

const file: fc.Arbitrary<ArtifactFile> = fc
  .record({
    path: fc.constantFrom('a', 'b', 'c.png', 'm/MLmodel', 'm/requirements.txt', 'n/x.txt', '__proto__'),
    content: fc.constantFrom('', 'one', 'two', 'three'),
    isHashed: fc.boolean(),
  })
  .map(({ path, content, isHashed }) => ({ ...buildFile(path, content), ...(isHashed ? {} : { sha256: null }) }));

const datasets = fc
  .array(
    fc.record({
      name: fc.constantFrom('d', 'e'),
      digest: fc.constantFrom('1', '2'),
      context: fc.constantFrom(null, 'eval'),
    }),
    {
      maxLength: 3,
    },
  )
  .map((all) =>
    all.map(({ name, digest, context }) => ({
      dataset: { name, digest, sourceType: 'local', source: 's', schema: null, profile: null },
      tags: context === null ? [] : [{ key: 'mlflow.data.context', value: context }],
    })),
  );

const head = fc.record({
  kind: fc.constantFrom('run', 'loggedVersion', 'modelVersion', 'promptVersion'),
  name: fc.constantFrom('', 'one', 'two'),
  id: fc.constantFrom('r', 's'),
  status: fc.constantFrom(null, 'FINISHED', 'FAILED', 'RUNNING'),
  aliases: fc.subarray(['champion']),
  note: fc.option(fc.string()),
} as const);

const byKey = <Entry extends { readonly key: string }>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));

const entries = fc.uniqueArray(fc.record({ key: keys, value: values }), { selector: ({ key }) => key }).map(byKey);

export const snapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    head,
    hasRun: fc.boolean(),
    params: entries,
    tags: entries,
    metrics: fc.uniqueArray(metric, { selector: ({ key }) => key }).map(byKey),
    prompts: fc.array(prompt, { maxLength: 3 }),
    models: fc.array(model, { maxLength: 3 }),
    artifacts: fc.uniqueArray(file, { selector: ({ path }) => path }),
    artifactsTruncated: fc.boolean(),
    datasetInputs: datasets,
  })
  .map(({ head: spec, hasRun, params, tags, metrics, datasetInputs, ...own }) => {
    const built = buildSnapshot({ ...own, head: spec });
    return { ...built, ...(hasRun ? {} : { run: null, experiment: null }), params, tags, metrics, datasetInputs };
  });
