import { expect, test } from 'vitest';
import { RowHeights } from '../../../../webview/tables/RowHeights.ts';

const see = (heights: RowHeights, kind: string, all: readonly number[], width = 800): void =>
  all.forEach((height) => heights.see(kind, height, width));

const twelve = (height: number): readonly number[] => Array.from({ length: 12 }, () => height);

test('rows are thought to be as high as told until enough of their kind were seen', () => {
  const heights = new RowHeights(28);
  see(heights, 'differing', twelve(46).slice(1));
  expect([heights.of('differing'), heights.turn]).toEqual([28, 0]);
  see(heights, 'differing', [46]);
  expect([heights.of('differing'), heights.of('same'), heights.turn]).toEqual([46, 28, 1]);
});

test('a few rows that are unlike the others change nothing', () => {
  const heights = new RowHeights(28);
  see(heights, 'same', [300, 200, ...twelve(29)]);
  expect([heights.of('same'), heights.turn]).toEqual([28, 0]);
});

test('what was learnt stays at one width, and is learnt anew at another', () => {
  const heights = new RowHeights(28);
  see(heights, 'same', [...twelve(46), ...twelve(90)]);
  expect([heights.of('same'), heights.turn]).toEqual([46, 1]);
  see(heights, 'same', twelve(90).slice(1), 400);
  expect([heights.of('same'), heights.turn]).toEqual([46, 1]);
  see(heights, 'same', [90], 400);
  expect([heights.of('same'), heights.turn]).toEqual([90, 2]);
});
