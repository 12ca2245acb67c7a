import type { z } from 'zod';
import { invalid } from '../../model/errors.ts';
import type { Metric } from '../../model/run.ts';
import { missing } from '../wire/arguments.ts';
import { double, int64, message, requiredText, text } from '../wire/fields.ts';

/** `run_uuid` is the old name of `run_id`; clients send both. */
export const runIdShape = { run_id: text.optional(), run_uuid: text.optional() };

export function runIdOf(args: {
  readonly run_id?: string | undefined;
  readonly run_uuid?: string | undefined;
}): string {
  const runId = args.run_id ?? args.run_uuid;
  if (runId) return runId;
  throw missing('run_id');
}

export const metricShape = {
  key: requiredText,
  value: double,
  timestamp: int64,
  step: int64.default(0),
  model_id: text.optional(),
  dataset_name: text.optional(),
  dataset_digest: text.optional(),
};

export const metric = message(metricShape);

export function toMetric(sent: z.output<typeof metric>): Metric {
  if (Boolean(sent.dataset_name) !== Boolean(sent.dataset_digest)) {
    throw invalid('Both dataset_name and dataset_digest must be provided if one is provided');
  }
  return {
    key: sent.key,
    value: sent.value,
    timestamp: sent.timestamp,
    step: sent.step,
    ...(sent.model_id ? { modelId: sent.model_id } : {}),
    ...(sent.dataset_name ? { datasetName: sent.dataset_name } : {}),
    ...(sent.dataset_digest ? { datasetDigest: sent.dataset_digest } : {}),
  };
}
