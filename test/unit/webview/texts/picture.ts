import type { DiffLine, DiffRow } from '../../../../src/compare/comparison.ts';

const line = (number: number): DiffLine => ({ number, segments: [], ending: '\n', endingChanged: false });

/** Rows of a diff: `=` same, `-` removed, `+` added, `~` changed. */
export function rowsOf(picture: string): DiffRow[] {
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

export const pictureOf = (rows: readonly DiffRow[]): string =>
  rows.map(({ kind }) => ({ same: '=', removed: '-', added: '+', changed: '~' })[kind]).join('');
