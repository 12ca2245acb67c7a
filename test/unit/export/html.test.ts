import { expect, test } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import { exportHtml } from '../../../src/export/html.ts';
import { exportJson } from '../../../src/export/json.ts';
import { parseJson } from '../../../src/model/json.ts';
import { buildMetric, buildPrompt, buildSnapshot, sentimentV1, sentimentV2 } from '../../fixtures/build.ts';
import { supportV1, supportV2 } from '../../fixtures/rich.ts';

const BAD = `"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>&amp;'\u202E`;

test('one HTML file shows the comparison and loads nothing', async () => {
  const html = exportHtml(compare([sentimentV1(), sentimentV2()]));
  await expect(html.replace(/<style>[^]*<\/style>/, '<style></style>')).toMatchFileSnapshot(
    '../../fixtures/golden/export/scenario.html',
  );
  expect(html).toContain(`default-src 'none'`);
  expect(exportHtml(compare([supportV1(), supportV2()]))).not.toMatch(
    /<script|<img|<link|<iframe|https?:\/\/|@import|url\(/,
  );
});

test('long stretches without a change are folded, and the summary leads to its sections', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `Rule ${index}`);
  const [left, right] = [lines, lines.with(20, 'Another rule')].map((text, index) =>
    buildSnapshot({ info: { runId: String(index).repeat(32) }, prompts: [buildPrompt(text.join('\n'))] }),
  );
  if (!left || !right) throw new Error('Two were built.');
  const html = exportHtml(compare([left, right]));
  expect(html.match(/<summary>\d+ unchanged lines<\/summary>/g)).toEqual([
    '<summary>16 unchanged lines</summary>',
    '<summary>15 unchanged lines</summary>',
  ]);
  expect(html).toContain('<a href="#prompts">Prompt</a>');
  expect(html).toContain('<section id="prompts">');
  for (let index = 0; index < 40; index++) expect(html).toContain(index === 20 ? 'Another' : `Rule ${index}<`);
});

test('what was logged is text', () => {
  const bad = buildSnapshot({
    info: { runName: BAD },
    params: { [BAD]: BAD },
    tags: { [BAD]: BAD },
    metrics: { [BAD]: 1 },
    prompts: [buildPrompt(BAD, { name: BAD })],
  });
  const other = buildSnapshot({ prompts: [buildPrompt(`${BAD}!`, { name: BAD })] });
  const html = exportHtml(compare([bad, other]));
  expect(html).not.toMatch(/<(?:img|script|svg)/);
  expect(html).not.toMatch(/\p{Bidi_Control}/u);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('the JSON holds the whole comparison, every digit of it', () => {
  const [left, right] = [1, 2].map((index) =>
    buildSnapshot({
      info: { runId: String(index).repeat(32) },
      summaries: [buildMetric('loss', index === 1 ? NaN : 0.1, { step: 2n ** 60n, timestamp: index })],
    }),
  );
  if (!left || !right) throw new Error('Two were built.');
  const comparison = compare([left, right]);
  const text = exportJson(comparison);
  expect(text).toContain('"step": 1152921504606846976');
  const read = parseJson(text) as { format: string; version: number; metrics: { items: unknown[] } };
  expect([read.format, read.version]).toEqual(['promptrail.comparison', 1]);
  expect(read.metrics.items).toHaveLength(1);
  expect(text).toContain('"NaN"');
});
