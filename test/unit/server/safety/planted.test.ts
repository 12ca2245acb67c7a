import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/model/errors.ts';
import { OPEN_OPTIONS, tempFolder } from '../../../fixtures/tempStore.ts';
import { Store } from '../../../../src/store/store.ts';

// A repository can carry a `.promptrail` folder with anything in it. Nothing outside of it is written, made or removed.

const PRECIOUS = 'precious '.repeat(1000);

/** Opens the store of a folder, writes, and closes; the refusal where it is one. */
function useStore(directory: string): string {
  try {
    const store = new Store(directory, OPEN_OPTIONS);
    store.runs.create({ experimentId: '0' });
    store.close();
    return 'used';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}

describe.runIf(process.platform !== 'win32')('links planted in place of', () => {
  const entries = [
    'store.db',
    'store.db-wal',
    'store.db-shm',
    'store.db-journal',
    '.gitignore',
    'artifacts',
    'backups',
  ];
  const targets = ['victim', 'folder', 'nothing'];
  for (const entry of entries) {
    test(`test 20: ${entry} leads nowhere`, () => {
      for (const withStore of [false, true]) {
        for (const target of targets) {
          const outside = tempFolder();
          const directory = path.join(outside, '.promptrail');
          mkdirSync(path.join(outside, 'folder'));
          writeFileSync(path.join(outside, 'folder/old.db'), 'kept');
          writeFileSync(path.join(outside, 'victim'), PRECIOUS);
          if (withStore) useStore(directory);
          mkdirSync(directory, { recursive: true });
          rmSync(path.join(directory, entry), { force: true, recursive: true });
          symlinkSync(`../${target}`, path.join(directory, entry));
          const outcome = useStore(directory);
          expect([target, outcome, readFileSync(path.join(outside, 'victim'), 'utf8') === PRECIOUS]).toEqual([
            target,
            expect.stringMatching(/^(used|refused)$/),
            true,
          ]);
          expect(readdirSync(path.join(outside, 'folder'))).toEqual(['old.db']);
          expect(existsSync(path.join(outside, 'nothing'))).toBe(false);
        }
      }
    });
  }
});

test.runIf(process.platform !== 'win32')('test 20: a store folder that is a link is not used', () => {
  const outside = tempFolder();
  mkdirSync(path.join(outside, 'elsewhere'));
  symlinkSync('elsewhere', path.join(outside, '.promptrail'));
  expect(useStore(path.join(outside, '.promptrail'))).toBe('refused');
  expect(readdirSync(path.join(outside, 'elsewhere'))).toEqual([]);
});
