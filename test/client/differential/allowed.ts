import { isDeepStrictEqual } from 'node:util';
import { parseJson } from '../../../src/model/json.ts';
import type { Difference } from './difference.ts';

export interface Allowed {
  /** Why a user is served as well, or better, by what we answer. */
  readonly reason: string;
  readonly covers: (difference: Difference) => boolean;
}

const isRefused = ({ status }: Difference): boolean => status.ours >= 400 && status.ours < 500;
const isRefusedByBoth = (difference: Difference): boolean =>
  isRefused(difference) && difference.status.mlflow >= 400 && difference.status.mlflow < 500;
const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
/** What was said: in the answer, or in what the client raised. */
const saidByMlflow = ({ text, mlflow }: Difference): string => `${text.mlflow} ${said(mlflow)}`;
const saidByUs = ({ text, ours }: Difference): string => `${text.ours} ${said(ours)}`;
const isAbout = (difference: Difference, topic: RegExp): boolean => topic.test(difference.where.split(' > ')[2] ?? '');

/** Whether two texts are the same JSON; times in them are no numbers any more. */
function isSameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  try {
    const [one, other] = [a, b].map((text) => parseJson(text.replaceAll('<ms>', '0')));
    return isDeepStrictEqual(one, other);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const MAX_PARAM = 6000;
const MAX_TAG = 8000;
const LARGEST = 1.7976931348623157e308;

/**
 * The ways in which Promptrail's answers may differ from those of MLflow's server. The first entry that covers a
 * difference allows it; a test fails when one of them covers none any more.
 */
export const ALLOWED: Readonly<Record<string, Allowed>> = {
  'labels of errors': {
    reason: 'Labels for the dashboards of a hosted service. Clients make them from the code where they are absent.',
    covers: ({ path }) => /\.(sqlstate|error_class)$/.test(path),
  },
  'what a client raises': {
    reason: 'It repeats the answer, which is compared itself; whether something is raised is compared, too.',
    covers: ({ path }) => /^returned\..*\.(raised|code|message)$/.test(path),
  },
  'MLflow fails': {
    reason: 'MLflow answers 500, which a client repeats for minutes, to what a user did wrong, and even to a null.',
    covers: ({ status }) => status.mlflow >= 500,
  },
  'SQL in texts': {
    reason: "MLflow's text, and with it the code, come out of its database driver: the statement and its values.",
    covers: (difference) => /sqlite3\.|sqlalche/.test(saidByMlflow(difference)) && saidByUs(difference).length > 3,
  },
  'half-read requests': {
    reason:
      'MLflow goes on with what it could read of a request that it cannot read: values become 0, conditions vanish. Here it is refused, or the value counts as not given.',
    covers: (difference) =>
      isAbout(difference, /^wrong type/) ||
      (isAbout(difference, /^(no JSON object|empty |null )/) && difference.status.ours === 400),
  },
  nulls: {
    reason:
      'A null counts as not given, for every argument; MLflow takes it so for most, refuses others, and takes some for an empty list.',
    covers: (difference) => isAbout(difference, /^null /) && difference.status.ours < 500,
  },
  'JSON in texts': {
    reason: 'A text that holds JSON says the same with other spaces and escapes.',
    covers: ({ mlflow, ours }) => isSameJson(mlflow, ours),
  },
  'linked prompts': {
    reason:
      'OpenTelemetry, by which clients send spans to MLflow, decodes this attribute; here it is read as it was set.',
    covers: ({ path }) => path.endsWith('.mlflow.linkedPrompts'),
  },
  'first of several': {
    reason: 'When a request has several mistakes, another one of them may be named.',
    covers: (difference) =>
      isRefusedByBoth(difference) &&
      /Missing value for required|got ''|Expected a quoted|Invalid order by|Trace with ID 'nothing' not found|Invalid value \\?"\\?"/.test(
        saidByMlflow(difference),
      ) &&
      /Missing value|Invalid value|Invalid comparator|The request body|was already logged/.test(saidByUs(difference)),
  },
  'more spellings': {
    reason: 'Arguments are also taken in camelCase, or from the address alone, where MLflow insists on one spelling.',
    covers: (difference) =>
      difference.status.ours === 200 &&
      (/Missing value for required parameter '(run_id|model_id)'/.test(saidByMlflow(difference)) ||
        isAbout(difference, /^camelCase/)),
  },
  infinity: {
    reason: 'An infinite metric comes back as it was logged; MLflow gives the largest double instead.',
    covers: ({ mlflow, ours }) => Math.abs(Number(mlflow)) === LARGEST && /^-?inf(inity)?$/i.test(said(ours)),
  },
  'long values': {
    reason: 'Prompts are what this product is about: values of params and tags are kept whole, MLflow cuts them off.',
    covers: ({ mlflow, ours }) =>
      [MAX_PARAM, MAX_TAG].includes(said(mlflow).length) && said(ours).startsWith(said(mlflow)),
  },
  'history of nothing': {
    reason: 'A run that does not exist is said not to exist; MLflow gives it an empty history.',
    covers: ({ call, path, status, ours }) =>
      (/get-history/.test(call) && status.ours === 404) ||
      (/^returned\.16\.returned$/.test(path) && ours === undefined),
  },
  'sources of versions': {
    reason: 'The same sources are refused, and some more that no client sends; the text says what we can tell.',
    covers: (difference) =>
      isRefused(difference) &&
      /source|URIs of this store|not found/.test(saidByUs(difference)) &&
      /model-versions\/create/.test(difference.call),
  },
  'numbers of versions': {
    reason: 'Where one server took a source that the other refused, the next versions are numbered apart.',
    covers: ({ where, path }) => / > sources of versions( > |$)/.test(where) && path.endsWith('.version'),
  },
  'no description': {
    reason: 'A version without a description always has an empty one; in MLflow an update without one makes it vanish.',
    covers: ({ path, mlflow, ours }) => path.endsWith('.description') && mlflow === undefined && ours === '',
  },
  'content type': {
    reason:
      'A web page can send any text anywhere, but JSON only after asking: PATCH and DELETE must say that they are JSON, too.',
    covers: (difference) => isAbout(difference, /^another content type/) && isRefused(difference),
  },
  'datasets by name': {
    reason: 'A dataset may be named without its digest, as the protocol says; MLflow then finds none.',
    covers: ({ sent }) => sent.endsWith('"datasets":[{"dataset_name":"d"}]}'),
  },
  'page tokens': {
    reason: 'A token that is none is refused; what it would say if decoded helps nobody.',
    covers: ({ mlflow, ours }) => /Invalid page token/.test(said(mlflow)) && /Invalid page token/.test(said(ours)),
  },
  'files are given as files': {
    reason:
      'What was logged must not run in a browser: its type is always that of a download, and its name is given in both forms.',
    covers: ({ path }) => /content-(type|disposition)$/.test(path) && path.startsWith('exchange'),
  },
  'errors in JSON': {
    reason: "Where MLflow's errors are HTML or another kind of JSON, ours are JSON as its clients read it.",
    covers: (difference) =>
      isRefused(difference) &&
      (/<!doctype html>|\{"detail":/.test(saidByMlflow(difference)) ||
        difference.text.mlflow === '""' ||
        difference.status.ours === 405),
  },
  'slashes at the end': {
    reason: 'A file that is not there is named without the slash that was sent behind its name.',
    covers: ({ mlflow, ours }) => /No such artifact: '.*\/'$/.test(said(mlflow)) && /No such artifact/.test(said(ours)),
  },
  'percent signs in names': {
    reason: 'MLflow decodes the names of files twice, and loses them where a percent sign is part of one.',
    covers: ({ mlflow, ours }) => said(mlflow).includes('\ufffd') && said(ours).includes('%'),
  },
  'foreign paths': {
    reason: 'Names that are paths on another system are refused for every file, not only where one is written.',
    covers: (difference) => isRefused(difference) && saidByUs(difference).includes('Invalid path'),
  },
  'page sizes': {
    reason: 'A page of no or fewer results is a mistake everywhere, not only in some searches.',
    covers: (difference) => isRefused(difference) && /max_results/.test(saidByUs(difference)),
  },
  'what a server has': {
    reason: 'The server only claims what it has: no gateway, and no addresses signed for others.',
    covers: ({ call }) => /server-info/.test(call),
  },
  'not offered': {
    reason: 'Multipart uploads are refused before their arguments are looked at.',
    covers: ({ call }) => /mpu\//.test(call),
  },
};
