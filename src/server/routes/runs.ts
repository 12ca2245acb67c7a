import { RUN_STATUSES } from '../../model/run.ts';
import {
  checkBatch,
  checkExperimentId,
  checkMetric,
  checkParamKey,
  checkRunId,
  checkTagKey,
} from '../../model/validation.ts';
import { RUN_NAME_TAG } from '../../store/runs.ts';
import { missing } from '../wire/arguments.ts';
import { invalid } from '../../model/errors.ts';
import { newRunJson, runAnswer, runInfoJson, runPage } from '../wire/entities.ts';
import {
  countUpTo,
  int64,
  list,
  message,
  oneOf,
  param,
  requiredList,
  requiredText,
  tag,
  text,
} from '../wire/fields.ts';
import { viewType } from './experiments.ts';
import { rpc, type Rpc } from './route.ts';
import { metric, metricShape, runIdOf, runIdShape, toMetric } from './runFields.ts';

/** The size MLflow's documents give for a batch, in bytes. */
const MAX_BATCH_BYTES = 1_000_000;
const MAX_SEARCH = 50_000;

export const runRoutes: readonly Rpc[] = [
  rpc(
    'POST',
    'runs/create',
    {
      experiment_id: text.default(''),
      user_id: text.optional(),
      run_name: text.optional(),
      start_time: int64.default(0),
      tags: list(tag),
    },
    (args, { store }) => {
      if (args.experiment_id === '') throw missing('experiment_id');
      checkExperimentId(args.experiment_id);
      const run = store.runs.create({
        experimentId: args.experiment_id,
        runName: args.run_name ?? '',
        userId: args.user_id ?? '',
        startTime: args.start_time,
        tags: args.tags,
      });
      return { run: newRunJson(run) };
    },
  ),
  rpc('GET', 'runs/get', runIdShape, (args, { store }) => runAnswer(store.runs.getText(runIdOf(args)))),
  rpc(
    'POST',
    'runs/update',
    { ...runIdShape, status: oneOf(RUN_STATUSES, 1), end_time: int64.optional(), run_name: text.optional() },
    (args, { store }) => {
      const status = args.status === undefined ? {} : { status: args.status };
      const endTime = args.end_time === undefined ? {} : { endTime: args.end_time };
      const info = store.runs.update(runIdOf(args), { ...status, ...endTime, runName: args.run_name ?? '' });
      return { run_info: runInfoJson(info) };
    },
  ),
  rpc('POST', 'runs/delete', { run_id: requiredText }, (args, { store }) => {
    store.runs.delete(args.run_id);
    return {};
  }),
  rpc('POST', 'runs/restore', { run_id: requiredText }, (args, { store }) => {
    store.runs.restore(args.run_id);
    return {};
  }),
  rpc('POST', 'runs/log-metric', { ...runIdShape, ...metricShape }, (args, { store }) => {
    const logged = toMetric(args);
    checkMetric(logged);
    store.runLog.log(runIdOf(args), { metrics: [logged] });
    return {};
  }),
  rpc(
    'POST',
    'runs/log-parameter',
    { ...runIdShape, key: requiredText, value: text.default('') },
    (args, { store }) => {
      checkParamKey(args.key);
      store.runLog.log(runIdOf(args), { params: [{ key: args.key, value: args.value }] });
      return {};
    },
  ),
  rpc(
    'POST',
    'runs/log-batch',
    { run_id: requiredText, metrics: list(metric), params: list(param), tags: list(tag) },
    (args, { store }, bytes) => {
      if (bytes > MAX_BATCH_BYTES) {
        throw invalid(
          `Batched logging API requests must be at most ${MAX_BATCH_BYTES} bytes, got a request of size ${bytes}.`,
        );
      }
      checkRunId(args.run_id);
      const metrics = args.metrics.map(toMetric);
      checkBatch(metrics, args.params, args.tags);
      store.runLog.log(args.run_id, { metrics, params: args.params, tags: args.tags, asBatch: true });
      return {};
    },
  ),
  rpc('POST', 'runs/set-tag', { ...runIdShape, key: requiredText, value: text.default('') }, (args, { store }) => {
    checkTagKey(args.key);
    // A run keeps its name when it is given an empty one.
    const tags = args.key === RUN_NAME_TAG && args.value === '' ? [] : [{ key: args.key, value: args.value }];
    store.runLog.log(runIdOf(args), { tags });
    return {};
  }),
  rpc('POST', 'runs/delete-tag', { run_id: requiredText, key: requiredText }, (args, { store }) => {
    store.runLog.deleteTag(args.run_id, args.key);
    return {};
  }),
  rpc(
    'POST',
    'runs/search',
    {
      experiment_ids: list(text),
      filter: text.optional(),
      run_view_type: viewType,
      max_results: countUpTo(MAX_SEARCH).default(1000),
      order_by: list(text),
      page_token: text.optional(),
    },
    (args, { store }) => {
      if (args.experiment_ids.length === 0) return {};
      args.experiment_ids.forEach(checkExperimentId);
      const page = store.search.runs({
        experimentIds: args.experiment_ids,
        filter: args.filter ?? '',
        view: args.run_view_type ?? 'ACTIVE_ONLY',
        maxResults: args.max_results,
        orderBy: args.order_by,
        pageToken: args.page_token ?? '',
      });
      return runPage(page);
    },
  ),
  rpc(
    'POST',
    'runs/outputs',
    { run_id: requiredText, models: requiredList(message({ model_id: requiredText, step: int64.default(0) })) },
    (args, { store }) => {
      const modelOutputs = args.models.map((model) => ({ modelId: model.model_id, step: model.step }));
      store.runLog.log(args.run_id, { modelOutputs });
      return {};
    },
  ),
];
