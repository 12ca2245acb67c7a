import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { ProcessTree, run } from '../../harness/processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'promptrail-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('stopping a tree also ends what left its process group and what ignores SIGTERM', async () => {
  const file = join(folder, 'pid');
  // A child in a session of its own, as a terminal's shell is, that will not end when asked.
  const stubborn = `process.on('SIGTERM', () => {}); require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000);`;
  const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], { detached: true, stdio: 'ignore' }); setInterval(() => {}, 1000);`;
  const tree = new ProcessTree(process.execPath, ['-e', parent]);
  await vi.waitUntil(() => existsSync(file) && readFileSync(file, 'utf8') !== '', { timeout: 10_000 });
  const pid = Number(readFileSync(file, 'utf8'));
  expect([alive(tree.child.pid ?? 0), alive(pid)]).toEqual([true, true]);
  await tree.stop(500);
  await tree.ended;
  await vi.waitUntil(() => !alive(pid), { timeout: 10_000 });
  expect(alive(tree.child.pid ?? 0)).toBe(false);
});

test.runIf(process.platform === 'linux')('stopping a tree also ends what outlived its parent', async () => {
  const file = join(folder, 'orphan');
  const orphan = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000);`;
  const between = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(orphan)}], { detached: true, stdio: 'ignore' }).unref();`;
  const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(between)}]); setInterval(() => {}, 1000);`;
  const tree = new ProcessTree(process.execPath, ['-e', parent]);
  await vi.waitUntil(() => existsSync(file) && readFileSync(file, 'utf8') !== '', { timeout: 10_000 });
  await tree.stop();
  expect(alive(Number(readFileSync(file, 'utf8')))).toBe(false);
});

test('a command that fails is an answer, one that cannot be started is an error', async () => {
  expect(await run(process.execPath, ['-e', 'console.log("out"); console.error("err"); process.exit(3)'])).toEqual({
    code: 3,
    output: 'out\nerr\n',
  });
  await expect(run(join(folder, 'absent'), [])).rejects.toThrow('ENOENT');
});
