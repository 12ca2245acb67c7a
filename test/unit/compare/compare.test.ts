import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import type { Comparison } from '../../../src/compare/comparison.ts';
import type { Snapshot, SnapshotHead } from '../../../src/model/snapshot.ts';
import {
  buildFile,
  buildMetric,
  buildModel,
  buildPrompt,
  buildSnapshot,
  sentimentV1,
  sentimentV2,
  type SnapshotSpec,
} from '../../fixtures/build.ts';
import { supportV1, supportV2 } from '../../fixtures/rich.ts';
import { comparisonJson, drawComparison } from './drawComparison.ts';
import { expectGolden } from './golden.ts';

const compareSpecs = (...specs: SnapshotSpec[]): Comparison => compare(specs.map((spec) => buildSnapshot(spec)));

/** What a run made, looked at as a version. */
const asVersion = (snapshot: Snapshot, head: Partial<SnapshotHead>): Snapshot => ({
  ...snapshot,
  head: { ...snapshot.head, endTime: null, ...head },
});

describe('a comparison reads as one picture', () => {
  it('of the two runs of the scenario', () => {
    const comparison = compare([sentimentV1(), sentimentV2()]);
    expectGolden('scenario.txt', drawComparison(comparison));
    expectGolden('scenario.json', comparisonJson(comparison));
  });

  it('of two runs that differ in everything', () => {
    expectGolden('rich.txt', drawComparison(compare([supportV1(), supportV2()])));
  });

  it('of a run, a logged version, a registered version and a version of a prompt', () => {
    const logged = asVersion(supportV2(), { kind: 'loggedVersion', name: 'support v2', id: 'm-2', note: null });
    const registered = asVersion(supportV1(), {
      kind: 'modelVersion',
      name: 'support v1',
      id: 'models:/support/1',
      aliases: ['champion', 'prod'],
      note: 'In use.',
    });
    const prompt: Snapshot = {
      ...buildSnapshot({
        head: { kind: 'promptVersion', name: 'summary v5', id: 'prompts:/summary/5', status: null, endTime: null },
        experiment: null,
        prompts: [buildPrompt('Sum up: {{ conversation }}', { name: 'summary', origin: 'registry', version: '5' })],
      }),
      run: null,
    };
    expectGolden('kinds.txt', drawComparison(compare([supportV1(), logged, registered, prompt])));
  });

  it('of ten columns', () => {
    const columns = Array.from({ length: 10 }, (_, index): Snapshot => {
      const { head, ...snapshot } = index % 3 === 0 ? sentimentV1() : sentimentV2();
      const metrics = [
        buildMetric('accuracy', 0.8 + index / 100),
        buildMetric('loss', index === 6 ? NaN : 1 / (index + 1)),
      ];
      return { ...snapshot, head: { ...head, name: `try ${index}` }, metrics: index === 8 ? [] : metrics };
    });
    expectGolden('ten.txt', drawComparison(compare(columns)));
  });
});

describe('compare', () => {
  it('calls runs identical that differ only in id, name, time, note, and what MLflow tags and writes them with', () => {
    const files = (runId: string) => [buildFile('m/MLmodel', `run_id: ${runId}`), buildFile('m/model.pkl', 'x')];
    const run = (runId: string, runName: string, more: SnapshotSpec = {}): SnapshotSpec => ({
      info: { runId, runName, startTime: runName.length },
      tags: { 'mlflow.runName': runName },
      artifacts: files(runId),
      ...more,
    });
    const note = { head: { note: 'again' } };
    expect(compareSpecs(run('1', 'one'), run('2', 'again', note)).summary).toMatchObject({
      identical: true,
      lines: [],
    });
    for (const more of [{ artifacts: [] }, { artifacts: [buildFile('m/MLmodel', '')] }, { params: { a: '' } }]) {
      expect(compareSpecs(run('1', 'one'), run('2', 'two', more)).summary.identical).toBe(false);
    }
  });

  it('takes one column alone and as many as ten, and says so beyond', () => {
    expect(compare([sentimentV1()]).summary).toMatchObject({ identical: true, lines: [] });
    const ten = Array.from({ length: 10 }, (_, index) => (index === 4 ? sentimentV2() : sentimentV1()));
    const changes = compare(ten).params.items.map((row) => row.cells.map((cell) => cell.change === 'changed'));
    expect(changes).toEqual([ten, ten].map((runs) => runs.map((_, index) => index === 4)));
    expect(() => compare([...ten, sentimentV1()])).toThrow(
      'At most 10 columns can be compared at once; 11 were selected.',
    );
    expect(() => compare([])).toThrow('Select at least one run or version');
  });

  it('aligns datasets by name and use', () => {
    const dataset = { name: 'reviews', digest: 'd1', sourceType: 'local', source: 's', schema: null, profile: null };
    const used = (context: string) => [{ key: 'mlflow.data.context', value: context }];
    const { datasets } = compareSpecs(
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
      summaries: [buildMetric('m', 1, { timestamp: 2n ** 62n, step: 2n ** 62n })],
    });
    const { columns, metrics } = compare([long]);
    expect(columns[0]).toMatchObject({ duration: 807, startText: '9223372036854775000', durationText: '807 ms' });
    expect(metrics.items[0]?.cells[0]?.step).toBe(2n ** 62n);
  });

  it('names the model behind a run by param, else by flavor', () => {
    const { columns } = compareSpecs(
      { params: { model: 'gpt', model_type: 'llm' } },
      { params: { model: 'gpt', model_type: '' } },
      { models: [buildModel({ description: { flavors: ['python_function', 'sklearn'] } })] },
      { models: [buildModel({ description: null }), buildModel({ description: { flavors: ['python_function'] } })] },
      {},
    );
    expect(columns.map((column) => column.modelType)).toEqual(['llm', 'gpt', 'sklearn', 'python_function', null]);
  });

  it('says of versions what they are, and calls things by their right names where there are no runs', () => {
    const version = buildModel({ registered: [{ name: 'best', version: '3', aliases: ['champion'] }] });
    const head = {
      kind: 'modelVersion',
      name: 'best v3',
      id: 'models:/best/3',
      aliases: ['champion'],
      note: 'In use.',
      endTime: null,
    } as const;
    const labels = (...specs: SnapshotSpec[]): string[] =>
      compareSpecs(...specs).runInfo.items.map(
        ({ label, cells }) => `${label}: ${cells.map(({ text }) => text).join(' | ')}`,
      );
    expect(labels({ head, models: [version] })).toEqual([
      'Name: best v3',
      'Run ID: 00000000000000000000000000000000',
      'Experiment: sentiment',
      'Status: FINISHED',
      'Created: 2026-01-05T09:00:00Z',
      'User: ada',
      'Lifecycle: active',
      'Version: models:/best/3',
      'Registered as: best v3 @champion',
      'Aliases: champion',
      'Description: In use.',
    ]);
    const mixed = labels({}, { head });
    expect(mixed).toContain('Note:  | In use.');
    expect(mixed).toContain('Duration: 1.2 s | ');
  });
});
