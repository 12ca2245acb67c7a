import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { invalid } from '../model/errors.ts';
import { stringifyJson, type Int64 } from '../model/json.ts';
import type { Metric, Param, Run, RunStatus, Tag } from '../model/run.ts';
import { checkMetric, checkParamKey, checkTagKey } from '../model/validation.ts';
import { artifactPath } from '../store/artifacts.ts';
import type { Store } from '../store/store.ts';
import { exampleJson, type ExampleValue } from './exampleValue.ts';
import { logModel, type LoggedModelResult, type ModelToLog } from './logModel.ts';

/** A value of a param or a tag; anything but a string is kept as JSON writes it. */
export type LoggedValue = string | number | bigint | boolean;

export interface MetricOptions {
  /** Where in the run; 0 when not given. */
  readonly step?: Int64;
  /** Milliseconds since the epoch; now when not given. */
  readonly timestamp?: Int64;
  /** The logged model that was measured. */
  readonly modelId?: string;
}

/** Gives the open store; throws StoreError where it cannot be opened. */
export type StoreSource = () => Store;

/**
 * A run that things are logged onto, as MLflow's ActiveRun. Every method throws UserError: INVALID_PARAMETER_VALUE for a
 * key, value or path that MLflow does not allow and for a run that was deleted, TEMPORARILY_UNAVAILABLE for a busy store.
 */
export class ActiveRun {
  readonly runId: string;
  readonly #source: StoreSource;

  constructor(source: StoreSource, runId: string) {
    this.#source = source;
    this.runId = runId;
  }

  get #store(): Store {
    return this.#source();
  }

  /** The run as it stands in the store now. */
  get run(): Run {
    return this.#store.runs.get(this.runId);
  }

  /** A param is written once: the same value again is no error, another one is. */
  logParam(key: string, value: LoggedValue): void {
    this.logParams({ [key]: value });
  }

  /** All of them are kept or none. */
  logParams(params: Readonly<Record<string, LoggedValue>>): void {
    const list = pairs(params);
    for (const { key } of list) checkParamKey(key);
    this.#store.runLog.log(this.runId, { params: list });
  }

  logMetric(key: string, value: number, options: MetricOptions = {}): void {
    this.logMetrics({ [key]: value }, options);
  }

  /** Adds a point to each metric's history; all of them are kept or none. NaN and infinities are values. */
  logMetrics(metrics: Readonly<Record<string, number>>, options: MetricOptions = {}): void {
    const point = { timestamp: Date.now(), step: 0, ...options };
    const list = Object.entries(metrics).map(([key, value]): Metric => ({ key, value, ...point }));
    for (const metric of list) {
      checkMetric(metric);
      if (typeof metric.value !== 'number') throw invalid(`The value of metric '${metric.key}' must be a number.`);
    }
    this.#store.runLog.log(this.runId, { metrics: list });
  }

  /** Sets a tag or replaces its value; `mlflow.runName` renames the run. */
  setTag(key: string, value: LoggedValue): void {
    this.setTags({ [key]: value });
  }

  setTags(tags: Readonly<Record<string, LoggedValue>>): void {
    const list = pairs(tags);
    for (const { key } of list) checkTagKey(key);
    this.#store.runLog.log(this.runId, { tags: list });
  }

  /** Keeps the text as a file of the run, for example `prompts/system.txt`. */
  async logText(text: string, file: string): Promise<void> {
    await this.#write(file, text);
  }

  /** Keeps the value as a file: YAML where its name ends in .yaml or .yml, else JSON. */
  async logDict(value: ExampleValue, file: string): Promise<void> {
    const plain = exampleJson(value);
    await this.#write(file, /\.ya?ml$/i.test(file) ? stringify(plain) : `${stringifyJson(plain, 2)}\n`);
  }

  /**
   * Copies a local file, or a directory with all in it, under `folder` of the run's artifacts (their root when not
   * given), by its own name. Links are left out.
   */
  async logArtifact(localPath: string, folder = ''): Promise<void> {
    const status = await lstat(localPath);
    const name = path.basename(path.resolve(localPath));
    const target = folder === '' ? name : `${folder}/${name}`;
    if (status.isFile()) await this.#write(target, createReadStream(localPath));
    if (!status.isDirectory()) return;
    for (const entry of await readdir(localPath)) await this.logArtifact(path.join(localPath, entry), target);
  }

  /**
   * Writes a model folder in MLflow's layout and makes it the next logged version of its name. With
   * `registeredModelName` it becomes a version of that registered model too, which is made when it is not there.
   */
  async logModel(model: ModelToLog): Promise<LoggedModelResult> {
    return logModel(this.#store, this.#store.runs.info(this.runId), model);
  }

  /** Ends the run with the present time. What is logged afterwards is still kept. */
  end(status: RunStatus = 'FINISHED'): void {
    this.#store.runs.update(this.runId, { status, endTime: Date.now() });
  }

  async #write(file: string, content: Parameters<Store['artifacts']['write']>[1]): Promise<void> {
    const { artifactUri, lifecycleStage } = this.#store.runs.info(this.runId);
    if (lifecycleStage === 'deleted') throw invalid(`The run ${this.runId} was deleted.`);
    await this.#store.artifacts.write(`${artifactPath(artifactUri)}/${file}`, content);
  }
}

const pairs = (values: Readonly<Record<string, LoggedValue>>): (Param & Tag)[] =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? value : stringifyJson(value),
  }));
