import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { updateStore } from '../../../src/server/launch.ts';
import { StoreError } from '../../../src/store/errors.ts';
import { makeOlderStore } from '../../fixtures/olderStore.ts';
import { openStore, tempFolder } from '../../fixtures/tempStore.ts';
import { ENTRY } from './windows.ts';

function olderStore(): string {
  const directory = path.join(tempFolder(), '.promptrail');
  makeOlderStore(directory);
  return directory;
}

const updateOf = async (directory: string, entry = ENTRY): Promise<unknown> =>
  updateStore(entry, directory).then(
    () => 'updated',
    (error: unknown) => (error instanceof StoreError ? [error.problem, error.message] : error),
  );

test('a store of an older version is left to another process by those who must not stand still', async () => {
  const directory = olderStore();
  const open = () => openStore(directory, { leaveUpdate: true });
  expect(open).toThrow('The run store is being brought up to date. Try again in a moment.');
  expect(readdirSync(directory).toSorted()).toEqual(['.gitignore', 'artifacts', 'store.db']);
  expect(await updateOf(directory)).toBe('updated');
  expect(open().runs.findInfo('r')?.runName).toBe('old');
  expect(readdirSync(path.join(directory, 'backups'))).toHaveLength(1);
});

test('an update that fails says why', async () => {
  const broken = olderStore();
  const descriptor = openSync(path.join(broken, 'store.db'), 'r+');
  writeSync(descriptor, Buffer.alloc(100, 0xff), 0, 100, 0);
  closeSync(descriptor);
  expect([await updateOf(broken), await updateOf(olderStore(), path.join(broken, 'missing.cjs'))]).toEqual([
    ['corrupt', 'The run store is damaged. Run "Promptrail: Repair Store" to set it aside and start a new one.'],
    ['outdated', 'The update of the run store ended early (code 1).'],
  ]);
});
