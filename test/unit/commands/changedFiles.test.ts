import { expect, test } from 'vitest';
import { filesBetween, type ChangedFile } from '../../../src/commands/changedFiles.ts';

const file = (before: string, change: ChangedFile['change'], after = before): ChangedFile => ({
  before,
  after,
  change,
});

test('files that only one commit changed stand as they were in the other', () => {
  const right = [file('changed.py', 'changed'), file('new.py', 'added'), file('old.py', 'deleted')];
  expect(filesBetween([], right)).toEqual([
    { left: 'changed.py', right: 'changed.py' },
    { left: undefined, right: 'new.py' },
    { left: 'old.py', right: undefined },
  ]);
  expect(filesBetween(right, [])).toEqual([
    { left: 'changed.py', right: 'changed.py' },
    { left: 'new.py', right: undefined },
    { left: undefined, right: 'old.py' },
  ]);
});

test('a file both changed is one row, one that both deleted is none', () => {
  const left = [file('a.py', 'changed'), file('gone.py', 'deleted'), file('mine.py', 'deleted')];
  const right = [file('a.py', 'changed', 'b.py'), file('gone.py', 'deleted'), file('both.py', 'added')];
  expect(filesBetween([...left, file('both.py', 'added')], right)).toEqual([
    { left: 'a.py', right: 'b.py' },
    { left: 'both.py', right: 'both.py' },
    { left: undefined, right: 'mine.py' },
  ]);
});
