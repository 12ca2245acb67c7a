import { expect, test } from 'vitest';
import { columnNames } from '../../../../webview/tables/columnNames.ts';

const namesOf = (...names: readonly string[]): readonly string[] => columnNames(names.map((name) => ({ name })));

test('columns of the same name are told apart', () => {
  expect(namesOf('run', 'other', 'run', 'run')).toEqual(['run', 'other', 'run (2)', 'run (3)']);
});

test('also from one that is really called like that', () => {
  expect(namesOf('run', 'run (2)', 'run')).toEqual(['run', 'run (2)', 'run (3)']);
});
