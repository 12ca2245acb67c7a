import { UserError } from '../../model/errors.ts';
import type { LoggedModel, ModelVersion, RegisteredModel } from '../../model/models.ts';
import type { Experiment, Page, Run, ViewType } from '../../model/run.ts';
import type { Database } from '../database.ts';
import type { Experiments } from '../experiments.ts';
import type { LoggedModels } from '../loggedModels.ts';
import type { Registry } from '../registry.ts';
import type { Runs } from '../runs.ts';

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

export interface DatasetRef {
  readonly name: string;
  readonly digest?: string;
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

export interface SearchedStore {
  readonly runs: Runs;
  readonly experiments: Experiments;
  readonly loggedModels: LoggedModels;
  readonly registry: Registry;
}

/** MLflow's searches over the store. */
export class Search {
  readonly #db: Database;
  readonly #store: SearchedStore;

  constructor(db: Database, store: SearchedStore) {
    this.#db = db;
    this.#store = store;
  }

  runs(query: RunSearch): Page<Run> {
    return this.#pending(query);
  }

  experiments(query: ExperimentSearch): Page<Experiment> {
    return this.#pending(query);
  }

  registeredModels(query: SearchQuery): Page<RegisteredModel> {
    return this.#pending(query);
  }

  modelVersions(query: SearchQuery): Page<ModelVersion> {
    return this.#pending(query);
  }

  loggedModels(query: LoggedModelSearch): Page<LoggedModel> {
    return this.#pending(query);
  }

  #pending(query: object): never {
    const ready = this.#db.readOnly && Boolean(this.#store);
    throw new UserError('NOT_IMPLEMENTED', `Search is not ready: ${ready} ${Object.keys(query).join()}`);
  }
}
