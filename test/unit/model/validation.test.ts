import { describe, expect, test } from 'vitest';
import {
  checkBatch,
  checkExperimentId,
  checkExperimentName,
  checkExperimentTag,
  checkLoggedModelName,
  checkMetric,
  checkMetricKey,
  checkModelVersion,
  checkNewAlias,
  checkAlias,
  checkParamKey,
  checkRegisteredModelName,
  checkRegistryTag,
  checkTagKey,
} from '../../../src/model/validation.ts';

/** The text a check refuses with, or "ok". */
function verdict(check: () => void): string {
  try {
    check();
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
}

const RESOLVES =
  'Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to';
const CHARACTERS =
  'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).';

describe('keys of params, metrics and tags', () => {
  test('letters and digits of any script, spaces, colons, dots and slashes are fine', () => {
    const keys = ['lr', 'a/b/c', 'mlflow.runName', 'été 2', '漢字', 'a:b', '-x_', 'a'.repeat(250)];
    expect(keys.filter((key) => verdict(() => checkParamKey(key)) === 'ok')).toEqual(keys);
  });

  test('a name that is no plain path says what it would resolve to', () => {
    const keys = ['', '.', '..', '../x', 'a/../b', 'a//b', 'a/', './a', '/a', 'a/../../b'];
    expect(Object.fromEntries(keys.map((key) => [key, verdict(() => checkParamKey(key))]))).toEqual({
      '': `Invalid value "" for parameter 'key' supplied: ${RESOLVES} '.'`,
      '.': `Invalid value "." for parameter 'key' supplied: ${RESOLVES} '.'`,
      '..': `Invalid value ".." for parameter 'key' supplied: ${RESOLVES} '..'`,
      '../x': `Invalid value "../x" for parameter 'key' supplied: ${RESOLVES} '../x'`,
      'a/../b': `Invalid value "a/../b" for parameter 'key' supplied: ${RESOLVES} 'b'`,
      'a//b': `Invalid value "a//b" for parameter 'key' supplied: ${RESOLVES} 'a/b'`,
      'a/': `Invalid value "a/" for parameter 'key' supplied: ${RESOLVES} 'a'`,
      './a': `Invalid value "./a" for parameter 'key' supplied: ${RESOLVES} 'a'`,
      '/a': `Invalid value "/a" for parameter 'key' supplied: ${RESOLVES} '/a'`,
      'a/../../b': `Invalid value "a/../../b" for parameter 'key' supplied: ${RESOLVES} '../b'`,
    });
  });

  test('other characters are named by the place in the request', () => {
    expect(verdict(() => checkMetricKey('a\nb'))).toBe(
      `Invalid value "a\\nb" for parameter 'name' supplied: ${CHARACTERS}`,
    );
    expect(verdict(() => checkTagKey('<b>', 'tags[3]'))).toBe(
      `Invalid value "<b>" for parameter 'tags[3].key' supplied: ${CHARACTERS}`,
    );
  });

  test('250 characters are the limit, counted as characters', () => {
    const long = 'k'.repeat(251);
    expect([
      verdict(() => checkMetricKey(long)),
      verdict(() => checkParamKey(long, 'params[0]')),
      verdict(() => checkTagKey(long, 'tags[0]')),
      verdict(() => checkTagKey('𝒳'.repeat(250))),
    ]).toEqual([
      "'Metric name' exceeds the maximum length of 250 characters",
      "'Param key' exceeds the maximum length of 250 characters",
      "'tags[0].key' exceeds the maximum length of 250 characters",
      'ok',
    ]);
  });
});

describe('a batch', () => {
  const metric = (key: string) => ({ key, value: 1, timestamp: 1, step: 0 });
  const param = (key: string) => ({ key, value: '' });
  const many = <T>(count: number, make: (key: string) => T) => Array.from({ length: count }, (_, i) => make(`k${i}`));

  test('may hold 1,000 metrics or 100 params or 100 tags, and 1,000 things in all', () => {
    expect([
      verdict(() => checkBatch(many(1000, metric), [], [])),
      verdict(() => checkBatch(many(1001, metric), [], [])),
      verdict(() => checkBatch([], many(101, param), [])),
      verdict(() => checkBatch([], [], many(101, param))),
      verdict(() => checkBatch(many(950, metric), many(51, param), [])),
    ]).toEqual([
      'ok',
      'A batch logging request can contain at most 1000 metrics. Got 1001 metrics. Please split up metrics across multiple requests and try again.',
      'A batch logging request can contain at most 100 params. Got 101 params. Please split up params across multiple requests and try again.',
      'A batch logging request can contain at most 100 tags. Got 101 tags. Please split up tags across multiple requests and try again.',
      'A batch logging request can contain at most 1000 metrics, params, and tags. Got 1001 metrics, params, and tags. Please split up metrics, params, and tags across multiple requests and try again.',
    ]);
  });

  test('names a param once', () => {
    expect(verdict(() => checkBatch([], [param('a'), param('b'), param('a')], []))).toBe(
      "Duplicate parameter keys have been submitted: ['a']. Please ensure the request contains only one param value per param key.",
    );
  });

  test('may hold values of any length: prompts are kept whole', () => {
    expect(verdict(() => checkBatch([], [{ key: 'prompt', value: 'x'.repeat(1_000_000) }], []))).toBe('ok');
  });

  test('has no metric before 1970; NaN and negative steps are fine', () => {
    expect(verdict(() => checkMetric({ key: 'm', value: NaN, timestamp: 0, step: -5n }))).toBe('ok');
    expect(verdict(() => checkMetric({ key: 'm', value: 2, timestamp: -1, step: 0 }, 'metrics[1]'))).toBe(
      "Invalid value -1 for parameter 'metrics[1].timestamp' supplied: metric 'm' (value=2.0). Timestamp must be a nonnegative long (64-bit integer) ",
    );
  });
});

test('experiments have a name, an integer id and tags up to 20,000 characters', () => {
  expect([
    verdict(() => checkExperimentName('prompts / été')),
    verdict(() => checkExperimentName('')),
    verdict(() => checkExperimentName('n'.repeat(501))),
    verdict(() => checkExperimentId('12')),
    verdict(() => checkExperimentId('abc')),
    verdict(() => checkExperimentTag({ key: 'mlflow.note.content', value: 'x'.repeat(20_000) })),
    verdict(() => checkExperimentTag({ key: 'k', value: 'x'.repeat(20_001) })),
  ]).toEqual([
    'ok',
    "Invalid experiment name: ''",
    "'name' exceeds the maximum length of 500 characters",
    'ok',
    "Invalid experiment ID 'abc'. Experiment ID must be a valid integer.",
    'ok',
    "'value' exceeds the maximum length of 20000 characters",
  ]);
});

test('registered models, their versions, aliases and tags follow the registry', () => {
  expect([
    verdict(() => checkRegisteredModelName('sentiment_analyzer.v2')),
    verdict(() => checkRegisteredModelName(' ')),
    verdict(() => checkRegisteredModelName('', 'new_name')),
    verdict(() => checkRegisteredModelName('a/b')),
    verdict(() => checkRegisteredModelName('..')),
    verdict(() => checkModelVersion('7')),
    verdict(() => checkModelVersion('7.0')),
    verdict(() => checkNewAlias('champion-2')),
    verdict(() => checkNewAlias('')),
    verdict(() => checkNewAlias('a b')),
    verdict(() => checkNewAlias('Latest')),
    verdict(() => checkAlias('latest')),
    verdict(() => checkNewAlias('V12')),
    verdict(() => checkNewAlias('a'.repeat(256))),
    verdict(() => checkRegistryTag({ key: 'k', value: 'x'.repeat(100_001) })),
    verdict(() => checkRegistryTag({ key: 'mlflow.prompt.text', value: 'x'.repeat(100_001) })),
  ]).toEqual([
    'ok',
    "Missing value for required parameter 'name'.",
    "Missing value for required parameter 'new_name'.",
    "Invalid model name 'a/b'. Names cannot contain '/' or ':'.",
    `Invalid value ".." for parameter 'name' supplied: ${RESOLVES} '..'`,
    'ok',
    "Parameter 'version' must be an integer, got '7.0'.",
    'ok',
    'Registered model alias name cannot be empty.',
    "Invalid alias name: 'a b'. Names may only contain alphanumerics, underscores (_), and dashes (-).",
    "'latest' alias name (case insensitive) is reserved.",
    'ok',
    "Version alias name 'V12' is reserved.",
    "'Registered model alias name' exceeds the maximum length of 255 characters",
    "'value' exceeds the maximum length of 100000 characters",
    'Prompt text exceeds max length of 100000 characters.',
  ]);
});

test('logged models have a name without path, quote or percent characters', () => {
  const names = ['sentiment_analyzer', 'été 2', '', 'a.b', 'a/b', 'a:b', '100%', `it's`];
  expect(names.filter((name) => verdict(() => checkLoggedModelName(name)) === 'ok')).toEqual([
    'sentiment_analyzer',
    'été 2',
  ]);
});
