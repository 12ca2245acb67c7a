import type { z } from 'zod';
import { invalid } from '../../model/errors.ts';
import type { DatasetInput } from '../../model/run.ts';
import { checkLength, checkRunId } from '../../model/validation.ts';
import { list, message, requiredText, tag, text } from '../wire/fields.ts';
import { logModel } from './logModel.ts';
import { rpc, type Rpc } from './route.ts';

const MAX_DATASETS = 1000;
const LIMITS = { name: 500, digest: 36, source: 65_535, schema: 1_048_575, profile: 16_777_215 } as const;
const MAX_TAG_KEY = 255;
const MAX_TAG_VALUE = 500;

const dataset = message({
  name: text,
  digest: text,
  source_type: text,
  source: text,
  schema: text.optional(),
  profile: text.optional(),
});
const datasetInput = message({ tags: list(tag), dataset });

/** What a run used, and the models an MLflow 2 client made in it. */
export const runInputRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    'runs/log-inputs',
    { run_id: requiredText, datasets: list(datasetInput), models: list(message({ model_id: requiredText })) },
    (args, { store }) => {
      checkRunId(args.run_id);
      if (args.datasets.length > MAX_DATASETS) {
        throw invalid(`A call can log at most ${MAX_DATASETS} datasets. Got ${args.datasets.length}.`);
      }
      const datasets = args.datasets.map(toDatasetInput);
      store.runLog.log(args.run_id, { datasets, modelInputs: args.models.map((model) => model.model_id) });
      return {};
    },
  ),
  rpc('POST', 'runs/log-model', { run_id: requiredText, model_json: requiredText }, async (args, services) => {
    await logModel(args.run_id, args.model_json, services);
    return {};
  }),
];

function toDatasetInput({ dataset: sent, tags }: z.output<typeof datasetInput>): DatasetInput {
  for (const [field, limit] of Object.entries(LIMITS) as [keyof typeof LIMITS, number][]) {
    checkLength(sent[field] ?? '', limit, field);
  }
  for (const { key, value } of tags) {
    checkLength(key, MAX_TAG_KEY, 'key');
    checkLength(value, MAX_TAG_VALUE, 'value');
  }
  const { name, digest, source_type: sourceType, source, schema = null, profile = null } = sent;
  return { dataset: { name, digest, sourceType, source, schema, profile }, tags };
}
