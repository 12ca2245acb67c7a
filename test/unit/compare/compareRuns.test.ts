import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, SECTION_NAMES } from '../../../src/compare/comparison.ts';
import { compareRuns } from '../../../src/compare/compareRuns.ts';
import { stringifyJson } from '../../../src/model/json.ts';
import type { RunSnapshot } from '../../../src/model/snapshot.ts';
import {
  buildFile,
  buildModel,
  buildPrompt,
  buildSnapshot,
  sentimentV1,
  sentimentV2,
  type SnapshotSpec,
} from '../../fixtures/build.ts';
import { drawComparison } from './draw.ts';

const compare = (...specs: SnapshotSpec[]): Comparison => compareRuns(specs.map((spec) => buildSnapshot(spec)));

describe('the two runs of the scenario', () => {
  const comparison = compareRuns([sentimentV1(), sentimentV2()]);

  it('read as one picture', async () => {
    await expect(drawComparison(comparison)).toMatchFileSnapshot('../../fixtures/golden/comparison.txt');
  });

  it('are one plain value', async () => {
    await expect(stringifyJson(comparison, 2)).toMatchFileSnapshot('../../fixtures/golden/comparison.json');
    expect(structuredClone(comparison)).toEqual(comparison);
  });
});

describe('compareRuns', () => {
  it('finds nothing in a run compared with itself', () => {
    const { summary } = compareRuns([sentimentV2(), sentimentV2()]);
    expect(summary.identical).toBe(true);
    expect(SECTION_NAMES.map((name) => summary.sections[name].differing)).toEqual(SECTION_NAMES.map(() => 0));
  });

  it('calls runs identical that differ only in id, name, time and what MLflow tags them with', () => {
    const first = sentimentV1();
    const info = { ...first.run.info, runId: 'f'.repeat(32), runName: 'again', startTime: 5, endTime: 9 };
    const tags = first.run.tags.map((tag) => (tag.key === 'mlflow.runName' ? { ...tag, value: 'again' } : tag));
    const other = { ...first, run: { ...first.run, info, tags } };
    expect(compareRuns([sentimentV1(), other]).summary.identical).toBe(true);
  });

  it('takes one run alone and as many as ten, and says so beyond', () => {
    expect(compareRuns([sentimentV1()]).summary.identical).toBe(true);
    const ten = Array.from({ length: 10 }, (_, index) => (index === 4 ? sentimentV2() : sentimentV1()));
    const changes = compareRuns(ten).params.items.map((row) => row.cells.map((cell) => cell.change === 'changed'));
    expect(changes).toEqual([ten, ten].map((runs) => runs.map((_, index) => index === 4)));
    expect(() => compareRuns([...ten, sentimentV1()])).toThrow(
      'At most 10 runs can be compared at once; 11 were selected.',
    );
    expect(() => compareRuns([])).toThrow('Select at least one run');
  });

  it('aligns prompts by name and compares a missing one with nothing', () => {
    const { prompts } = compare(
      { prompts: [buildPrompt('a {x}', { name: 'system' }), buildPrompt('one {text} {old}', { name: 'user' })] },
      { prompts: [buildPrompt('two {new} {text}', { name: 'user', origin: 'registry', version: '3' })] },
    );
    expect(
      prompts.items.map(({ key, cells }) => [
        key,
        ...cells.map(({ change, origin, version }) => `${change} ${origin} ${version}`),
      ]),
    ).toEqual([
      ['system', 'same param null', 'removed null null'],
      ['user', 'same param null', 'changed registry 3'],
    ]);
    expect(prompts.items[1]?.cells[1]?.variables).toEqual([
      { name: 'new', change: 'added' },
      { name: 'text', change: 'kept' },
      { name: 'old', change: 'removed' },
    ]);
    expect(prompts.items[0]?.cells[1]?.diff?.rows.map((row) => row.kind)).toEqual(['removed']);
  });

  it('shows what a metric gained, and never takes a missing one for zero', () => {
    const { metrics } = compare(
      { metrics: { accuracy: 0.87, gone: 1, loss: NaN, zero: 0, 'system/cpu': 3, top: Infinity, same: 1e-7 } },
      { metrics: { accuracy: 0.91, new: 0, loss: NaN, zero: 2, 'system/cpu': 4, top: 5, same: 1e-7 } },
    );
    const drawn = metrics.items.map(({ key, differs, system, cells }) => {
      const [base, here] = cells;
      const delta = `${here?.deltaText} ${here?.percentText}`;
      return [key, base?.text, here?.text, here?.change, delta, differs, system].join(' | ');
    });
    expect(drawn).toEqual([
      'accuracy | 0.87 | 0.91 | changed | +0.04 +4.6% | true | false',
      'gone | 1 |  | removed | null null | true | false',
      'loss | NaN | NaN | same | null null | false | false',
      'new |  | 0 | added | null null | true | false',
      'same | 1e-7 | 1e-7 | same | 0 0% | false | false',
      'top | Infinity | 5 | changed | null null | true | false',
      'zero | 0 | 2 | changed | +2 null | true | false',
      'system/cpu | 3 | 4 | changed | +1 +33% | true | true',
    ]);
  });

  it('tells files apart by their content, and says where it does not know', () => {
    const unhashed = (path: string, size = 5) => ({ path, size, sha256: null });
    const base = [
      buildFile('a', 'same'),
      buildFile('b', 'old!'),
      buildFile('gone', ''),
      unhashed('big'),
      unhashed('grown', 4),
    ];
    const here = [
      buildFile('a', 'same'),
      buildFile('b', 'new!'),
      buildFile('more', 'x'),
      unhashed('big'),
      unhashed('grown'),
    ];
    const other = { info: { runId: 'other' } };
    const changes = (comparison: Comparison) =>
      comparison.artifacts.items.map(({ path, cells, differs }) => `${path} ${cells[1]?.change} ${differs}`);
    expect(changes(compare({ artifacts: base }, { ...other, artifacts: here }))).toEqual([
      'a same false',
      'b changed true',
      'big unknown true',
      'gone removed true',
      'grown changed true',
      'more added true',
    ]);
    expect(changes(compare({ artifacts: base }, { artifacts: base }))).toContain('big same false');
    expect(changes(compare({ artifacts: base }, { ...other, artifacts: [], artifactsTruncated: true }))).toEqual(
      ['a', 'b', 'big', 'gone', 'grown'].map((path) => `${path} unknown true`),
    );
  });

  it('aligns requirements by the name pip knows them by', () => {
    const requirements = (...lines: string[]) => ({ models: [buildModel({ description: { requirements: lines } })] });
    const { dependencies } = compare(
      requirements(
        'scikit-learn==1.5.0',
        'torch>=2',
        'pandas[parquet] == 2.2',
        '--extra-index-url https://example.com',
        'old',
      ),
      requirements(
        'scikit_learn==1.6.0',
        'torch >= 2',
        'pandas==2.2',
        '--extra-index-url https://example.com',
        'git+https://example.com/x',
        'lib @ https://example.com/lib.whl',
      ),
    );
    expect(
      dependencies.models.flatMap(({ items }) =>
        items.map(
          ({ name, cells }) => `${name}: ${cells.map(({ specifier, change }) => `${specifier} ${change}`).join(' | ')}`,
        ),
      ),
    ).toEqual([
      '--extra-index-url https://example.com:  same |  same',
      'git+https://example.com/x: null same |  added',
      'lib: null same | @ https://example.com/lib.whl added',
      'old:  same | null removed',
      'pandas: [parquet] == 2.2 same | ==2.2 changed',
      'scikit-learn: ==1.5.0 same | ==1.6.0 changed',
      'torch: >=2 same | >= 2 same',
    ]);
  });

  it('compares input examples by what they say, not by how they are spaced', () => {
    const example = (inputExample: string | null) => ({ models: [buildModel({ description: { inputExample } })] });
    const { inputExamples } = compare(
      example('{"a":NaN}'),
      example('{ "a" : NaN }'),
      example('{broken'),
      example(null),
    );
    expect(inputExamples.items[0]?.cells.map(({ text, parsed, change }) => ({ text, parsed, change }))).toEqual([
      { text: '{\n  "a": NaN\n}', parsed: true, change: 'same' },
      { text: '{\n  "a": NaN\n}', parsed: true, change: 'same' },
      { text: '{broken', parsed: false, change: 'changed' },
      { text: null, parsed: true, change: 'removed' },
    ]);
  });

  it('aligns datasets by name and use', () => {
    const dataset = { name: 'reviews', digest: 'd1', sourceType: 'local', source: 's', schema: null, profile: null };
    const used = (context: string) => [{ key: 'mlflow.data.context', value: context }];
    const { datasets } = compare(
      {
        datasetInputs: [
          { dataset, tags: used('training') },
          { dataset, tags: used('eval') },
        ],
      },
      {
        datasetInputs: [
          { dataset: { ...dataset, digest: 'd2' }, tags: used('training') },
          { dataset, tags: [] },
        ],
      },
    );
    expect(datasets.items.map(({ key, context, cells }) => [key, context, cells[1]?.change])).toEqual([
      ['reviews (training)', 'training', 'changed'],
      ['reviews', null, 'added'],
      ['reviews (eval)', 'eval', 'removed'],
    ]);
  });

  it('takes 64-bit steps and times', () => {
    const long = buildSnapshot({
      info: { startTime: 9_223_372_036_854_775_000n, endTime: 9_223_372_036_854_775_807n },
    });
    const run = { ...long.run, metrics: [{ key: 'm', value: 1, timestamp: 2n ** 62n, step: 2n ** 62n }] };
    const { columns, metrics } = compareRuns([{ ...long, run }]);
    expect(columns[0]).toMatchObject({ duration: 807, startText: '9223372036854775000', durationText: '807 ms' });
    expect(metrics.items[0]?.cells[0]?.step).toBe(2n ** 62n);
  });

  it('names the model behind a run by param, else by flavor', () => {
    const typed = compare(
      { params: { model: 'gpt', model_type: 'llm' } },
      { params: { model: 'gpt', model_type: '' } },
      { models: [buildModel({ description: { flavors: ['python_function', 'sklearn'] } })] },
      { models: [buildModel({ description: null }), buildModel({ description: { flavors: ['python_function'] } })] },
      {},
    );
    expect(typed.columns.map((column) => column.modelType)).toEqual(['llm', 'gpt', 'sklearn', 'python_function', null]);
  });
});

describe('compareRuns, for any two runs', () => {
  const values = fc.dictionary(
    fc.constantFrom('a', 'b', 'mlflow.c', 'd', '__proto__'),
    fc.constantFrom('', '1', 'x y', 'x z'),
  );
  const metrics = fc.dictionary(fc.constantFrom('m', 'n', 'system/o'), fc.constantFrom(0, 1, -2.5, NaN, Infinity));
  const texts = fc.array(fc.tuple(fc.constantFrom('p', 'q'), fc.constantFrom('say {x}', 'say {y}\n', '')), {
    maxLength: 3,
  });
  const snapshot: fc.Arbitrary<RunSnapshot> = fc
    .record({ params: values, tags: values, metrics, texts, files: values, runId: fc.constantFrom('r', 's') })
    .map(({ texts: prompts, files, runId, ...spec }) =>
      buildSnapshot({
        ...spec,
        info: { runId },
        prompts: prompts.map(([name, text]) => buildPrompt(text, { name })),
        artifacts: Object.entries(files).map(([path, content]) => buildFile(path, content)),
        models: Object.entries(files).map(([name, line]) =>
          buildModel({ name, description: { requirements: [line], inputExample: line } }),
        ),
      }),
    );
  const mirror = { same: 'same', changed: 'changed', unknown: 'unknown', added: 'removed', removed: 'added' } as const;
  const changes = (comparison: Comparison, column: number) =>
    (['prompts', 'models', 'params', 'metrics', 'tags', 'artifacts', 'inputExamples', 'runInfo'] as const).map(
      (name) =>
        new Map(
          comparison[name].items.map((row) => ['key' in row ? row.key : row.path, row.cells[column]?.change] as const),
        ),
    );

  it('mirrors the answer when the runs are swapped', () => {
    fc.assert(
      fc.property(snapshot, snapshot, (a, b) => {
        const there = changes(compareRuns([a, b]), 1);
        const back = changes(compareRuns([b, a]), 1);
        expect(back).toEqual(
          there.map((rows) => new Map([...rows].map(([key, change]) => [key, change && mirror[change]]))),
        );
      }),
    );
  });

  it('finds nothing in a run compared with itself', () => {
    fc.assert(fc.property(snapshot, (run) => compareRuns([run, run]).summary.identical));
  });

  it('loses and invents no value', () => {
    fc.assert(
      fc.property(snapshot, snapshot, (a, b) => {
        const { params, prompts } = compareRuns([a, b]);
        for (const [column, run] of [a, b].entries()) {
          const shown = params.items.flatMap(({ key, cells }) =>
            cells[column]?.text == null ? [] : [`${key}=${cells[column].text}`],
          );
          expect(shown).toEqual(run.run.params.map(({ key, value }) => `${key}=${value}`).toSorted());
          const promptTexts = prompts.items.flatMap(({ cells }) => cells[column]?.text ?? []);
          expect(promptTexts.toSorted()).toEqual(run.prompts.map(({ text }) => text).toSorted());
        }
      }),
    );
  });
});
