import { expect, test } from 'vitest';
import { markdownFence, markdownTable, tsvLine, tsvText } from '../../../../webview/tables/copyText.ts';

test('a table for a spreadsheet has a line of heads and one per row, with nothing where a value is missing', () => {
  const table = { head: ['', 'v1', 'v2'], rows: [['temperature', '0.7', null]] };
  expect(tsvText(table)).toBe('\tv1\tv2\ntemperature\t0.7\t');
});

test('37: text that a spreadsheet would calculate is made text, numbers stay numbers', () => {
  const cells = ['=1+1', '+SUM(A1)', '-cmd|calc', '@SUM(A1)', '＝1', '-1.5', '+2e-3', '.5', '-Infinity', 'a=b'];
  expect(tsvLine(cells)).toBe("'=1+1\t'+SUM(A1)\t'-cmd|calc\t'@SUM(A1)\t'＝1\t-1.5\t+2e-3\t.5\t'-Infinity\ta=b");
});

test('37: a value that begins with a tab or a line break is made text too', () => {
  expect(tsvLine(['\t=1', '\n=1', '\r=1'])).toBe(`"'\t=1"\t"'\n=1"\t"'\r=1"`);
});

test('a value with tabs, line breaks or quotes is one cell', () => {
  expect(tsvLine(['a\tb', 'two\nlines', 'say "hi"', 'plain'])).toBe('"a\tb"\t"two\nlines"\t"say ""hi"""\tplain');
});

test('a Markdown table says its values and nothing else', () => {
  const table = {
    head: ['', 'v1'],
    rows: [
      ['a|b', '*x* _y_ `z` [l](http://e.org) <img src=x>'],
      ['learning_rate', 'one\r\ntwo'],
      ['mail', '@ada &lt; & 1'],
      ['none', null],
    ],
  };
  expect(markdownTable(table)).toBe(
    [
      '|  | v1 |',
      '| --- | --- |',
      '| a\\|b | \\*x\\* \\_y\\_ \\`z\\` \\[l\\](http:&#47;&#47;e.org) &lt;img src=x&gt; |',
      '| learning_rate | one<br>two |',
      '| mail | &#64;ada &amp;lt; & 1 |',
      '| none |  |',
    ].join('\n'),
  );
});

test('nothing in a Markdown table becomes a link, a reference or a formula', () => {
  expect(markdownTable({ head: ['a'], rows: [['www.example.com #12 $x$ @ada https://example.com &#35;']] })).toBe(
    '| a |\n| --- |\n| www&#46;example.com &#35;12 &#36;x&#36; &#64;ada https:&#47;&#47;example.com &amp;&#35;35; |',
  );
});

test('a fence is longer than any in its text', () => {
  expect(markdownFence('a\n```js\nb\n```')).toBe('````\na\n```js\nb\n```\n````');
  expect(markdownFence('plain\n')).toBe('```\nplain\n```');
});
