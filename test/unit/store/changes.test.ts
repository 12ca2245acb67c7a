import { expect, test } from 'vitest';
import { Changes } from '../../../src/store/changes.ts';
import { silentLog } from '../../fixtures/tempStore.ts';

test('a store that is locked at one look is looked at again at the next', async () => {
  const answers = [1, new Error('database is locked'), new Error('database is locked'), 2];
  const notes: unknown[] = [];
  const log = { ...silentLog, debug: (message: string) => void notes.push(message) };
  const changes = new Changes(() => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer ?? 0;
  }, log);
  let announced = 0;
  changes.onDidChange(() => announced++);
  await expect.poll(() => announced, { timeout: 5000 }).toBe(1);
  expect(notes).toEqual(Array(2).fill('The run store could not be looked at: Error: database is locked'));
  changes.dispose();
});
