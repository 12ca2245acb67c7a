import { describe, expect, it } from 'vitest';
import { variableFinder, within } from '../../../../webview/texts/variableMarks.ts';

/** The marked parts of a text of one line. */
const marked = (text: string, names: readonly string[]): string[] =>
  variableFinder(text, names)(text).map(({ start, end }) => text.slice(start, end));

describe('template variables in a line', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['Say {text} in {language!r:>10}.', ['text', 'language'], ['{text}', '{language!r:>10}']],
    ['Give {{"label": 1}} for {text}', ['text'], ['{text}']],
    ['Pay ${amount} to {name}', ['amount', 'name'], ['${amount}', '{name}']],
    ['Width {x:{width}}', ['x', 'width'], ['{x:{width}}']],
    ['Hello {{ user.name }}, {not this}', ['user.name'], ['{{ user.name }}']],
    ['{% for f in facts %}{{ f | trim }}{% endfor %}', ['facts'], ['{% for f in facts %}']],
    ['{"json": true} and {texts}', ['text'], []],
    ['nothing here', ['text'], []],
    ['{text}', [], []],
  ])('of %j with %j are %j', (text, names, expected) => {
    expect(marked(text, names)).toEqual(expected);
  });

  it('takes a name with signs as it is', () => {
    expect(marked('a {a.b} c {aXb}', ['a.b'])).toEqual(['{a.b}']);
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
