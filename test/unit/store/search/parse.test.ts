import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import { parseFilter, parseOrder, type Condition } from '../../../../src/store/search/parse.ts';

function draw({ identifier, operator, value }: Condition): string {
  const prefix = identifier.prefix === undefined ? '' : `${identifier.prefix} . `;
  return `${prefix}${identifier.key} ${operator} ${value.kind}<${value.source}>`;
}

/** Conditions one a line, or the error's text. */
function picture(filter: string): string {
  try {
    return parseFilter(filter).map(draw).join('\n');
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_PARAMETER_VALUE') return error.message;
    throw error;
  }
}

describe('A filter', () => {
  test('is conditions joined by AND; words of the grammar may be of any case', () => {
    expect(
      picture("metrics.loss <= -1.5e3 AND params.p like 'a%' and tag.t is not null And run_id not in ('a', \"b\")"),
    ).toBe(
      `metrics . loss <= number<-1.5e3>
params . p like text<'a%'>
tag . t IS NOT NULL none<>
run_id NOT IN list<('a', "b")>`,
    );
  });

  test('splits an identifier at its first dot and keeps the quotes around keys', () => {
    expect(
      picture(
        "tags.mlflow.source.name = 'x' AND `metrics`.\"my metric\" = 1 AND params.'k' = 'v' AND \"run name\"='r'",
      ),
    ).toBe(
      `tags . mlflow.source.name = text<'x'>
\`metrics\` . "my metric" = number<1>
params . 'k' = text<'v'>
"run name" = text<'r'>`,
    );
  });

  test('has no escapes in values; the other quote may stand in them', () => {
    expect(picture(`params.a = "it's" AND params.b = 'say "hi"' AND params.c = 'it''s' AND params.d = 'a\\nb'`)).toBe(
      `params . a = word<"it's">
params . b = text<'say "hi"'>
params . c = text<'it''s'>
params . d = text<'a\\nb'>`,
    );
  });

  test('may be empty or begin and end with AND', () => {
    expect([picture(''), picture('AND'), picture("and and params.a = '1' AND")]).toEqual([
      '',
      '',
      "params . a = text<'1'>",
    ]);
  });

  test.each([
    ['   ', "Invalid filter '   '. Could not be parsed."],
    ["params.a='x' OR b.c=1", 'Invalid clause(s) in filter string: OR'],
    ["params.a='x' OR b=1 -- x", 'Invalid clause(s) in filter string: OR, -- x'],
    ["NOT params.a = 'x' AND tags.b = 'y'", 'Invalid clause(s) in filter string: NOT'],
    ["(params.a = 'x')", "Invalid clause(s) in filter string: (params.a = 'x')"],
    ['metrics.m BETWEEN 1 AND 2', 'Invalid clause(s) in filter string: metrics.m, BETWEEN, 1, 2'],
    ["params.a-b = 'x'", "Invalid comparison clause. Expected 'Identifier' found 'params.a-b'"],
    ["params.a = 'x", "Invalid clause(s) in filter string: params.a, =, ', x"],
    ['metrics.m', 'Invalid clause(s) in filter string: metrics.m'],
    ['metrics.m >', 'Invalid clause(s) in filter string: metrics.m, >'],
    ['1 = 1', "Invalid comparison clause. Expected 'Identifier' found '1'"],
    ["'run name' = 'x'", "Invalid comparison clause. Expected 'Identifier' found ''run name''"],
    ['params.a IS', 'Invalid clause(s) in filter string: params.a, IS'],
    ["run_id IN 'a'", "Invalid clause(s) in filter string: run_id, IN, 'a'"],
    ["run_id IN ('a'", "Invalid clause(s) in filter string: run_id, IN, (, 'a'"],
    ["params.a = 'x' b", "Invalid clause(s) in filter string: params.a = 'x' b"],
    ['params.a = 1, params.b = 2', 'Invalid clause(s) in filter string: params.a = 1, params.b = 2'],
    ["where params.a = 'x'", "Invalid clause(s) in filter string: where params.a = 'x'"],
    [
      "params.a = 'x'; DROP TABLE runs",
      `Search filter contained multiple expression "params.a = 'x'; DROP TABLE runs". Provide AND-ed expression list.`,
    ],
  ])('%s is refused', (filter, message) => {
    expect(picture(filter)).toBe(message);
  });

  test('of thousands of conditions, of great length or of endless quotes is refused at once', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `params.p${index} = 'x'`).join(' AND ');
    const shown = [
      many,
      `params.a = '${'x'.repeat(200_000)}'`,
      `params.a = '${"''".repeat(90_000)}`,
      '('.repeat(190_000),
      Array.from({ length: 101 }, (_, index) => `a.b = ${index}`).join(' AND '),
    ];
    expect(shown.map((filter) => picture(filter).replace(/(.)\1{99,}/, '$1...'))).toEqual([
      expect.stringMatching(/^Error on parsing filter 'params\.p0 = .*…'$/),
      'A filter string may have at most 200000 characters.',
      "Invalid clause(s) in filter string: '",
      "Error on parsing filter '(...…'",
      'A filter string may have at most 100 conditions.',
    ]);
  });
});

describe('An order', () => {
  const orderPicture = (text: string): string => {
    try {
      const { identifier, descending } = parseOrder(text);
      return `${identifier.prefix ?? '-'} / ${identifier.key} / ${descending ? 'down' : 'up'}`;
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
  };

  test.each([
    ['metrics.m', 'metrics / m / up'],
    ['metrics.`my metric`', 'metrics / `my metric` / up'],
    ['metrics.`my metric` desc', 'metrics / my metric / down'],
    ['timestamp DESC', '- / timestamp / down'],
    ['tags.mlflow.user ASC', 'tags / mlflow.user / up'],
    ['start_time DESC', '- / start_time / down'],
    ['', "Invalid order_by clause ''. Could not be parsed."],
    ['a, b', "Invalid order_by clause 'a, b'. Could not be parsed."],
    ['metrics.m DESC NULLS', "Invalid order_by clause 'metrics.m DESC NULLS'. Could not be parsed."],
    ['1', "Invalid order_by clause '1'. Could not be parsed."],
    [' a', "Invalid order_by clause ' a'. Could not be parsed."],
    ['name; DROP', "Invalid order_by clause 'name; DROP'. Could not be parsed."],
    ['metrics.m UP', "Invalid ordering key in order_by clause 'metrics.m UP'."],
  ])('%s', (text, expected) => {
    expect(orderPicture(text)).toBe(expected);
  });
});
