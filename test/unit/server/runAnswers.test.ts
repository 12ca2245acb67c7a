import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringifyJson } from '../../../src/model/json.ts';
import type { Metric, Run } from '../../../src/model/run.ts';
import { runAnswer, runPage } from '../../../src/server/wire/entities.ts';
import { openStore } from '../../fixtures/tempStore.ts';

// SQLite writes most of these answers, so they are held against what JavaScript writes of the same runs.

const text = fc.oneof(
  fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed()),
  fc.string(),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\n\r\t\b\f',
    '\0',
    '\u001f',
    '\u007f',
    '\u2028\u2029',
    '\u{1f600}',
    '__proto__',
    '9',
    '[]',
  ),
);
/** The server refuses lone surrogates; the store replaces them. */
const illFormed = fc.constantFrom('\ud800', 'a\udc00b');
const int64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.maxSafeInteger().map(BigInt),
  fc.constantFrom(0n, -1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)),
);
const double = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 0.1, 1e-7, 1e21, 123456789012345680000, 5e-324, Number.MAX_VALUE),
);
const pairs = fc.uniqueArray(fc.record({ key: text, value: fc.oneof(text, illFormed) }), {
  selector: ({ key }) => key,
  maxLength: 6,
});
const metric: fc.Arbitrary<Metric> = fc.record({ key: text, value: double, timestamp: int64, step: int64 });
const dataset = fc.record({
  dataset: fc.record({
    name: text,
    digest: text,
    sourceType: text,
    source: text,
    schema: fc.option(text),
    profile: fc.option(text),
  }),
  tags: pairs,
});
const logged = fc.record({
  name: text.filter((name) => name !== ''),
  startTime: int64,
  endTime: fc.option(int64),
  batch: fc.record({
    params: pairs,
    metrics: fc.array(metric, { maxLength: 6 }),
    tags: pairs,
    datasets: fc.array(dataset, { maxLength: 2 }),
    modelInputs: fc.uniqueArray(text, { maxLength: 2 }),
    modelOutputs: fc.uniqueArray(fc.record({ modelId: text, step: int64 }), {
      selector: ({ modelId }) => modelId,
      maxLength: 2,
    }),
  }),
});

/** A run as MLflow's JSON has it, made of the objects that the store gives. */
function pictured(run: Run, withModelInputs: boolean): object {
  const { info } = run;
  const listed = (name: string, items: readonly unknown[]) => (items.length > 0 ? { [name]: items } : {});
  const datasets = run.datasetInputs.map(({ dataset: { name, digest, sourceType, source, schema, profile }, tags }) => {
    const optional = { ...(schema === null ? {} : { schema }), ...(profile === null ? {} : { profile }) };
    return { ...listed('tags', tags), dataset: { name, digest, source_type: sourceType, source, ...optional } };
  });
  const modelInputs = withModelInputs ? run.modelInputs.map((modelId) => ({ model_id: modelId })) : [];
  const modelOutputs = run.modelOutputs.map(({ modelId, step }) => ({ model_id: modelId, step }));
  return {
    info: {
      run_uuid: info.runId,
      run_id: info.runId,
      experiment_id: info.experimentId,
      run_name: info.runName,
      user_id: info.userId,
      status: info.status,
      start_time: info.startTime,
      ...(info.endTime === null ? {} : { end_time: info.endTime }),
      artifact_uri: info.artifactUri,
      lifecycle_stage: info.lifecycleStage,
    },
    data: { ...listed('metrics', run.metrics), ...listed('params', run.params), ...listed('tags', run.tags) },
    inputs: { ...listed('dataset_inputs', datasets), ...listed('model_inputs', modelInputs) },
    outputs: listed('model_outputs', modelOutputs),
  };
}

test('Runs that are answered as text read as the objects of the store would be written, to the letter', () => {
  const store = openStore();
  let round = 0;
  const property = fc.property(fc.array(logged, { minLength: 1, maxLength: 4 }), fc.boolean(), (sketches, nameless) => {
    const experimentId = store.experiments.create(`round ${round++}`);
    const ids = store.write(() =>
      sketches.map(({ name, startTime, endTime, batch }) => {
        const { runId } = store.runs.create({ experimentId, runName: name, startTime }).info;
        store.runLog.log(runId, batch);
        if (endTime !== null) store.runs.update(runId, { status: 'FINISHED', endTime });
        if (nameless) for (const { key } of store.runs.get(runId).tags) store.runLog.deleteTag(runId, key);
        return runId;
      }),
    );
    for (const id of ids) {
      expect(runAnswer(store.runs.getText(id)).text).toBe(stringifyJson({ run: pictured(store.runs.get(id), true) }));
    }
    const page = store.search.runs({ experimentIds: [experimentId], maxResults: 2 });
    const runs = page.items.map(({ info }) => pictured(store.runs.get(info.runId), false));
    const token = page.nextPageToken === undefined ? {} : { next_page_token: page.nextPageToken };
    expect(runPage(page).text).toBe(stringifyJson({ runs, ...token }));
  });
  fc.assert(property, { seed: 20261123, numRuns: 150 });
});

test('A page without runs is empty', () => {
  const { search } = openStore();
  expect(runPage(search.runs({ experimentIds: ['0'] })).text).toBe('{}');
});
