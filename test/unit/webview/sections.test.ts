import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import { SECTION_NAMES } from '../../../src/compare/comparison.ts';
import { buildSnapshot, sentimentV1, sentimentV2 } from '../../fixtures/build.ts';
import { countsText, countWords, goneText, hiddenText, overviewOf, SECTIONS } from '../../../webview/sections.ts';

describe('the sections of the page', () => {
  it('are those of the comparison, each once', () => {
    expect(SECTIONS.map(({ name }) => name).toSorted()).toEqual(SECTION_NAMES.toSorted());
  });

  it('say at a glance what differs between the runs of the scenario', () => {
    const { shown, empty } = overviewOf(compare([sentimentV1(), sentimentV2()]));
    expect(
      shown.map((section) => `${section.title}: ${countsText(section, false)}; ${section.telling} telling`),
    ).toEqual([
      'Prompts: Differs; 1 telling',
      'Metrics: All 3 differ; 3 telling',
      'Parameters: All 2 differ; 2 telling',
      'Models: Identical; 0 telling',
      'Signatures: All 2 identical; 0 telling',
      'Input Examples: Differs; 1 telling',
      'Dependencies: 1 of 3 differs; 1 telling',
      'Artifacts: 4 of 5 differ; 4 telling',
      'Tags: 1 of 4 differs; 1 telling',
      'Run Details: 4 of 11 differ; 0 telling',
    ]);
    expect(empty).toEqual(['Datasets']);
    const words = shown.map((section) => countWords(section, false));
    expect([words[0], words[1], words[3], words.at(-1)]).toEqual([
      '1 of 1 differs',
      '3 of 3 differ',
      'Identical',
      'Identical',
    ]);
  });

  it('say of a run alone how much there is, and leave out what it has nothing of', () => {
    const { shown, empty } = overviewOf(compare([sentimentV1()]));
    expect(
      shown.map((section) => `${section.title} ${countsText(section, true)}: ${countWords(section, true)}`),
    ).toEqual([
      'Prompts 1: 1 row',
      'Metrics 2: 2 rows',
      'Parameters 2: 2 rows',
      'Models 1: 1 row',
      'Signatures 2: 2 rows',
      'Input Examples 1: 1 row',
      'Dependencies 2: 2 rows',
      'Artifacts 5: 5 rows',
      'Tags 4: 4 rows',
      'Run Details 11: 11 rows',
    ]);
    expect(empty).toEqual(['Datasets']);
    expect(overviewOf(compare([buildSnapshot()])).shown.map(({ title }) => title)).toEqual(['Run Details']);
  });

  it('show prompts even where there are none, and only name what else is missing', () => {
    const { shown, empty } = overviewOf(compare([buildSnapshot(), buildSnapshot()]));
    expect(shown.map(({ title }) => title)).toEqual(['Prompts', 'Run Details']);
    expect(empty).toHaveLength(SECTIONS.length - 2);
  });
});

describe('counts in words', () => {
  it('agree in number', () => {
    expect([hiddenText(1), hiddenText(12)]).toEqual(['1 identical row hidden', '12 identical rows hidden']);
    expect([['a'], ['a', 'b', 'c']].map((names) => goneText(names.map((name) => ({ name }))))).toEqual([
      'a was deleted.',
      'a, b, and c were deleted.',
    ]);
    expect(countsText({ rows: 0, differing: 0 }, false)).toBe('');
  });
});
