import { invalid } from '../../model/errors.ts';
import type { LoggedModel, ModelVersion, RegisteredModel } from '../../model/models.ts';
import type { EvaluationDataset } from '../../model/evaluationDataset.ts';
import type { Experiment, LifecycleStage, Page, ViewType } from '../../model/run.ts';
import type { Database } from '../database.ts';
import type { EvaluationDatasets } from '../evaluationDatasets.ts';
import { STAGES_OF, type Experiments } from '../experiments.ts';
import type { LoggedModels } from '../loggedModels.ts';
import type { Registry } from '../registry.ts';
import type { Runs, RunText } from '../runs.ts';
import { allOf, conditionsSql, identifiesRows, orderedColumns, orderSql } from './compile.ts';
import { EVALUATION_DATASET_GRAMMAR } from './evaluationDatasetGrammar.ts';
import { EXPERIMENT_GRAMMAR } from './experimentGrammar.ts';
import { orderColumn, type Grammar } from './grammar.ts';
import { loggedModelGrammar, onDatasets, type DatasetRef } from './loggedModelGrammar.ts';
import { limitOf, offsetOf, pageToken, type Bound, type Limits } from './paging.ts';
import { identifier, parseFilter, parseOrder } from './parse.ts';
import { asksForPrompts, isOnPromptTag, noPrompt } from './prompts.ts';
import { MODEL_VERSION_GRAMMAR, REGISTERED_MODEL_GRAMMAR } from './registryGrammar.ts';
import { experimentNumbers, RunFinder, runSelection } from './runSearch.ts';
import { isOneOf, joined, sql, type Sql } from './sql.ts';

export type { DatasetRef } from './loggedModelGrammar.ts';

/** What every search takes. An empty filter and an empty page token count as none. */
export interface SearchQuery {
  readonly filter?: string;
  readonly maxResults?: number;
  readonly orderBy?: readonly string[];
  readonly pageToken?: string;
}

export interface RunSearch extends SearchQuery {
  readonly experimentIds: readonly string[];
  readonly view?: ViewType;
}

export interface ExperimentSearch extends SearchQuery {
  readonly maxResults: number;
  readonly view?: ViewType;
}

/** No experiments means the datasets of all of them. */
export interface EvaluationDatasetSearch extends SearchQuery {
  readonly experimentIds: readonly string[];
}

export interface LoggedModelOrder {
  readonly fieldName: string;
  readonly ascending?: boolean;
  readonly datasetName?: string;
  readonly datasetDigest?: string;
}

export interface LoggedModelSearch extends Omit<SearchQuery, 'orderBy'> {
  readonly experimentIds: readonly string[];
  readonly datasets?: readonly DatasetRef[];
  readonly orderBy?: readonly LoggedModelOrder[];
}

/** The parts of the store that give whole entities. */
export interface SearchedStore {
  readonly runs: Runs;
  readonly experiments: Experiments;
  readonly loggedModels: LoggedModels;
  readonly registry: Registry;
  readonly evaluationDatasets: EvaluationDatasets;
}

// MLflow does not limit logged models; a page has to fit into memory here.
const LIMITS = {
  runs: { usual: 1000, most: 50_000 },
  experiments: { most: 50_000 },
  registeredModels: { usual: 100, most: 1000 },
  modelVersions: { usual: 200_000, most: 200_000 },
  loggedModels: { usual: 100, most: 50_000 },
  evaluationDatasets: { usual: 1000, most: 50_000 },
} as const satisfies Record<string, Limits>;

const MAX_ORDERS = 20;

/** One search, ready to run: a page of the rows of `select` that satisfy `where`. */
interface Plan {
  readonly select: string;
  readonly where: readonly Sql[];
  readonly order: readonly Sql[];
  readonly limit: number;
  readonly offset: number;
  /** What the page token is bound to, if anything. */
  readonly bound?: Bound;
}

/**
 * MLflow's searches over the store: filter, order and pages happen in SQL, the page's entities are then read whole.
 * Everything a client can get wrong throws INVALID_PARAMETER_VALUE with MLflow's text.
 */
export class Search {
  readonly #db: Database;
  readonly #store: SearchedStore;
  readonly #finder: RunFinder;

  constructor(db: Database, store: SearchedStore) {
    this.#db = db;
    this.#store = store;
    this.#finder = new RunFinder(db);
  }

  /** Runs of these experiments, to be sent on; none of no experiments. By default the latest started come first. */
  runs(query: RunSearch): Page<RunText> {
    atMost(query.orderBy ?? []);
    const selection = runSelection(query);
    const limit = limitOf(query.maxResults, LIMITS.runs);
    const offset = offsetOf(query.pageToken);
    const numbers = this.#finder.find(selection, limit + 1, offset);
    const items = this.#store.runs.getTexts(numbers.slice(0, limit));
    return numbers.length > limit ? { items, nextPageToken: pageToken(offset + limit) } : { items };
  }

  /** By default the newest come first. */
  experiments(query: ExperimentSearch): Page<Experiment> {
    const plan = plannedBy(EXPERIMENT_GRAMMAR, query, LIMITS.experiments);
    const newest = [sql('e.creation_time DESC'), sql('e.experiment_id')];
    return this.#page<{ experiment_id: bigint }, Experiment>(
      {
        ...plan,
        select: 'e.experiment_id FROM experiments e',
        where: [inView('e', query.view), ...filtered(EXPERIMENT_GRAMMAR, query.filter)],
        order: plan.order.length > 0 ? [...plan.order, sql('e.experiment_id DESC')] : newest,
      },
      (rows) => this.#store.experiments.getMany(rows.map((row) => Number(row.experiment_id))),
    );
  }

  /** By name. Prompts are hidden unless the filter asks for them. */
  registeredModels(query: SearchQuery): Page<RegisteredModel> {
    const plan = plannedBy(REGISTERED_MODEL_GRAMMAR, query, LIMITS.registeredModels);
    return this.#page<{ name: string }, RegisteredModel>(
      {
        ...plan,
        select: 'm.name FROM registered_models m',
        where: registered(REGISTERED_MODEL_GRAMMAR, query.filter, noPrompt('m', 'registered_model_tags')),
        order: [...plan.order, sql('m.name')],
      },
      (rows) => this.#store.registry.getMany(rows.map((row) => row.name)),
    );
  }

  /** The last changed come first. Versions of prompts are hidden unless the filter asks for them. */
  modelVersions(query: SearchQuery): Page<ModelVersion> {
    const plan = plannedBy(MODEL_VERSION_GRAMMAR, query, LIMITS.modelVersions);
    const usual = plan.order.length > 0 ? [] : [sql('v.last_updated_timestamp DESC')];
    return this.#page<{ name: string; version: bigint }, ModelVersion>(
      {
        ...plan,
        select: 'v.name, v.version FROM model_versions v',
        where: registered(MODEL_VERSION_GRAMMAR, query.filter, noPrompt('v', 'model_version_tags')),
        order: [...plan.order, ...usual, sql('v.name'), sql('v.version DESC')],
      },
      (rows) => rows.map((row) => this.#store.registry.versions.get(row.name, String(row.version))),
    );
  }

  /**
   * Logged models that are not deleted; by default the newest come first. `datasets` keeps the models that
   * have metrics on them, and narrows the conditions on metrics to those points.
   */
  loggedModels(query: LoggedModelSearch): Page<LoggedModel> {
    const { experimentIds, filter = '', datasets = [], orderBy = [] } = query;
    const bound = { experiment_ids: experimentIds, filter_string: filter || null, order_by: boundOrder(orderBy) };
    const grammar = loggedModelGrammar(datasets);
    const conditions = parseFilter(filter, grammar.texts);
    const mark = identifiesRows(grammar, conditions) ? '+' : '';
    const where = [inExperiments(`${mark}m`, experimentIds), sql(`${mark}m.lifecycle_stage = 'active'`)];
    if (datasets.length > 0) where.push(haveMetricsOn(datasets));
    return this.#page<{ model_id: string }, LoggedModel>(
      {
        select: 'm.model_id FROM logged_models m',
        where: [...where, ...conditionsSql(grammar, conditions)],
        order: [...modelOrder(orderBy), sql('m.creation_timestamp DESC'), sql('m.model_id')],
        limit: limitOf(query.maxResults, LIMITS.loggedModels),
        offset: offsetOf(query.pageToken, bound),
        bound,
      },
      (rows) => this.#store.loggedModels.getMany(rows.map((row) => row.model_id)),
    );
  }

  /** By default the newest come first. */
  evaluationDatasets({ experimentIds, ...query }: EvaluationDatasetSearch): Page<EvaluationDataset> {
    const plan = plannedBy(EVALUATION_DATASET_GRAMMAR, query, LIMITS.evaluationDatasets);
    const where = filtered(EVALUATION_DATASET_GRAMMAR, query.filter);
    const member = `d.dataset_id IN (SELECT dataset_id FROM evaluation_dataset_experiments
      WHERE experiment_id IN (SELECT value FROM json_each(?)))`;
    const newest = plan.order.length > 0 ? [] : [sql('d.created_time DESC')];
    return this.#page<{ dataset_id: string }, EvaluationDataset>(
      {
        ...plan,
        select: 'd.dataset_id FROM evaluation_datasets d',
        where: experimentIds.length === 0 ? where : [...where, sql(member, JSON.stringify(experimentIds))],
        order: [...plan.order, ...newest, sql('d.dataset_id DESC')],
      },
      (rows) => this.#store.evaluationDatasets.getMany(rows.map((row) => row.dataset_id)),
    );
  }

  #page<Row, T>(
    { select, where, order, limit, offset, bound }: Plan,
    load: (rows: readonly Row[]) => readonly T[],
  ): Page<T> {
    const conditions = allOf(where);
    const ordered = joined(order, ', ');
    const text = `SELECT ${select} WHERE ${conditions.text} ORDER BY ${ordered.text} LIMIT ? OFFSET ?`;
    const rows = this.#db.prepareExact<Row>(text).all(...conditions.values, ...ordered.values, limit + 1, offset);
    const items = load(rows.slice(0, limit));
    return rows.length > limit ? { items, nextPageToken: pageToken(offset + limit, bound) } : { items };
  }
}

/** What all searches but the one for logged models read alike. */
function plannedBy(grammar: Grammar, query: SearchQuery, limits: Limits): Pick<Plan, 'order' | 'limit' | 'offset'> {
  const orders = atMost(query.orderBy ?? []);
  return {
    order: orderSql(orderedColumns(grammar, orders.map(parseOrder)), grammar.repeatableOrders ? undefined : orders),
    limit: limitOf(query.maxResults, limits),
    offset: offsetOf(query.pageToken),
  };
}

const filtered = (grammar: Grammar, filter = ''): readonly Sql[] =>
  conditionsSql(grammar, parseFilter(filter, grammar.texts));

function haveMetricsOn(datasets: readonly DatasetRef[]): Sql {
  const { text, values } = onDatasets(datasets);
  return sql(`EXISTS (SELECT 1 FROM logged_model_metrics t WHERE t.model_id = m.model_id ${text})`, ...values);
}

/** An order as a token keeps it. */
const boundOrder = (orders: readonly LoggedModelOrder[]): unknown =>
  orders.length === 0
    ? null
    : orders.map(({ fieldName, ascending, datasetName, datasetDigest }) => ({
        field_name: fieldName,
        ascending: ascending ?? true,
        dataset_name: datasetName ?? null,
        dataset_digest: datasetDigest ?? null,
      }));

function modelOrder(orders: readonly LoggedModelOrder[]): readonly Sql[] {
  const columns = atMost(orders).map(({ fieldName, ascending = true, datasetName, datasetDigest }) => {
    const field = identifier(fieldName);
    const dataset = {
      ...(datasetName === undefined ? {} : { name: datasetName }),
      ...(datasetDigest === undefined ? {} : { digest: datasetDigest }),
    };
    const grammar = loggedModelGrammar(Object.keys(dataset).length === 0 ? [] : [dataset]);
    return { ...orderColumn(grammar, field), descending: !ascending };
  });
  return orderSql(columns);
}

function atMost<T>(orders: readonly T[]): readonly T[] {
  if (orders.length > MAX_ORDERS) throw invalid(`\`order_by\` may have at most ${MAX_ORDERS} entries.`);
  return orders;
}

const inExperiments = (row: string, experimentIds: readonly string[]): Sql =>
  isOneOf(`${row}.experiment_id`, experimentNumbers(experimentIds));

const inView = (row: string, view: ViewType = 'ACTIVE_ONLY'): Sql =>
  isOneOf(`${row}.lifecycle_stage`, JSON.parse(STAGES_OF[view]) as LifecycleStage[]);

/** The conditions of a search in the registry, which hides prompts unless the filter asks for them. */
function registered(grammar: Grammar, filter = '', hidden: Sql): readonly Sql[] {
  const conditions = parseFilter(filter, grammar.texts);
  const tests = conditionsSql(grammar, conditions);
  if (asksForPrompts(conditions)) return tests;
  const onPrompts = conditions.map(isOnPromptTag);
  return [hidden, ...tests.filter((_, index) => onPrompts[index] !== true)];
}
