import { existsSync, readFileSync } from 'node:fs';
import { copyFile, glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { openStore } from '../fixtures/tempStore.ts';
import { temporaryFolder } from '../harness/paths.ts';
import { Session } from '../harness/session.ts';
import { openContainer, treeRow } from '../harness/workbench.ts';

let session: Session | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
});

/** Longer than the server lives on without any window and without a script, at 100 steps a second. */
const BEYOND_GRACE = 1100;

interface ServerRecord {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

/** What the extension notes of the folder's server. */
async function serverRecord({ data }: Session): Promise<ServerRecord> {
  const [file] = await Array.fromAsync(glob('**/promptrail.promptrail/servers/*.json', { cwd: data }));
  const record = JSON.parse(await readFile(path.join(data, file ?? ''), 'utf8')) as ServerRecord;
  return { pid: record.pid, port: record.port, token: record.token };
}

async function isAnswering(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    () => true,
    () => false,
  );
}

/** A script in the folder: what it noted so far. */
function noted<T>(folder: string, file: string): T | undefined {
  const place = path.join(folder, file);
  return existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as T) : undefined;
}

/** Blanks, percent signs, hashes, accents, and long: nothing that a path goes through may take it apart. */
const NAME = ` a b%20c#é${'n'.repeat(215)} %2e#x`;

test('66, 68: a script in a folder with any name outlives a reload and then its window: nothing is lost, no process is left', async () => {
  const parent = temporaryFolder('outlive');
  const workspace = path.join(parent, NAME);
  openStore(path.join(workspace, '.promptrail')).close();
  await copyFile('test/fixtures/logUntilStopped.mjs', path.join(workspace, 'train.mjs'));
  session = await Session.open({
    extensionsFolder: inject('extensionsFolder'),
    workspace,
    settings: { 'promptrail.server.keepAliveMinutes': 0.1 },
  });
  await openContainer(session.page, 'Promptrail');
  await session.page.locator('.statusbar-item[id*="promptrail"]').waitFor();
  await session.terminal.open();
  expect(await session.terminal.type('setsid nohup node train.mjs > train.log 2>&1 &')).toBe(0);
  const steps = () => noted<{ readonly steps: number }>(workspace, 'progress.json')?.steps ?? 0;
  await expect.poll(steps, { timeout: 30_000 }).toBeGreaterThan(0);

  const before = await serverRecord(session);
  for (let reloads = 0; reloads < 2; reloads++) {
    await session.reload();
    await treeRow(session.page, 'Runs', 'outlives').waitFor();
    const reloaded = steps();
    await expect.poll(steps, { timeout: 30_000 }).toBeGreaterThan(reloaded + 50);
    expect(await serverRecord(session)).toEqual(before);
  }

  await session.closeWindow();
  const closed = steps();
  await expect.poll(steps, { timeout: 120_000 }).toBeGreaterThan(closed + BEYOND_GRACE);
  expect(await serverRecord(session)).toEqual(before);
  await writeFile(path.join(workspace, 'stop'), '');
  const done = () => noted<{ readonly runId: string; readonly steps: number }>(workspace, 'done.json');
  await expect.poll(done, { timeout: 30_000 }).toBeDefined();
  await expect.poll(() => isAnswering(before.port), { timeout: 60_000 }).toBe(false);

  const store = openStore(path.join(workspace, '.promptrail'));
  const { runId = '', steps: acknowledged = 0 } = done() ?? {};
  expect(store.runs.findInfo(runId)?.status).toBe('FINISHED');
  const kept = store.runLog.history(runId, 'loss').items.map(({ step }) => Number(step));
  expect(kept.toSorted((a, b) => a - b)).toEqual(Array.from({ length: acknowledged }, (_, step) => step));
});
