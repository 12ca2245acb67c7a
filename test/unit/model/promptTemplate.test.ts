import { describe, expect, it } from 'vitest';
import { parsePromptTemplate } from '../../../src/model/promptTemplate.ts';
import cases from '../../fixtures/templates/variables.json' with { type: 'json' };

const read = (text: string): string => {
  const { syntax, variables } = parsePromptTemplate(text);
  return `${syntax}: ${variables.join(' ')}`.trim();
};

describe('a prompt template', () => {
  it.each([
    ['{text}', 'single: text'],
    ['Analyze {text} in {language}, then {text} again', 'single: text language'],
    ['{user.name} has {items[0]} and {row[key].price}', 'single: user.name items[0] row[key].price'],
    ['{x!r:>10} {y:.2f} {z:,} {when:%Y-%m-%d} {debug=}', 'single: x y z when debug'],
    ['{x:{width}.{precision}f}', 'single: x width precision'],
    ['{{not_a_field} {field}', 'single: field'],
    ['Return {{"label": "{label}"}} for {text}', 'single: label text'],
    ['{{{x}}} and {{"a": 1}}', 'single: x'],
    ['Dear ${name}, you owe ${amount}', 'single: name amount'],
    ['Überprüfe {größe} und {名前}', 'single: größe 名前'],
  ])('reads single braces as str.format, f-strings and ${} do: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['{{text}}', 'double: text'],
    ['{{ text }} for {{ user.name }}', 'double: text user.name'],
    ['{{ text | upper | truncate(20) }}', 'double: text'],
    ['{{text}} as JSON: {"label": "x", "nested": {"a": 1}}', 'double: text'],
    ['{{ question }} Put {answer} in braces.', 'double: question'],
    ['{{-text-}}', 'double: text'],
  ])("reads doubled braces as MLflow's variables, single ones as text then: %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['{% for item in items %}{{ loop.index }}. {{ item.title }}{% endfor %}', 'jinja: items'],
    ['{% for d in docs if d.score > minimum %}{{ d }}{% endfor %}{{ d }}', 'jinja: docs minimum d'],
    [
      '{% if user.premium and not trial %}{{ name|default("you") }}{% elif x is defined %}{% endif %}',
      'jinja: user.premium trial name x',
    ],
    ['{% set total = price * 2 %}{{ total }} {{ format(price, currency=unit) }}', 'jinja: price unit'],
    ['{# {{ comment }} #}{% raw %}{{ raw }}{% endraw %}{%- if a -%}{{ text.strip() }}{% endif %}', 'jinja: a text'],
    ['{% macro hi(name, greeting=hello) %}{{ greeting }} {{ name }}{% endmacro %}{{ hi(who) }}', 'jinja: hello who'],
    ['{% with a = b %}{{ a }}{{ c["key"] }}{{ "quoted" }}{% endwith %}{{ a }}', 'jinja: b c a'],
    ['{% include template %}{{ x if y else "z" }} {{ {"a": b}[c] }} {{ 3.5e2 }}', 'jinja: template x y b c'],
  ])('reads a text with tags as Jinja, without the names it binds itself: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    'No variables at all.',
    '',
    'Return {"label": "positive", "score": 0.5} or {} or { "a": {"b": [1, 2]} }',
    'Types: {label: string, score: number}; sets: {a, b}; regex: [0-9]{3}; {0}',
    'function f() { return x; }',
    'All {{"escaped": true}} braces, {{}} too',
    'unclosed { brace and {name',
    '100{% of the time',
  ])('takes no braces but those around a name for a variable: %s', (text) => {
    expect(read(text)).toBe('single:');
  });

  it.each([
    ['%(text)s and %(score).2f, 100% (sure)', 'single: text score'],
    ['{user[\'name\']} {row["a b"]}', `single: user['name'] row["a b"]`],
    ['Compute \\frac{a}{b} and \\text{mean} of {values}', 'single: values'],
    ['a^{n} plus \\sqrt[3]{x} for {text}', 'single: n text'],
  ])('reads other places for names, and leaves the braces of TeX alone: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['{{#documents}}- {{title}}: {{text}}\n{{/documents}}{{question}}', 'mustache: documents question'],
    [
      '{{#if context}}Use {{context}} and {{{raw}}}.{{else}}{{fallback}}{{/if}} {{user.name}}',
      'mustache: context raw fallback user.name',
    ],
    [
      '{{#each items}}{{this}} {{name}}{{/each}}{{^empty}}none{{/empty}}{{! a comment }}{{> part}}',
      'mustache: items empty',
    ],
  ])('reads sections as Mustache and Handlebars do: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  const rootsOf = (text: string): string[] => {
    const roots = parsePromptTemplate(text).variables.map((name) => /^[^.[]*/.exec(name)?.[0] ?? name);
    return [...new Set(roots)].toSorted();
  };

  // What jinja2 3.1's meta.find_undeclared_variables and string.Formatter().parse say, but for names that are called.
  it.each([...cases.jinja, ...cases.format])('takes from outside what Python says: $template', (each) => {
    expect(rootsOf(each.template)).toEqual(each.variables.toSorted());
  });

  it('says where its variables stand', () => {
    for (const text of [
      'a {x!r:>{w}} b {{y}} {x}',
      '{# c #}{% for a in b.c %}{{ d|e }}{% endfor %}',
      '{{#s}}{{/s}} {{ n }}',
    ]) {
      const { fields } = parsePromptTemplate(text);
      expect(fields.map(({ name, start, end }) => text.slice(start, end).includes(name.split('.')[0] ?? ''))).toEqual(
        fields.map(() => true),
      );
    }
  });

  it('answers a megabyte of open braces', () => {
    const pieces = [
      '{',
      '{{',
      '{% if ',
      '{{ a | ',
      '{#',
      '{% if "%}',
      '{x:',
      '{{#a}}',
      '{{ ',
      '%(a)0',
      '\\a{',
      '{{#a',
      '{% if a %}',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(1_000_000 / piece.length);
      expect(parsePromptTemplate(text).variables.length).toBeLessThan(2);
    }
  });
});
