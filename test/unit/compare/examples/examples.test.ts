import { describe, expect, it } from 'vitest';
import { alignByName } from '../../../../src/compare/align.ts';
import type { ExampleRow } from '../../../../src/compare/comparison.ts';
import { compareExamples } from '../../../../src/compare/examples/examples.ts';
import { readTable } from '../../../../src/compare/examples/exampleTable.ts';
import { buildModel } from '../../../fixtures/build.ts';
import { drawDiff } from '../draw.ts';

const EFFORT = 2_000_000;

const compare = (...examples: readonly (string | null | undefined)[]) =>
  compareExamples(
    alignByName(
      examples.map((inputExample) =>
        inputExample === undefined ? [] : [buildModel({ description: { inputExample } })],
      ),
      ({ name }) => name,
    ),
    EFFORT,
  );

function row(...examples: readonly (string | null | undefined)[]): ExampleRow {
  const [only] = compare(...examples).items;
  if (!only) throw new Error('no example');
  return only;
}

const picture = ({ tableColumns, cells }: ExampleRow): string[] => [
  tableColumns?.join(' | ') ?? 'no table',
  ...cells.flatMap(({ table }, column) =>
    (table ?? []).map(
      (cellsOf) =>
        `${column}: ${cellsOf.map(({ text, change }) => `${text ?? '-'}${change === 'same' ? '' : ` ${change}`}`).join(' | ')}`,
    ),
  ),
];

describe('compareExamples', () => {
  it('lays JSON out and marks the difference in place', () => {
    const { cells, differs, tableColumns } = row(
      '{"messages":[{"role":"user","content":"hi"}],"top":1.50}',
      '{"messages":[{"role":"user","content":"hello"}],"top":1.5}',
    );
    expect(cells.map(({ parsed, change, table }) => ({ parsed, change, table }))).toEqual([
      { parsed: true, change: 'same', table: null },
      { parsed: true, change: 'changed', table: null },
    ]);
    expect(cells[1]?.diff && drawDiff(cells[1].diff)).toBe(
      [
        '  1 1 {',
        '  2 2   "messages": [',
        '  3 3     {',
        '  4 4       "role": "user",',
        '~ 5       "content": "[hi]"',
        '  5       "content": "[hello]"',
        '  6 6     }',
        '  7 7   ],',
        '~ 8   "top": 1.[50]',
        '  8   "top": 1.[5]',
        '  9 9 }',
      ].join('\n'),
    );
    expect([differs, tableColumns]).toEqual([true, null]);
  });

  it('has nothing to say of examples that are laid out differently, and of models without one', () => {
    expect(row('{"a": 1}', '{ "a" : 1 }').differs).toBe(false);
    expect(compare(null, undefined)).toEqual({ items: [], rows: 0, differing: 0 });
  });

  it('shows what is no JSON as it was saved', () => {
    const { cells } = row('[1, 2', null);
    expect(cells.map(({ text, parsed, change }) => ({ text, parsed, change }))).toEqual([
      { text: '[1, 2', parsed: false, change: 'same' },
      { text: null, parsed: true, change: 'removed' },
    ]);
  });

  it('sets tables side by side by the names of their columns, row by row', () => {
    const before = '{"columns":["text","n"],"data":[["a",1],["b",2]]}';
    const after = '{"columns":["language","text"],"data":[["en","a"],["de","c"],["fr","d"]]}';
    expect(picture(row(before, after, null))).toEqual([
      'language | text | n',
      '0: - | a | 1',
      '0: - | b | 2',
      '1: en added | a | - removed',
      '1: de added | c changed | - removed',
      '1: fr added | d added | -',
    ]);
  });

  it('reads records and columns as tables, too', () => {
    const picked = picture(row('[{"a":1,"b":"x"},{"b":"y"}]', '{"a":[1,2],"b":["x","y"]}'));
    expect(picked).toEqual(['a | b', '0: 1 | x', '0: - | y', '1: 1 | x', '1: 2 added | y']);
  });

  it('shows a table only where every example is one', () => {
    expect(row('[{"a":1}]', '"text"').tableColumns).toBeNull();
    expect(row('[{"a":1}]', null).tableColumns).toEqual(['a']);
  });

  it('keeps a value apart from a text that reads the same, and null from what is not there', () => {
    const texts = row('{"columns":["v"],"data":[[1],["1"],[null],["null"],[""],["a b"],[[1,{"a":"b"}]]]}').cells[0];
    expect(texts?.table?.map(([cell]) => cell?.text)).toEqual([
      '1',
      '"1"',
      'null',
      '"null"',
      '""',
      'a b',
      '[1, {"a": "b"}]',
    ]);
  });

  it('shortens what is very long, and says so in a line of its own', () => {
    const long = (last: string) => JSON.stringify([...Array.from({ length: 60_000 }, (_, index) => ({ index })), last]);
    const [base, same, other] = row(long('a'), long('a'), long('b')).cells;
    const end = (text: string | null | undefined) => text?.trimEnd().split('\n').at(-1);
    expect(end(base?.text)).toBe('… the rest is not shown (949 kB in all)');
    expect(base?.text?.length).toBeLessThan(201_000);
    expect([same?.change, end(same?.text)]).toEqual(['same', end(base?.text)]);
    expect([other?.change, end(other?.text)]).toEqual([
      'changed',
      "… the rest is not shown (949 kB in all), and differs from the baseline's",
    ]);
    expect(other?.diff?.changedLines).toBe(1);
  });

  it('shortens a single text of megabytes between two letters', () => {
    const [cell] = row(JSON.stringify('🙂'.repeat(1_000_000))).cells;
    expect(cell?.text?.isWellFormed()).toBe(true);
    expect(cell?.text?.length).toBeLessThan(201_000);
  });
});

describe('readTable', () => {
  it('takes no other shape for a table', () => {
    const others = [
      '[]',
      '{}',
      '[1,2]',
      '"text"',
      '[{"a":[1]}]',
      '[{"a":1},2]',
      '[{"a":1,"a":2}]',
      '{"a":1}',
      '{"a":[1],"b":[1,2]}',
      '{"a":[[1]]}',
      '{"a":[]}',
      '{"columns":["a"],"data":[[1,2]]}',
      '{"columns":["a","a"],"data":[[1,2]]}',
      '{"columns":["a"],"data":[]}',
      '{"inputs":{"columns":["a"],"data":[[1]]},"params":{}}',
      '[{"a":1}',
      '[{"a":1}] 2',
      '{"data":[[1],[2,3]]}',
    ];
    expect(others.filter((text) => readTable(text) !== null)).toEqual([]);
  });

  it('counts columns that have no names', () => {
    expect(readTable('{"data":[[1,"x"]]}')).toEqual({ columns: ['0', '1'], rows: [['1', 'x']] });
  });

  it('leaves tables alone that are too large to show', () => {
    const cells = (count: number) => `{"a":[${Array.from({ length: count }, () => 1).join()}]}`;
    expect(readTable(cells(100_000))?.rows).toHaveLength(100_000);
    expect(readTable(cells(100_001))).toBeNull();
  });
});
