import { describe, expect, it } from 'vitest';
import { foldRows, openFold, unifiedLines } from '../../../../webview/texts/folds.ts';
import type { Stretch } from '../../../../webview/texts/folds.ts';
import { pictureOf, rowsOf } from './picture.ts';

const folds = (picture: string): string =>
  foldRows(rowsOf(picture))
    .map(({ folded, first, end }) =>
      folded ? `[${end - first} at ${first}]` : pictureOf(rowsOf(picture).slice(first, end)),
    )
    .join('');

describe('unchanged lines', () => {
  it.each([
    ['', ''],
    ['====', '===='],
    ['=====', '[5 at 0]'],
    ['~', '~'],
    ['========~========', '[5 at 0]===~===[5 at 12]'],
    ['=======~=======', '=======~======='],
    ['~===========+', '~===[5 at 4]===+'],
    ['~==========+', '~==========+'],
  ])('of %j are folded where they are many and far from a change: %j', (picture, expected) => {
    expect(folds(picture)).toBe(expected);
  });

  it('are all there, in order, whether folded or not', () => {
    const rows = rowsOf('======-====+=~=====================--=');
    expect(foldRows(rows).flatMap(({ first, end }) => rows.slice(first, end))).toEqual(rows);
  });

  it('of a very long text with changes everywhere stay in few stretches', () => {
    expect(foldRows(rowsOf('~=======~'.repeat(5_000)))).toEqual([{ folded: false, first: 0, end: 45_000 }]);
  });
});

describe('a fold', () => {
  const fold: Stretch = { folded: true, first: 10, end: 40 };
  const opened = (top: number, bottom: number): string =>
    openFold(fold, { top, bottom })
      .map(({ folded, first, end }) => (folded ? `[${first}-${end}]` : `${first}-${end}`))
      .join(' ');

  it('opens in steps from its top and from its bottom, until nothing of it is left', () => {
    expect(opened(0, 0)).toBe('[10-40]');
    expect(opened(20, 0)).toBe('10-30 [30-40]');
    expect(opened(0, 20)).toBe('[10-20] 20-40');
    expect(opened(5, 5)).toBe('10-15 [15-35] 35-40');
    expect(opened(20, 20)).toBe('10-30 30-40');
    expect(opened(40, 0)).toBe('10-40');
  });
});

describe('the unified layout', () => {
  it('has the left lines of a changed block before the right ones', () => {
    const picture = unifiedLines(rowsOf('=~+-~=+')).map(
      ({ kind, left, right, against }) => `${left ?? ' '} ${right ?? ' '} ${kind}${against ? ' for another' : ''}`,
    );
    expect(picture).toEqual([
      '1 1 same',
      '2   removed for another',
      '3   removed',
      '4   removed for another',
      '  2 added for another',
      '  3 added',
      '  4 added for another',
      '5 5 same',
      '  6 added',
    ]);
  });
});
