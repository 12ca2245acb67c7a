import { invalid, type UserError } from './errors.ts';
import type { Int64 } from './json.ts';
import type { Metric, Param, Tag } from './run.ts';

/**
 * MLflow's rules for names, keys and values, with MLflow's texts (protocol facts, section 4). Every `check` throws
 * INVALID_PARAMETER_VALUE; `path` is the place in the request that the text names, for example `params[0]`.
 *
 * Where MLflow cuts long values silently (params at 6,000 characters, run tags at 8,000) nothing is checked here:
 * Promptrail keeps them whole.
 */

export const MAX_KEY_LENGTH = 250;
export const MAX_EXPERIMENT_NAME_LENGTH = 500;
export const MAX_EXPERIMENT_TAG_LENGTH = 20_000;
export const MAX_REGISTRY_TAG_LENGTH = 100_000;
export const MAX_ALIAS_LENGTH = 255;
export const MAX_BATCH = { metrics: 1000, params: 100, tags: 100, total: 1000 } as const;

const KEY = /^[/\p{L}\p{N}_.\- :]*$/u;
const BAD_CHARACTERS =
  'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).';

export function checkMetricKey(key: string, path = ''): void {
  checkKey(key, join(path, 'name'));
  checkLength(key, MAX_KEY_LENGTH, 'Metric name');
}

export function checkParamKey(key: string, path = ''): void {
  checkKey(key, join(path, 'key'));
  checkLength(key, MAX_KEY_LENGTH, 'Param key');
}

export function checkTagKey(key: string, path = ''): void {
  checkKey(key, join(path, 'key'));
  checkLength(key, MAX_KEY_LENGTH, join(path, 'key'));
}

/** A metric's key and its time, which must not be negative. */
export function checkMetric(metric: Metric, path = ''): void {
  checkMetricKey(metric.key, path);
  if (metric.timestamp >= 0) return;
  const hint = `metric '${metric.key}' (value=${pythonFloat(metric.value)}). Timestamp must be a nonnegative long (64-bit integer) `;
  throw invalidValue(join(path, 'timestamp'), metric.timestamp, hint);
}

/** What one batch call may carry: its size, its keys, and each param only once. */
export function checkBatch(metrics: readonly Metric[], params: readonly Param[], tags: readonly Tag[]): void {
  checkCount('metrics', metrics.length, MAX_BATCH.metrics);
  checkCount('params', params.length, MAX_BATCH.params);
  checkCount('tags', tags.length, MAX_BATCH.tags);
  checkCount('metrics, params, and tags', metrics.length + params.length + tags.length, MAX_BATCH.total);
  metrics.forEach((metric, index) => checkMetric(metric, `metrics[${index}]`));
  params.forEach((param, index) => checkParamKey(param.key, `params[${index}]`));
  tags.forEach((tag, index) => checkTagKey(tag.key, `tags[${index}]`));
  checkUniqueParams(params);
}

export function checkExperimentName(name: string): void {
  if (name === '') throw invalid("Invalid experiment name: ''");
  checkLength(name, MAX_EXPERIMENT_NAME_LENGTH, 'name');
}

/** The store's experiment ids are decimal integers. */
export function checkExperimentId(experimentId: string): void {
  if (/^-?\d{1,18}$/.test(experimentId)) return;
  throw invalid(`Invalid experiment ID '${experimentId}'. Experiment ID must be a valid integer.`);
}

/** The calls that check a run's id before they look for it. */
export function checkRunId(runId: string): void {
  if (/^[a-zA-Z0-9][\w-]{0,255}$/.test(runId)) return;
  throw invalid(`Invalid value ${asciiJson(runId)} for parameter 'run_id' supplied.`);
}

export function checkExperimentTag({ key, value }: Tag): void {
  checkTagKey(key);
  checkLength(value, MAX_EXPERIMENT_TAG_LENGTH, 'value');
}

/** A tag of a registered model, of a model version or of a prompt; a prompt's text is such a tag. */
export function checkRegistryTag({ key, value }: Tag): void {
  checkTagKey(key);
  if (key === 'mlflow.prompt.text' && value.length > MAX_REGISTRY_TAG_LENGTH) {
    throw invalid(`Prompt text exceeds max length of ${MAX_REGISTRY_TAG_LENGTH} characters.`);
  }
  checkLength(value, MAX_REGISTRY_TAG_LENGTH, 'value');
}

export function checkRegisteredModelName(name: string, path = 'name'): void {
  if (name.trim() === '') throw invalid(`Missing value for required parameter '${path}'.`);
  if (/[/:]/.test(name)) throw invalid(`Invalid model name '${name}'. Names cannot contain '/' or ':'.`);
  checkPlainPath(name, path);
}

export function checkLoggedModelName(name: string): void {
  if (name !== '' && !/[/:.%"']/.test(name)) return;
  throw invalid(
    `Invalid model name (${pythonText(name)}) provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
  );
}

/** Versions are integers written as text. */
export function checkModelVersion(version: string): void {
  if (!/^-?\d{1,18}$/.test(version)) throw invalid(`Parameter 'version' must be an integer, got '${version}'.`);
}

/** The form of an alias; `latest` passes, for look-ups. */
export function checkAlias(alias: string): void {
  if (alias === '') throw invalid('Registered model alias name cannot be empty.');
  if (!/^[\p{L}\p{N}_-]+$/u.test(alias)) {
    throw invalid(
      `Invalid alias name: '${alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  }
  checkLength(alias, MAX_ALIAS_LENGTH, 'Registered model alias name');
}

/** An alias that may be set: `latest` and `v1`, `v2` ... mean something else. */
export function checkNewAlias(alias: string): void {
  checkAlias(alias);
  if (alias.toLowerCase() === 'latest') throw invalid("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) throw invalid(`Version alias name '${alias}' is reserved.`);
}

export function checkLength(value: string, limit: number, name: string): void {
  // MLflow counts characters, JavaScript UTF-16 units: only a text over the limit needs the slower count.
  if (value.length > limit && Array.from(value).length > limit) {
    throw invalid(`'${name}' exceeds the maximum length of ${limit} characters`);
  }
}

function checkKey(key: string, path: string): void {
  if (!KEY.test(key)) throw invalidValue(path, key, BAD_CHARACTERS);
  checkPlainPath(key, path);
}

/** Refuses names that would name another file if they were paths, as MLflow's file stores make them. */
function checkPlainPath(name: string, path: string): void {
  const resolved = normalPath(name);
  if (resolved === name && name !== '.' && !name.startsWith('..') && !name.startsWith('/')) return;
  throw invalidValue(
    path,
    name,
    `Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '${resolved}'`,
  );
}

/** POSIX normalisation without a file system: empty and `.` segments vanish, `..` takes its parent away. */
function normalPath(name: string): string {
  const root = name.startsWith('/') ? '/' : '';
  const kept: string[] = [];
  for (const segment of name.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (root === '') kept.push('..');
  }
  return root + kept.join('/') || '.';
}

function checkCount(what: string, count: number, limit: number): void {
  if (count <= limit) return;
  throw invalid(
    `A batch logging request can contain at most ${limit} ${what}. Got ${count} ${what}. Please split up ${what} across multiple requests and try again.`,
  );
}

function checkUniqueParams(params: readonly Param[]): void {
  const keys = params.map((param) => param.key);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (repeated.length === 0) return;
  throw invalid(
    `Duplicate parameter keys have been submitted: [${repeated.map((key) => `'${key}'`).join(', ')}]. Please ensure the request contains only one param value per param key.`,
  );
}

function invalidValue(path: string, value: string | Int64, hint: string): UserError {
  const shown = typeof value === 'string' ? asciiJson(value) : String(value);
  return invalid(`Invalid value ${shown} for parameter '${path}' supplied: ${hint}`);
}

/** JSON text as Python writes it. */
export function asciiJson(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function pythonText(value: string): string {
  return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value}'`;
}

function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value);
}

const join = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);
