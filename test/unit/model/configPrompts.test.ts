import { expect, test } from 'vitest';
import { configPrompts } from '../../../src/model/configPrompts.ts';

test('prompts are found in a config by their key and by their shape, however nested', () => {
  const config = {
    llm: { model: 'gpt-4o', temperature: 0.2, system_prompt: 'Be kind.' },
    steps: [{ name: 'answer', text: 'Answer the question {question} in one word.' }, { prompt: 7 }],
    few_shot: {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: null, tool_calls: [] },
      ],
    },
    prompts: ['Classify it.', 'Explain it.'],
    'odd key': { instructions: 'Never guess.' },
    prompt_version: '3',
    path: 's3://bucket/{name}',
  };
  expect(configPrompts(config)).toEqual([
    { path: 'llm.system_prompt', text: 'Be kind.' },
    { path: 'steps[0].text', text: 'Answer the question {question} in one word.' },
    {
      path: 'few_shot.messages',
      text: '[{"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[]}]',
    },
    { path: 'prompts[0]', text: 'Classify it.' },
    { path: 'prompts[1]', text: 'Explain it.' },
    { path: '"odd key".instructions', text: 'Never guess.' },
  ]);
});

test('a config without prompts, or of any other kind, has none', () => {
  for (const config of [
    null,
    5,
    'text',
    [],
    {},
    { layers: [1, 2], role: 'x', users: [{ role: 'admin', name: 'a' }] },
  ]) {
    expect(configPrompts(config)).toEqual([]);
  }
});

test('a config as deep or as large as it likes is read up to a limit', () => {
  let deep: unknown = { prompt: 'Too deep to be read.' };
  for (let level = 0; level < 10_000; level++) deep = { inner: deep };
  expect(configPrompts(deep)).toEqual([]);
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`prompt_${index}_text`, 'Be kind.']));
  expect(configPrompts(many)).toHaveLength(100);
});
