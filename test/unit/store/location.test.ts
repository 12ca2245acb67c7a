import { execFileSync } from 'node:child_process';
import { chmodSync, constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { storePlace, type StorePlace } from '../../../src/store/location.ts';
import { smallDisk } from '../../fixtures/disks.ts';
import { openStore, tempFolder } from '../../fixtures/tempStore.ts';
import { projectRoot } from '../../harness/paths.ts';

const NOBODY = 65_534;

/**
 * The place as a user sees it who may do no more than others: nothing is forbidden to root. The project may lie where
 * others may not look, so Node and the program are copied to where they may.
 */
function placeForAnybody(folder: string, fallback: string): StorePlace {
  if (process.getuid?.() !== 0) return storePlace(folder, fallback);
  const open = tempFolder();
  chmodSync(open, 0o755);
  const [node, program] = [path.join(open, 'node'), path.join(open, 'place.cjs')];
  copyFileSync(process.execPath, node, constants.COPYFILE_FICLONE);
  chmodSync(node, 0o755);
  const contents = `
    import { storePlace } from './src/store/location.ts';
    process.stdout.write(JSON.stringify(storePlace(process.argv[2], process.argv[3])));`;
  const stdin = { contents, resolveDir: projectRoot };
  buildSync({ stdin, outfile: program, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  const options = { cwd: open, uid: NOBODY, gid: NOBODY, encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(node, [program, folder, fallback], options)) as StorePlace;
}

/** A folder and the place for its store elsewhere, neither made nor written by anybody yet. */
function newFolders(): { readonly folder: string; readonly inside: string; readonly fallback: string } {
  const root = tempFolder();
  chmodSync(root, 0o777);
  const folder = path.join(root, 'folder');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  return { folder, inside: path.join(folder, '.promptrail'), fallback: path.join(root, 'storage', 'store') };
}

test('64: a folder keeps its store inside, and looking for the place leaves no trace', () => {
  const { folder, inside, fallback } = newFolders();
  expect(placeForAnybody(folder, fallback)).toEqual({ directory: inside, outside: false });
  expect(readdirSync(folder)).toEqual([]);
});

test('64: a folder that this user may not write keeps its store outside', () => {
  const { folder, fallback } = newFolders();
  chmodSync(folder, 0o555);
  expect(placeForAnybody(folder, fallback)).toEqual({ directory: fallback, outside: true });
});

test('64: so does one with a store that this user may not write', () => {
  const { folder, inside, fallback } = newFolders();
  mkdirSync(inside);
  chmodSync(inside, 0o555);
  expect(placeForAnybody(folder, fallback)).toEqual({ directory: fallback, outside: true });
  chmodSync(inside, 0o777);
  expect(placeForAnybody(folder, fallback)).toEqual({ directory: inside, outside: false });
});

test('64: so does one on a read-only disk, for root too, and a whole store works there', () => {
  const { folder, fallback } = newFolders();
  const disk = smallDisk(1);
  disk?.makeReadOnly();
  // Where no disk may be mounted, rights say the same to all but root; the test before asks as somebody else.
  if (!disk) chmodSync(folder, 0o555);
  const ask = disk ? storePlace : placeForAnybody;
  const place = ask(disk?.folder ?? folder, fallback);
  expect(place).toEqual({ directory: fallback, outside: true });
  const { runId } = openStore(place.directory).runs.create({ experimentId: '0', runName: 'kept' }).info;
  expect(openStore(place.directory).runs.get(runId).info.runName).toBe('kept');
});

test('64: runs that are kept outside stay in sight until the folder has a store of its own', () => {
  const { folder, inside, fallback } = newFolders();
  openStore(fallback).close();
  expect(storePlace(folder, fallback)).toEqual({ directory: fallback, outside: true });
  openStore(inside).close();
  expect(storePlace(folder, fallback)).toEqual({ directory: inside, outside: false });
});

test('a folder that is gone is not a question of rights', () => {
  const { folder, fallback } = newFolders();
  expect(storePlace(path.join(folder, 'gone'), fallback).outside).toBe(false);
});
