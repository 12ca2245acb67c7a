import { describe, expect, it } from 'vitest';
import type { ParamCell } from '../../../../src/compare/comparison.ts';
import { compareParams, paramCells } from '../../../../src/compare/values/params.ts';
import { DEFAULT_EFFORT } from '../../../../src/compare/texts/textDiff.ts';
import { buildPrompt, buildSnapshot } from '../../../fixtures/build.ts';

const between = (before: string | null, after: string | null): ParamCell | undefined =>
  paramCells([before, after], DEFAULT_EFFORT)[1];

const inside = (before: string, after: string): string[] | undefined =>
  between(before, after)?.inside?.map(
    ({ path, before: was, after: is, change }) => `${path}: ${was} → ${is} ${change}`,
  );

describe('a param', () => {
  it.each([
    ['0.7', '0.2', '−0.5', '−71%'],
    ['1e-3', '0.002', '+0.001', '+100%'],
    ['0', '3', '+3', null],
    ['-2', '+2', '+4', '+200%'],
    ['9007199254740993', '9007199254740994', '+1', '+0.000000000000011%'],
    ['1e400', '1', null, null],
    ['9'.repeat(400), '1', null, null],
    ['', '1', null, null],
    ['1_000', '1', null, null],
    ['0x10', '1', null, null],
    ['true', 'false', null, null],
    ['nan', '1', null, null],
  ])('from %s to %s: %s, %s', (before, after, delta, percent) => {
    const cell = between(before, after);
    expect([cell?.change, cell?.deltaText]).toEqual(['changed', delta]);
    if (percent !== '+0.000000000000011%') expect(cell?.percentText).toBe(percent);
  });

  it('that is JSON is compared inside, every digit of it', () => {
    expect(
      inside(
        '{"model": {"temperature": 9.0, "seed": 9007199254740993, "a b": null}, "stop": ["x", "y"], "gone": {"deep": [1]}}',
        '{"model": {"temperature": 9, "seed": 9007199254740992, "a b": false}, "stop": ["new", "x", "z"], "come": {}}',
      ),
    ).toEqual([
      'model.temperature: 9.0 → 9 changed',
      'model.seed: 9007199254740993 → 9007199254740992 changed',
      'model."a b": null → false changed',
      'stop[0]: null → "new" added',
      'stop[2]: "y" → "z" changed',
      'gone: {"deep":[1]} → null removed',
      'come: null → {} added',
    ]);
  });

  it('that is a list has its elements matched, whatever stands before them', () => {
    expect(inside('[{"name":"a","n":1},{"name":"b"}]', '[{"name":"z"},{"name":"a","n":1},{"name":"b"}]')).toEqual([
      '[0]: null → {"name":"z"} added',
    ]);
    expect(inside('["search", "hand_over"]', '["search", "faq", "hand_over"]')).toEqual(['[1]: null → "faq" added']);
    expect(
      inside(
        '[{"function":{"name":"search","top":3}},{"name":"b","n":1},{"role":"user"}]',
        '[{"name":"z"},{"function":{"name":"search","top":5}},{"n":2,"name":"b"}]',
      ),
    ).toEqual([
      '[0]: null → {"name":"z"} added',
      '[1].function.top: 3 → 5 changed',
      '[2].n: 1 → 2 changed',
      '[2]: {"role":"user"} → null removed',
    ]);
    expect(inside('[1, 2, 3]', '[3]')).toEqual(['[0]: 1 → null removed', '[1]: 2 → null removed']);
  });

  it('that is JSON laid out otherwise has nothing changed inside', () => {
    expect(between('{"a":1,"b":2}', '{ "b": 2, "a": 1 }')).toMatchObject({ change: 'changed', inside: [], diff: null });
  });

  it('is a text where it is no JSON, or of another kind, or not sane', () => {
    const deep = '['.repeat(5_000);
    for (const [before, after] of [
      ["{'a': 1}", "{'a': 2}"],
      ['{"a":1}', '[1]'],
      ['{"a":1}', '{"a":'],
      ['"a"', '"b"'],
      [deep + ']'.repeat(5_000), `${deep}1${']'.repeat(5_000)}`],
    ] as const) {
      expect(between(before, after)).toMatchObject({ change: 'changed', inside: null });
    }
  });

  it('that is nested as nobody nests it is compared whole below', () => {
    const nested = (value: string): string => `${'{"a":['.repeat(40)}${value}${']}'.repeat(40)}`;
    expect(between(nested('1'), nested('2'))?.inside).toHaveLength(1);
  });

  it('that is a long text has its words compared; a short one, or one that is prompt, has not', () => {
    const words = 'one two three four five six seven eight nine ten eleven twelve';
    expect(between(words, `${words} thirteen`)?.diff?.rows).toHaveLength(1);
    expect(between('a\nb', 'a\nc')?.diff?.rows.map((row) => row.kind)).toEqual(['same', 'changed']);
    expect(between('a b', 'a c')?.diff).toBeNull();
    expect(between(words, words)?.diff).toBeNull();
    expect(between(words, null)).toEqual({
      text: null,
      change: 'removed',
      deltaText: null,
      percentText: null,
      inside: null,
      diff: null,
    });
    const prompts = [words, `${words} {x}`].map((text) =>
      buildSnapshot({ params: { prompt: text }, prompts: [buildPrompt(text, { name: 'prompt' })] }),
    );
    expect(compareParams(prompts, DEFAULT_EFFORT).items[0]).toMatchObject({
      isPrompt: true,
      cells: [{}, { diff: null }],
    });
  });

  it('that is large is answered soon, shortened where it is hopeless', () => {
    const list = (step: number): string => JSON.stringify(Array.from({ length: 20_000 }, (_, index) => index * step));
    expect(inside(list(2), list(3))?.length).toBeGreaterThan(10_000);
  });
});
