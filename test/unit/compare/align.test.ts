import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignByName, mergeOrder, partsDiffer } from '../../../src/compare/align.ts';

describe('mergeOrder', () => {
  it('keeps the first order and puts a new key after the key it follows in its own list', () => {
    expect(
      mergeOrder([
        ['a', 'b', 'c'],
        ['x', 'a', 'y', 'b', 'z'],
        ['c', 'w'],
      ]),
    ).toEqual(['x', 'a', 'y', 'b', 'z', 'c', 'w']);
    expect(mergeOrder([])).toEqual([]);
  });

  it('neither loses nor repeats a key', () => {
    const lists = fc.array(fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', '')), { maxLength: 4 });
    fc.assert(
      fc.property(lists, (all) => {
        expect(mergeOrder(all).toSorted()).toEqual([...new Set(all.flat())].toSorted());
        expect(mergeOrder(all).filter((key) => all[0]?.includes(key))).toEqual(all[0] ?? []);
      }),
    );
  });
});

describe('parts of a thing', () => {
  const cells = (...changes: readonly string[]) => changes.map((change) => ({ change }));

  it('differ where columns that have the thing have other ones', () => {
    expect(partsDiffer(cells('same', 'changed', 'removed'), [true, true, false])).toBe(true);
    expect(partsDiffer(cells('same', 'same', 'removed'), [true, true, true])).toBe(true);
  });

  it('do not differ because a further column has no such thing', () => {
    expect(partsDiffer(cells('same', 'same', 'removed'), [true, true, false])).toBe(false);
  });

  it('all differ where no other column has the thing, or the baseline has not', () => {
    expect(partsDiffer(cells('same', 'removed'), [true, false])).toBe(true);
    expect(partsDiffer(cells('same', 'added', 'added'), [false, true, true])).toBe(true);
  });
});

describe('alignByName', () => {
  const picture = (columns: readonly (readonly string[])[]): string[] =>
    alignByName(columns, (item) => item.replace(/\d+$/, '')).map(
      ({ key, name, cells }) => `${key} (${name}): ${cells.map((cell) => cell ?? '-').join(' ')}`,
    );

  it('pairs the last of a name with the last, the one before it with the one before', () => {
    expect(
      picture([
        ['m1', 'm2', 'm3'],
        ['m8', 'm9'],
      ]),
    ).toEqual(['m (3) (m): m1 -', 'm (2) (m): m2 m8', 'm (m): m3 m9']);
  });

  it('keeps keys apart from names that look like them', () => {
    const rows = alignByName([['m', 'm', 'm (2)', '1:m', '2:m']], (item) => item);
    expect(rows.map((row) => row.key)).toEqual(['m (3)', 'm', 'm (2)', '1:m', '2:m']);
  });
});
