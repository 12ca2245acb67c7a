import { describe, expect, it } from 'vitest';
import { parsePromptTemplate } from '../../../../src/model/promptTemplate.ts';
import { variableFinder, within } from '../../../../webview/texts/variableMarks.ts';

/** The marked parts of each line of a text. */
function marked(text: string, names: readonly string[] = parsePromptTemplate(text).variables): string[][] {
  const find = variableFinder(text, names);
  return text.split(/\r\n|\r|\n/).map((line, index) => find(index + 1).map(({ start, end }) => line.slice(start, end)));
}

describe('template variables in the lines of a text', () => {
  it.each<[string, readonly (readonly string[])[]]>([
    ['Say {text} in {language!r:>10}.', [['{text}', '{language!r:>10}']]],
    ['Give {{"label": 1}} for\n{text}', [[], ['{text}']]],
    ['Pay ${amount}\r\nto {name}', [['${amount}'], ['{name}']]],
    ['Hello {{ user.name }}, {not this}', [['{{ user.name }}']]],
    ['nothing here', [[]]],
  ])('of %j are %j', (text, expected) => {
    expect(marked(text)).toEqual(expected);
  });

  it('are marked on every line they stand on', () => {
    expect(marked('a\n{{ user.name\n | upper }}\nb')).toEqual([[], ['{{ user.name'], [' | upper }}'], []]);
  });

  it('are only those the comparison knows, so that a part of a prompt has no others than the whole', () => {
    expect(marked('a {text} b {label}', ['text'])).toEqual([['{text}']]);
    expect(marked('a {text}', [])).toEqual([[]]);
  });

  it('can be cut to a part of the line', () => {
    const ranges = [
      { start: 2, end: 6 },
      { start: 10, end: 14 },
    ];
    expect(within(ranges, 4, 12)).toEqual([
      { start: 0, end: 2 },
      { start: 6, end: 8 },
    ]);
    expect(within(ranges, 6, 10)).toEqual([]);
  });
});
