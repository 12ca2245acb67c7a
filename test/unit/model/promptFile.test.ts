import { expect, test } from 'vitest';
import { isPromptFile, splitFrontMatter } from '../../../src/model/promptFile.ts';

const prompts = (paths: readonly string[]): string[] => paths.filter(isPromptFile);

test('files in a format made for prompts are prompts', () => {
  const files = ['a.prompty', 'b.prompt', 'chat.prompt.md', 'x.prompt.yml', 'judge.prompt.txt', 'go.instructions.md'];
  expect(prompts(files)).toEqual(files);
});

test('files whose name or folder says so are prompts', () => {
  const files = [
    'system.txt',
    'system_v2.md',
    'system.en.txt',
    'user_message.txt',
    'prompt_template.txt',
    'systemPrompt.md',
    'eval-instructions.txt',
    'prompts/a.txt',
    'sentiment_analyzer/prompts/v2/answer.md',
    'rag_prompts/few_shot.txt',
    'prompts/judge.json',
    'messages.json',
    'system_prompt.json',
    'prompt.mustache',
  ];
  expect(prompts(files)).toEqual(files);
});

test('templates are prompts unless their name says what they make', () => {
  expect(
    prompts(['answer.jinja2', 'a.j2', 'summary.md.jinja', 'page.html.j2', 'query.sql.jinja', 'query_prompt.sql.j2']),
  ).toEqual(['answer.jinja2', 'a.j2', 'summary.md.jinja', 'query_prompt.sql.j2']);
});

test('files of models, data, logs and notes about prompts are none', () => {
  const files = [
    'MLmodel',
    'requirements.txt',
    'requirements_prompt.txt',
    'conda.yaml',
    'python_env.yaml',
    'input_example.json',
    'README.md',
    'prompts/README.md',
    'prompts/data.csv',
    'prompts/run.py',
    'prompt_results.json',
    'prompt_tokens.txt',
    'system_info.txt',
    'system.log',
    'model_output.txt',
    'chat_template.jinja',
    'notes.md',
    'ecosystem.txt',
  ];
  expect(prompts(files)).toEqual([]);
});

test('front matter is what stands between two lines of three hyphens at the very beginning', () => {
  expect(splitFrontMatter('---\nname: a\nmodel: b\n---\nsystem:\nHi\n')).toEqual({
    frontMatter: 'name: a\nmodel: b\n',
    body: 'system:\nHi\n',
  });
  expect(splitFrontMatter('---\r\na: 1\r\n---')).toEqual({ frontMatter: 'a: 1\r\n', body: '' });
  expect(splitFrontMatter('---\n---\nx')).toEqual({ frontMatter: '', body: 'x' });
  for (const text of ['', 'a\n---\nb\n---\n', '--- a', '---\nnever closed', '----\na\n----\n']) {
    expect(splitFrontMatter(text)).toEqual({ frontMatter: null, body: text });
  }
});
