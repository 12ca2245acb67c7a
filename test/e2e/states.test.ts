import { createHash } from 'node:crypto';
import { cp, glob, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { logSampleRuns } from '../../src/tracking/sampleRuns.ts';
import { Tracking } from '../../src/tracking/tracking.ts';
import { Store } from '../../src/store/store.ts';
import { silentLog } from '../fixtures/tempStore.ts';
import { screenshot } from '../harness/browser.ts';
import { temporaryFolder } from '../harness/paths.ts';
import { Session, type SessionOptions } from '../harness/session.ts';
import { openContainer, runCommand, tab, treeRow, treeText, view, webview, welcomeText } from '../harness/workbench.ts';

let session: Session | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
});

async function open(options: Partial<SessionOptions>): Promise<Session> {
  session = await Session.open({ extensionsFolder: inject('extensionsFolder'), ...options });
  await openContainer(session.page, 'Promptrail');
  return session;
}

/** A folder whose store holds the sample runs already. */
async function folderWithRuns(): Promise<string> {
  const folder = temporaryFolder('with-runs');
  const store = new Store(path.join(folder, '.promptrail'), {
    log: silentLog,
    busyTimeout: 5000,
    checkAfterCrash: false,
  });
  await logSampleRuns(new Tracking(() => store));
  store.close();
  return folder;
}

/** The bytes of the store's file and the names of everything beside it but what SQLite itself makes to read it. */
async function contentOf(folder: string): Promise<readonly string[]> {
  const directory = path.join(folder, '.promptrail');
  const bytes = await readFile(path.join(directory, 'store.db'));
  const names = (await readdir(directory)).filter((name) => !/-(wal|shm)$/.test(name));
  return [createHash('sha256').update(bytes).digest('hex'), ...names.toSorted()];
}

async function welcome(shown: Session, text: string): Promise<string> {
  await view(shown.page, 'Runs').getByText(text).waitFor();
  return welcomeText(shown.page, 'Runs');
}

test('63: without a folder the view says to open one, and commands answer instead of failing', async () => {
  const shown = await open({});
  expect(await welcome(shown, 'Open Folder')).toContain('Open a folder to keep runs in it.');
  await screenshot(shown.page, 'no-folder');
  await runCommand(shown.page, 'Promptrail: Show Log');
});

test('62: a folder that is not trusted can be browsed and compared; no server, and the store stays as it is', async () => {
  const workspace = await folderWithRuns();
  const before = await contentOf(workspace);
  const shown = await open({ workspace, trusted: false });
  await treeRow(shown.page, 'Runs', 'sentiment_v1').waitFor();
  await treeRow(shown.page, 'Runs', 'sentiment_v1').click();
  await treeRow(shown.page, 'Runs', 'sentiment_v2').click({ modifiers: ['ControlOrMeta'] });
  await runCommand(shown.page, 'Promptrail: Compare Runs');
  await tab(shown.page, 'sentiment_v1 ↔ sentiment_v2').waitFor();
  expect(await shown.page.locator('.statusbar-item[id*="promptrail"]').count()).toBe(0);
  const page = webview(shown.page);
  await page.getByRole('button', { name: /change for accuracy$/ }).click();
  await page.getByRole('menuitem', { name: 'Lower is better' }).click();
  await page.getByText('This folder is not trusted, so nothing in it is changed.').first().waitFor();
  await screenshot(shown.page, 'restricted');
  await shown.close();
  session = undefined;
  expect(await contentOf(workspace)).toEqual(before);
  expect(await readdir(workspace)).toEqual(['.promptrail']);
});

test('62: an empty folder that is not trusted says what is off and how to trust it; trusting it starts all without a reload', async () => {
  const folder = temporaryFolder('untrusted');
  const shown = await open({ workspace: folder, trusted: false });
  expect(await welcome(shown, 'Manage Workspace Trust')).toContain('Restricted Mode');
  await screenshot(shown.page, 'restricted-empty');
  await view(shown.page, 'Runs').getByText('Manage Workspace Trust').click();
  await shown.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
  await view(shown.page, 'Runs').getByText('Log Sample Runs').waitFor();
  await shown.page.locator('.statusbar-item[id*="promptrail"]').waitFor();
  await runCommand(shown.page, 'Promptrail: Log Sample Runs');
  await expect.poll(() => treeText(shown.page, 'Runs'), { timeout: 20_000 }).toContain('sentiment_v2');
});

test('61: where SQLite cannot be loaded the extension still starts, and the view says why and what to do', async () => {
  const extensions = temporaryFolder('no-sqlite');
  await mkdir(extensions, { recursive: true });
  await cp(inject('extensionsFolder'), extensions, { recursive: true });
  for await (const file of glob('**/*.node', { cwd: extensions })) await rm(path.join(extensions, file));
  const shown = await open({ extensionsFolder: extensions, workspace: await folderWithRuns() });
  expect(await welcome(shown, 'SQLite could not be loaded')).toContain('glibc 2.34');
  await screenshot(shown.page, 'no-sqlite');
});
