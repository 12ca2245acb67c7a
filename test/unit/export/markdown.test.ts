import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import { exportMarkdown } from '../../../src/export/markdown.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { buildFile, buildModel, buildPrompt, buildSnapshot, sentimentV1, sentimentV2 } from '../../fixtures/build.ts';
import { largeRun, supportV1, supportV2 } from '../../fixtures/rich.ts';

const markdown = (...snapshots: readonly Snapshot[]): string => exportMarkdown(compare(snapshots));
const golden = (name: string): string => `../../fixtures/golden/export/${name}.md`;

describe('the Markdown of a comparison', () => {
  test('of the scenario says what changed and whether it helped', async () => {
    await expect(markdown(sentimentV1(), sentimentV2())).toMatchFileSnapshot(golden('scenario'));
  });

  test('of runs that differ in everything folds what is long', async () => {
    await expect(markdown(supportV1(), supportV2())).toMatchFileSnapshot(golden('support'));
  });

  test('of one run shows it whole', async () => {
    await expect(markdown(sentimentV1())).toMatchFileSnapshot(golden('alone'));
  });

  test('of three columns says of which one it speaks', () => {
    const text = markdown(sentimentV1(), sentimentV2(), sentimentV1());
    expect(text).toContain('## 2 columns against sentiment\\_v1');
    expect(text).toContain('**prompt\\_template (sentiment\\_v2)**');
  });

  test('of equal runs says that they are', () => {
    expect(markdown(sentimentV1(), sentimentV1())).toContain('Identical in everything but name and times.');
  });
});

describe('what was logged', () => {
  const BAD = [
    '</details><script>alert(1)</script>',
    '``` @everyone #123 [x](javascript:alert(1)) ![y](http://host/y.png)',
    '| a | b |\n# heading\n- [ ] task',
    '\u202Eevil\u0007',
  ].join('\n');

  const hostile = (version: number): Snapshot => {
    const text = `${BAD}${version}`;
    return buildSnapshot({
      info: { runName: text, runId: String(version).repeat(32) },
      params: { [BAD]: text },
      metrics: { [BAD]: version },
      tags: { [BAD]: text },
      prompts: [buildPrompt(`${text} {x${version}}`, { name: BAD })],
      artifacts: [buildFile(BAD, text)],
      models: [
        buildModel({
          name: BAD,
          description: {
            inputExample: JSON.stringify({ [BAD]: text }),
            signature: { inputs: [{ type: 'string', name: text, required: true }], outputs: null, params: null },
          },
          parts: {
            flavors: [{ name: BAD, config: JSON.stringify({ [BAD]: text }) }],
            modelConfig: JSON.stringify(BAD),
          },
        }),
      ],
    });
  };

  /** What is left of a Markdown text without its code: only there markup, links and mentions count. */
  function outsideOfCode(text: string): string {
    // From left to right: a back-slash means something outside of code only.
    const spans = /\\[^\n]|(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g;
    return text.replace(/^(`{3,})[^\n]*\n[^]*?\n\1$/gm, '').replace(spans, '');
  }

  test('is no markup, no link, no mention and no reference', () => {
    const outside = outsideOfCode(markdown(hostile(1), hostile(2)));
    expect(outside).not.toMatch(/<(?!\/?(?:details|summary|b)>)/);
    expect(outside).not.toMatch(/(?<!\\)\]\(/);
    expect(outside).not.toMatch(/[@#][\w]/);
    expect(outside).not.toMatch(/(?![\n\t])[\p{Bidi_Control}\p{Cc}]/u);
    expect(outside.match(/<details>/g)?.length).toBe(outside.match(/<\/details>/g)?.length);
  });

  test('ends no fence that it stands in', () => {
    const fences = [buildPrompt('```\n````\ntext {a}'), buildPrompt('```\n````\ntext {b}')].map((prompt, index) =>
      buildSnapshot({ info: { runId: String(index).repeat(32) }, prompts: [prompt] }),
    );
    expect(markdown(...fences)).toContain('\n`````diff\n');
  });

  test('is one cell of its table, whatever it holds', () => {
    const rows = markdown(hostile(1), hostile(2))
      .split('\n')
      .filter((line) => line.startsWith('| '));
    for (const row of rows) {
      const cells = outsideOfCode(row).match(/\|/g)?.length ?? 0;
      expect([4, 6], row).toContain(cells);
    }
  });
});

test('the largest comparison stays within the length of a comment and says what it left out', () => {
  const size = { prompt: 400_000, params: 1_000, metrics: 300, signature: 3_000, files: 5_000 };
  const text = markdown(largeRun(1, size), largeRun(2, size));
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(text).toMatch(/left out/);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  expect(exportMarkdown(compare([largeRun(1, size), largeRun(2, size)]), { limit: 4_000 }).length).toBeLessThanOrEqual(
    4_000,
  );
});
