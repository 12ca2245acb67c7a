import { expect, test } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import type { SectionName } from '../../../../src/compare/comparison.ts';
import { sectionAsMarkdown, sectionAsTsv } from '../../../../webview/tables/sectionCopy.ts';
import { sentimentV1, sentimentV2 } from '../../../fixtures/build.ts';
import { supportV1, supportV2 } from '../../../fixtures/rich.ts';

const support = (section: SectionName, differencesOnly = false) =>
  ({ section, comparison: compare([supportV1(), supportV2()]), aggregate: 'latest', differencesOnly }) as const;

test('a section is copied for a spreadsheet with the names of the columns above', () => {
  expect(sectionAsTsv(support('dependencies'))).toBe(
    [
      'support\tsupport_v1\tsupport_v2',
      'python\t3.11.9\t3.12.3',
      'langchain\tlangchain==0.2.1\tlangchain==0.3.0',
      'mlflow\tmlflow==3.16.0\tmlflow==3.17.2',
      'numpy\tnumpy>=1.26\t',
      'openai\topenai==1.40.2\topenai==1.40.5',
      'pandas\t\tpandas>=2',
      'tiktoken\ttiktoken\ttiktoken==0.8.0',
    ].join('\n'),
  );
});

test('what "Differences only" hides is not copied', () => {
  const all = sectionAsTsv(support('params')).split('\n');
  const some = sectionAsTsv(support('params', true)).split('\n');
  expect(all.filter((line) => !some.includes(line))).toEqual(['retriever\tbm25\tbm25', 'top_p\t1.0\t1.0']);
});

test('metrics are copied with every digit', () => {
  const comparison = compare([sentimentV1(), sentimentV2()]);
  const [row] = comparison.metrics.items;
  const text = sectionAsTsv({ section: 'metrics', comparison, aggregate: 'latest', differencesOnly: false });
  expect(text.split('\n')[1]).toBe(
    [row?.key, ...(row?.cells ?? []).map((cell) => cell.values?.latest.exact)].join('\t'),
  );
});

test('a section with a table for each model names the model above it in Markdown', () => {
  expect(sectionAsMarkdown(support('dependencies')).split('\n').slice(0, 5)).toEqual([
    '**support**',
    '',
    '|  | support_v1 | support_v2 |',
    '| --- | --- | --- |',
    '| python | 3.11.9 | 3.12.3 |',
  ]);
});

test('prompts are copied as the texts they are in Markdown', () => {
  const comparison = compare([sentimentV1(), sentimentV2()]);
  const text = sectionAsMarkdown({ section: 'prompts', comparison, aggregate: 'latest', differencesOnly: false });
  expect(text).toBe(
    [
      '**prompt_template, sentiment_v1**',
      '',
      '```',
      'Analyze the sentiment of the following text: {text}',
      '```',
      '',
      '**prompt_template, sentiment_v2**',
      '',
      '```',
      "Classify the sentiment of the following text. Respond with only 'positive', 'negative', or 'neutral'. Text: {text}",
      '```',
    ].join('\n'),
  );
});
