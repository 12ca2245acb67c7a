import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ArtifactFiles, artifactPath } from '../../../src/store/artifacts.ts';

let outside: string;
let root: string;
let files: ArtifactFiles;

beforeEach(() => {
  outside = mkdtempSync(path.join(tmpdir(), 'promptrail-artifacts-'));
  root = path.join(outside, 'artifacts');
  mkdirSync(root);
  writeFileSync(path.join(outside, 'canary'), 'untouched');
  files = new ArtifactFiles(root);
});

afterEach(() => {
  expect(readFileSync(path.join(outside, 'canary'), 'utf8')).toBe('untouched');
  rmSync(outside, { recursive: true, force: true });
});

const INVALID = { code: 'INVALID_PARAMETER_VALUE', message: 'Invalid path' };

/** Every operation on one path, by name, with what came of it. */
async function attempts(target: string): Promise<Record<string, unknown>> {
  const operations: Record<string, () => Promise<unknown>> = {
    list: () => files.list(target),
    walk: () => files.walk(target, 10),
    hash: () => files.hash(target),
    stat: () => files.stat(target),
    read: async () => text(files.read(target)),
    readText: () => files.readText(target, 100),
    write: () => files.write(target, 'x'),
    delete: () => files.delete(target),
    locate: () => files.locate(target),
  };
  const results: Record<string, unknown> = {};
  for (const [name, operation] of Object.entries(operations)) {
    results[name] = await operation().then(
      (value) => ({ value }),
      (error: unknown) => (error instanceof Error ? error.message : error),
    );
  }
  return results;
}

describe('reading', () => {
  beforeEach(async () => {
    await files.write('0/run/artifacts/b.txt', 'second');
    await files.write('0/run/artifacts/a/x.bin', Uint8Array.of(1, 2, 3));
    await files.write('0/run/artifacts/a.txt', '');
  });

  test('lists one level sorted by name, with sizes of files', async () => {
    expect(await files.list('0/run/artifacts')).toEqual([
      { path: 'a', isDirectory: true },
      { path: 'a.txt', isDirectory: false, size: 0 },
      { path: 'b.txt', isDirectory: false, size: 6 },
    ]);
  });

  test('lists nothing for a missing directory, a file, or a path through a file', async () => {
    const lists = ['missing', '0/run/artifacts/b.txt', '0/run/artifacts/b.txt/x'].map((place) => files.list(place));
    expect(await Promise.all(lists)).toEqual([[], [], []]);
  });

  test('does not show where half-written files wait', async () => {
    expect(await files.list('')).toEqual([{ path: '0', isDirectory: true }]);
    expect(await attempts('.incoming')).toEqual(await attempts('.Incoming/x'));
    await expect(files.list('.incoming')).rejects.toMatchObject(INVALID);
  });

  test('walks a tree sorted by path, relative to where it began', async () => {
    expect(await files.walk('0/run', 10)).toEqual({
      files: [
        { path: 'artifacts/a.txt', size: 0, sha256: null },
        { path: 'artifacts/a/x.bin', size: 3, sha256: null },
        { path: 'artifacts/b.txt', size: 6, sha256: null },
      ],
      truncated: false,
    });
    expect((await files.walk('', 10)).files.map((file) => file.path)).toContain('0/run/artifacts/a.txt');
  });

  test('says when a walk was cut at the cap, and only then', async () => {
    expect(await files.walk('0/run', 3)).toMatchObject({ files: { length: 3 }, truncated: false });
    expect(await files.walk('0/run', 2)).toMatchObject({ files: { length: 2 }, truncated: true });
  });

  test('streams a file or a range of it', async () => {
    expect(await text(files.read('0/run/artifacts/b.txt'))).toBe('second');
    expect(await text(files.read('0/run/artifacts/b.txt', { start: 1, end: 3 }))).toBe('eco');
  });

  test('tells files, directories and missing ones apart', async () => {
    expect(await files.stat('0/run/artifacts/b.txt')).toMatchObject({ kind: 'file', size: 6 });
    expect(await files.stat('0/run')).toMatchObject({ kind: 'directory' });
    expect(await files.stat('0/run/none')).toBeUndefined();
  });

  test('reads text up to a cap', async () => {
    expect(await files.readText('0/run/artifacts/b.txt', 6)).toBe('second');
    expect(await files.readText('0/run/artifacts/none', 6)).toBeUndefined();
    await expect(files.readText('0/run/artifacts/b.txt', 5)).rejects.toThrow('b.txt is larger than 5 B.');
  });

  test('hashes content, also when it was replaced by other content of the same size', async () => {
    const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
    expect(await files.hash('0/run/artifacts/b.txt')).toBe(sha256('second'));
    expect(await files.hash('0/run/artifacts/b.txt')).toBe(sha256('second'));
    await files.write('0/run/artifacts/b.txt', 'SECOND');
    expect(await files.hash('0/run/artifacts/b.txt')).toBe(sha256('SECOND'));
  });

  test('says so when what is read is not there', async () => {
    await expect(files.hash('none')).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    await expect(text(files.read('0/run'))).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    await expect(files.locate('none')).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
  });
});

describe('confinement', () => {
  test('refuses every operation on a path that is not allowed', async () => {
    const refused = Object.fromEntries(Object.keys(await attempts('x')).map((name) => [name, 'Invalid path']));
    for (const target of ['../canary', '/etc/passwd', 'C:x', 'nul.txt', 'a/%2e%2e/%2e%2e/canary']) {
      expect(await attempts(target)).toEqual(refused);
    }
  });

  test('refuses to go through a linked directory', async () => {
    symlinkSync(outside, path.join(root, 'link'));
    const { delete: deleted, ...rest } = await attempts('link/canary');
    expect(new Set(Object.values(rest))).toEqual(new Set(['Invalid path']));
    expect(deleted).toBe('Invalid path');
  });

  test('refuses to read or write through a linked file, also a dangling one', async () => {
    symlinkSync(path.join(outside, 'canary'), path.join(root, 'leaf'));
    symlinkSync(path.join(outside, 'nowhere'), path.join(root, 'dangling'));
    for (const target of ['leaf', 'dangling']) {
      await expect(files.write(target, 'x')).rejects.toMatchObject(INVALID);
      await expect(text(files.read(target))).rejects.toMatchObject(INVALID);
    }
    expect(readdirSync(outside).sort()).toEqual(['artifacts', 'canary']);
  });

  test('leaves links and pipes out of lists and walks', async () => {
    symlinkSync(outside, path.join(root, 'link'));
    symlinkSync('.', path.join(root, 'loop'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(root, 'pipe')]);
    await files.write('real', 'x');
    expect(await files.list('')).toEqual([{ path: 'real', isDirectory: false, size: 1 }]);
    expect((await files.walk('', 10)).files).toEqual([{ path: 'real', size: 1, sha256: null }]);
  });

  test.skipIf(process.platform === 'win32')('never opens a pipe', async () => {
    execFileSync('mkfifo', [path.join(root, 'pipe')]);
    await expect(text(files.read('pipe'))).rejects.toMatchObject(INVALID);
    await expect(files.write('pipe', 'x')).rejects.toMatchObject(INVALID);
  });

  test('deletes a tree with a link in it, not what the link names', async () => {
    await files.write('tree/a/b', 'x');
    symlinkSync(outside, path.join(root, 'tree', 'a', 'out'));
    await files.delete('tree');
    expect(await files.list('')).toEqual([]);
  });

  test('deletes a link itself', async () => {
    symlinkSync(path.join(outside, 'canary'), path.join(root, 'leaf'));
    await files.delete('leaf');
    expect(readdirSync(root)).toEqual([]);
  });

  test('refuses to delete the root, and takes a missing file as deleted', async () => {
    for (const target of ['', '.', './']) await expect(files.delete(target)).rejects.toMatchObject(INVALID);
    await files.delete('none/at/all');
  });

  test('finds its own files when the root itself is reached over a link', async () => {
    symlinkSync(root, path.join(outside, 'alias'));
    const aliased = new ArtifactFiles(path.join(outside, 'alias') + path.sep);
    await aliased.write('a/b', 'x');
    expect(await files.readText('a/b', 10)).toBe('x');
    rmSync(path.join(outside, 'alias'));
  });
});

describe('writing', () => {
  test('keeps odd names through write, list and read', async () => {
    const names = ['a b', 'a%20b', 'é漢.png', '100%.txt', 'a+b', 'a;b', 'im%step%0.png', '#'];
    if (process.platform !== 'win32') names.push('?');
    for (const name of names) await files.write(`odd/${name}`, name);
    expect((await files.list('odd')).map((info) => info.path)).toEqual(names.toSorted());
    for (const name of names) expect(await files.readText(`odd/${name}`, 100)).toBe(name);
  });

  test.skipIf(process.platform === 'win32')('keeps files and folders to their owner', async () => {
    await files.write('a/b', 'x');
    const modes = ['a', 'a/b'].map((name) => statSync(path.join(root, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
  });

  test('replaces a file, by text, bytes or a stream', async () => {
    for (const content of ['one', Uint8Array.from(Buffer.from('two')), Readable.from(['th', 'ree'])]) {
      await files.write('f', content);
    }
    expect(await files.readText('f', 10)).toBe('three');
    expect(readdirSync(path.join(root, '.incoming'))).toEqual([]);
  });

  test('keeps the old content when the source breaks half way', async () => {
    await files.write('f', 'old');
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(100_000);
        throw new Error('cut');
      })(),
    );
    await expect(files.write('f', broken)).rejects.toThrow('cut');
    expect(await files.readText('f', 10)).toBe('old');
    expect(readdirSync(path.join(root, '.incoming'))).toEqual([]);
  });

  test('keeps the old content when the source goes away without an error', async () => {
    await files.write('f', 'old');
    const stalled = new Readable({ read: () => undefined });
    stalled.push('half');
    setImmediate(() => stalled.destroy());
    await expect(files.write('f', stalled)).rejects.toThrow(/premature|abort/i);
    expect(await files.readText('f', 10)).toBe('old');
  });

  test('leaves one whole content when two write the same path', async () => {
    const [a, b] = ['a'.repeat(200_000), 'b'.repeat(200_000)];
    await Promise.all([files.write('f', Readable.from([a])), files.write('f', Readable.from([b]))]);
    expect([a, b]).toContain(await files.readText('f', 200_000));
  });

  test('refuses a directory, a trailing slash and a file as a parent', async () => {
    await files.write('dir/file', 'x');
    for (const target of ['dir', 'dir/', 'other/', '', 'dir/file/below']) {
      await expect(files.write(target, 'x')).rejects.toMatchObject(INVALID);
    }
  });

  test('sweeps what a killed writer left, and nothing that is being written', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const slow = new Readable({ read: () => undefined });
    slow.push('slow');
    const writing = files.write('slow', slow);
    while (readdirSync(root).length === 0 || readdirSync(path.join(root, '.incoming')).length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    writeFileSync(path.join(root, '.incoming', `${gone}-left`), 'half');
    writeFileSync(path.join(root, '.incoming', `${process.pid}-of-an-earlier-life`), 'half');
    writeFileSync(path.join(root, '.incoming', `${process.ppid}-alive`), 'half');
    await files.sweep();
    expect(readdirSync(path.join(root, '.incoming'))).toHaveLength(2);
    slow.push(null);
    await writing;
    expect(await files.readText('slow', 10)).toBe('slow');
    expect(readdirSync(path.join(root, '.incoming'))).toEqual([`${process.ppid}-alive`]);
  });
});

describe('artifactPath', () => {
  test('is the path part of a URI of the store', () => {
    expect(artifactPath('mlflow-artifacts:/0/x/artifacts')).toBe('0/x/artifacts');
    expect(artifactPath('mlflow-artifacts:///0/x')).toBe('0/x');
  });

  test('refuses other places and ways out', () => {
    const uris = [
      '/etc/passwd',
      'file:///etc',
      'mlflow-artifacts://host/x',
      'mlflow-artifacts:/../x',
      'mlflow-artifacts:////x',
      's3://b/x',
      'models:/m/1',
      '',
    ];
    for (const uri of uris)
      expect(() => artifactPath(uri)).toThrow(expect.objectContaining({ code: INVALID.code }) as Error);
  });
});
