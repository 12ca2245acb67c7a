import { describe, expect, it } from 'vitest';
import type { DiffLine, DiffRow } from '../../../src/compare/comparison.ts';
import { cutStretches, drawnRows, foldRows, unifiedLines } from '../../../webview/texts/folds.ts';

const line = (number: number): DiffLine => ({ number, segments: [], ending: '\n', endingChanged: false });

/** `=` same, `-` removed, `+` added, `~` changed. */
function rowsOf(picture: string): DiffRow[] {
  const kinds = { '=': 'same', '-': 'removed', '+': 'added', '~': 'changed' } as const;
  let [left, right] = [0, 0];
  return picture.split('').map((sign) => {
    const kind = kinds[sign as keyof typeof kinds];
    return {
      kind,
      left: kind === 'added' ? null : line(++left),
      right: kind === 'removed' ? null : line(++right),
    };
  });
}

const pictureOf = (rows: readonly DiffRow[]): string =>
  rows.map(({ kind }) => ({ same: '=', removed: '-', added: '+', changed: '~' })[kind]).join('');

const folds = (picture: string): string =>
  foldRows(rowsOf(picture))
    .map(({ folded, first, rows }) => (folded ? `[${rows.length} at ${first}]` : pictureOf(rows)))
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
    expect(foldRows(rows).flatMap((stretch) => stretch.rows)).toEqual(rows);
  });

  it('are drawn as one row when folded, so that a long text with few changes is shown whole', () => {
    const stretches = foldRows(rowsOf(`~${'='.repeat(10_000)}~`));
    expect(drawnRows(stretches)).toBe(9);
    expect(cutStretches(stretches, 9)).toEqual(stretches);
    expect(drawnRows(cutStretches(stretches, 6))).toBe(6);
  });
});

describe('the unified layout', () => {
  it('has the left lines of a changed block before the right ones', () => {
    const picture = unifiedLines(rowsOf('=~+-~=+')).map(
      ({ kind, left, right, paired }) => `${left ?? ' '} ${right ?? ' '} ${kind}${paired ? ' for another' : ''}`,
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
