import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import { exportMarkdown } from '../../../src/export/markdown.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { SubjectKind } from '../../../src/model/subject.ts';
import { buildFile, buildModel, buildPrompt, buildSnapshot, sentimentV1, sentimentV2 } from '../../fixtures/build.ts';
import { largeRun, supportV1, supportV2 } from '../../fixtures/rich.ts';

const markdown = (...snapshots: readonly Snapshot[]): string => exportMarkdown(compare(snapshots));
const promptPair = (...texts: readonly [string, string]): readonly Snapshot[] =>
  texts.map((text, index) =>
    buildSnapshot({ info: { runId: String(index).repeat(32) }, prompts: [buildPrompt(text)] }),
  );
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
    expect(text).toContain('## 2 columns against `sentiment_v1 (column 1)`');
    expect(text).toContain('**`prompt_template` in `sentiment_v2`**');
    expect(text).toContain('`prompt_template`: unchanged in `sentiment_v1 (column 3)`');
  });

  test('of many columns says once what is alike in several of them', () => {
    const runs = Array.from({ length: 10 }, (_, index) => {
      const { head, run, ...rest } = index % 2 === 0 ? supportV1() : supportV2();
      return { ...rest, run, head: { ...head, name: `run ${index}`, id: String(index).repeat(32) } };
    });
    const text = markdown(...runs);
    expect(text.match(/^- \*\*Signature\*\*/gm)?.length).toBe(1);
    expect(text.match(/Answer politely and briefly/g)?.length).toBe(1);
    expect(text).toContain('<code>chat_prompt</code> in <code>run 1</code>, <code>run 3</code>, ');
  });

  test('tells columns of one name apart', () => {
    const column = (kind: SubjectKind, id: string): Snapshot => buildSnapshot({ head: { kind, name: 'm v1', id } });
    const text = markdown(
      column('loggedVersion', 'm-1'),
      column('modelVersion', 'models:/m/1'),
      column('run', 'abcdef0123456789'),
      column('run', '0123456789abcdef'),
    );
    for (const name of ['m v1 (logged)', 'm v1 (registered)', 'm v1 (abcdef01)', 'm v1 (01234567)'])
      expect(text).toContain(`| \`${name}\` | `);
  });

  test('shows a change of blanks and of line ends', () => {
    const text = markdown(...promptPair('One \nTwo\nThree', 'One\t\nTwo\r\nThree\n'));
    expect(text).toContain('-One·\n-Two↵\n-Three∅\n+One→\n+Two␍↵\n+Three↵\n');
  });

  test('cuts a long value where it differs, and says what changed inside of JSON', () => {
    const value = (last: number): string => JSON.stringify({ list: 'x'.repeat(300), last });
    const word = 'y'.repeat(300);
    const [left, right] = [1, 2].map((last) =>
      buildSnapshot({
        info: { runId: String(last).repeat(32) },
        params: { json: value(last), word: `${word}${last}`, same: 'z' },
      }),
    );
    if (!left || !right) throw new Error('Two were built.');
    const text = markdown(left, right);
    expect(text).toMatch(/\| `word` \| `…y{30}1` \| `…y{30}2` \|/);
    expect(text).toContain('`json`\n\n- `last`: `1` → `2`');
  });

  test('says where a dataset is, not on which machine it was made', () => {
    const dataset = (digest: string, source: object): Snapshot =>
      buildSnapshot({
        info: { runId: digest.repeat(32) },
        datasetInputs: [
          {
            dataset: {
              name: 'reviews',
              digest,
              sourceType: 'code',
              source: JSON.stringify(source),
              schema: null,
              profile: null,
            },
            tags: [],
          },
        ],
      });
    const text = markdown(
      dataset('a', { tags: { 'mlflow.user': 'ada' } }),
      dataset('b', { url: 's3://bucket/reviews' }),
    );
    expect(text).toContain('| `reviews` | `a` | `b s3://bucket/reviews` |');
  });

  test('leaves out what differs between any two runs', () => {
    const text = markdown(sentimentV1(), sentimentV2());
    expect(text).not.toMatch(/mlflow\.runName|Run ID|\| Ended/);
  });

  test('names a prompt that a column of several has not', () => {
    const none = buildSnapshot({ info: { runId: '9'.repeat(32), runName: 'none' } });
    expect(markdown(sentimentV1(), sentimentV2(), none)).toContain('`prompt_template`: not in `none`');
    expect(markdown(sentimentV1(), none)).toContain('-Analyze the sentiment');
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
    '\u202Eevil\u0007 &copy; &#64;x',
    '!12 ~bug ~"a b" %3 $4 &5 ^alert#6 :tada: GH-7 a/b#8 a/b@c0ffee1 [vulnerability:9] https://e.example www.e.example m@e.example',
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
    const html = /<code>[^<]*<\/code>/g;
    return text
      .replace(/^(`{3,})[^\n]*\n[^]*?\n\1$/gm, '')
      .replace(html, '')
      .replace(spans, (found) => (found.startsWith('\\') ? '.' : ''));
  }

  test('is no markup, no link, no mention and no reference', () => {
    const outside = outsideOfCode(markdown(hostile(1), hostile(2)));
    expect(outside).not.toMatch(/<(?!\/?(?:details|summary|b)>)/);
    expect(outside).not.toMatch(/(?<!\\)\]\(/);
    expect(outside).not.toMatch(/[@#!$%^~][\w"]|&(?!amp;|lt;|gt;)|:[a-z]\w*:|:\/\/|www\.|GH-\d/);
    expect(outside).not.toMatch(/(?![\n\t])[\p{Bidi_Control}\p{Cc}]/u);
    expect(outside.match(/<details>/g)?.length).toBe(outside.match(/<\/details>/g)?.length);
  });

  test('ends no fence that it stands in', () => {
    const fences = promptPair('```\n````\ntext {a}', '```\n````\ntext {b}');
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
});

test.each([0, 1, 100, 500, 1_000, 4_000, 16_000, 32_768])(
  'no more than %i characters are written when that is asked',
  (limit) => {
    const size = { prompt: 40_000, params: 300, metrics: 300, signature: 300, files: 500 };
    const comparisons = [
      compare([largeRun(1, size), largeRun(2, size)]),
      compare([largeRun(1, size)]),
      compare([supportV1(), supportV2(), sentimentV1(), sentimentV2()]),
      compare([buildSnapshot({ info: { runName: '😀'.repeat(5_000) } })]),
    ];
    for (const comparison of comparisons) {
      const text = exportMarkdown(comparison, { limit });
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text.isWellFormed()).toBe(true);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect((text.match(/^`{3}/gm)?.length ?? 0) % 2).toBe(0);
      // What changed and whether it helped comes first.
      if (limit >= 4_000 && comparison.columns.length === 2)
        expect(text).toMatch(/\*\*Metrics\*\*: .*\n[^]*### Metrics\n/);
    }
  },
);
