import { expect, test } from 'vitest';
import { movingKey } from '../../../../webview/differences/movingKeys.ts';
import { nextStop, stopText } from '../../../../webview/differences/walk.ts';

const STOPS = [
  [0, 0],
  [0, 2, 4],
  [0, 2, 900],
  [3, 1],
].map((order) => ({ order }));
const next = (from: readonly number[] | undefined, direction: 1 | -1) => nextStop(STOPS, from, direction)?.order;

test('from nowhere it goes to the first stop, or to the last', () => {
  expect([next(undefined, 1), next(undefined, -1)]).toEqual([
    [0, 0],
    [3, 1],
  ]);
});

test('from a stop it goes to the one after or before it', () => {
  expect([next([0, 0], 1), next([0, 2, 4], 1), next([0, 2, 900], 1), next([3, 1], 1)]).toEqual([
    [0, 2, 4],
    [0, 2, 900],
    [3, 1],
    undefined,
  ]);
  expect([next([3, 1], -1), next([0, 2, 4], -1), next([0, 0], -1)]).toEqual([[0, 2, 900], [0, 0], undefined]);
});

test('from a row, a table or a heading in between it goes to the nearest', () => {
  expect([next([0, 2, 5], 1), next([0, 2, 5], -1), next([0, 2], 1), next([0, 2, Infinity], -1), next([2], 1)]).toEqual([
    [0, 2, 900],
    [0, 2, 4],
    [0, 2, 4],
    [0, 2, 900],
    [3, 1],
  ]);
});

test('a stop is announced by its section, its name and its place', () => {
  expect(stopText('Metrics', 'accuracy', 2, 17)).toBe('Metrics, accuracy, 3 of 17');
  expect(stopText('Prompts', '', 0, 1)).toBe('Prompts, 1 of 1');
});

test('keys that move about the page; letters do not while one types', () => {
  const key = (keys: string, typing = false) => {
    const parts = keys.split('+');
    const held = (name: string) => parts.includes(name);
    const own = { ctrlKey: held('Ctrl'), metaKey: held('Cmd'), altKey: held('Alt'), shiftKey: held('Shift') };
    return movingKey({ key: parts.at(-1) ?? '', ...own }, typing);
  };
  expect(['Ctrl+f', 'Cmd+F', 'F3', 'Shift+F3', 'F7', 'Shift+F7', 'n', 'p'].map((keys) => key(keys))).toEqual([
    'find',
    'find',
    'findNext',
    'findPrevious',
    'next',
    'previous',
    'next',
    'previous',
  ]);
  expect(['n', 'p'].map((keys) => key(keys, true))).toEqual([undefined, undefined]);
  expect(['f', 'Ctrl+Shift+f', 'Alt+F3', 'Shift+N', 'Ctrl+n'].map((keys) => key(keys))).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});
