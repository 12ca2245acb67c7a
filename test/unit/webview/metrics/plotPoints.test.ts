import { expect, test } from 'vitest';
import { apart, markedPoints } from '../../../../webview/metrics/plotPoints.ts';

const places = (count: number, distance: number) => Array.from({ length: count }, (_, index) => index * distance);

test('every point is marked where there is room for all', () => {
  expect(markedPoints([1, null, 2, 3], places(4, 20), 0)).toEqual([0, 2, 3]);
  expect(markedPoints([1], [0], 40)).toEqual([0]);
});

test('of many points one in a while is marked, the first one later for every line', () => {
  const values = places(100, 2).map(() => 1);
  expect(markedPoints(values, places(100, 2), 10)).toEqual([5, 50, 95]);
});

test('a point between gaps is always marked: there is no line through it', () => {
  const values = places(100, 2).map((_, index) => (index === 20 || index > 40 ? 1 : null));
  expect(markedPoints(values, places(100, 2), 10).includes(20)).toBe(true);
});

test('marks that would lie over each other are one', () => {
  expect(apart([0, 1, 2, 8, 9, 20], 8)).toEqual([0, 8, 20]);
});
