import { expect, test } from 'vitest';
import { isPromptParam } from '../../../src/model/promptParam.ts';

const PROSE = 'Answer briefly.';

/** The params of a list that are prompts. */
const prompts = (params: readonly (readonly [key: string, value: string])[]): string[] =>
  params.filter(([key, value]) => isPromptParam(key, value)).map(([key, value]) => `${key}=${value}`);

const all = (params: readonly (readonly [string, string])[]): string[] =>
  params.map(([key, value]) => `${key}=${value}`);

test('a param whose name says so is a prompt', () => {
  const named = [
    'prompt',
    'prompt_template',
    'systemPrompt',
    'SYSTEM_PROMPT',
    'judge.instructions',
    'system_message',
    'user-messages',
    'few shot prompts',
    'promptText',
  ].map((key) => [key, PROSE] as const);
  expect(prompts(named)).toEqual(all(named));
});

test('a param that only measures or names a prompt is none', () => {
  const measured = [
    ['prompt_version', '3'],
    ['prompt_version', 'v2-final'],
    ['prompt_tokens', '512'],
    ['template_id', 'abc'],
    ['prompt', '7'],
    ['prompt', '0.5'],
    ['use_prompt', 'True'],
    ['prompt_template', ''],
    ['prompt', 'None'],
    ['prompt_path', 'prompts/a.txt'],
    ['chat_template_kwargs', '{}'],
  ] as const;
  expect(prompts(measured)).toEqual([]);
});

test('words that only look like the telling ones tell nothing', () => {
  expect(prompts(['prompted', 'contemplate', 'promptly', 'system', 'messages'].map((key) => [key, PROSE]))).toEqual([]);
});

test('a value that is shaped like a prompt is one, whatever its name', () => {
  const shaped = [
    ['a', 'Translate {text}'],
    ['b', 'Summarize the following: {{ article }}'],
    ['c', 'You are a helpful assistant.\nAnswer in one word.'],
    ['d', '请分析以下文本的情感{text}'],
    ['e', '[{"role": "system", "content": "Be kind"}]'],
    ['f', "[{'role': 'user', 'content': '{question}'}]"],
    ['g', '{% for d in documents %}{{ d }}{% endfor %} Answer from these.'],
  ] as const;
  expect(prompts(shaped)).toEqual(all(shaped));
});

test('settings, paths, lists and code are no prompts', () => {
  const settings = [
    ['model', 'gpt-4o'],
    ['path', 's3://bucket/{name}/data'],
    ['size', '{width}x{height}'],
    ['config', '{\n  "learning_rate": 0.1,\n  "layers": [1, 2]\n}'],
    ['packages', 'numpy==1.0\npandas==2.0'],
    ['dict', "{'a': 1, 'b': 2}"],
    ['note', 'a plain sentence of words'],
    ['steps', "Pipeline(steps=[('scaler', StandardScaler()),\n                ('clf', LogisticRegression())])"],
  ] as const;
  expect(prompts(settings)).toEqual([]);
});

test('what the user marked is what he said, whatever the name and the value', () => {
  const marks = { notes: true, prompt_template: false };
  expect(isPromptParam('notes', 'x', marks)).toBe(true);
  expect(isPromptParam('prompt_template', PROSE, marks)).toBe(false);
  expect(isPromptParam('system_prompt', PROSE, marks)).toBe(true);
  expect(isPromptParam('toString', 'x', marks)).toBe(false);
});

test('a value of nothing but blanks for long is judged at once', () => {
  const blanks = ' '.repeat(500_000);
  expect(isPromptParam('prompt', blanks)).toBe(false);
  expect(isPromptParam('prompt', `${blanks}1${blanks}`)).toBe(false);
  expect(isPromptParam('prompt', `x${blanks}y`)).toBe(true);
});
