import assert from 'node:assert/strict';
import { closeSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS } from '../../src/contributions.ts';
import { makeOlderStore } from '../fixtures/olderStore.ts';
import { attended } from './attended.ts';
import { Client } from './client.ts';
import { promptrail, refOf, withoutStore, workspaceFolder } from './extension.ts';
import { closeTabs, tabNamed } from './tabs.ts';
import { untilTrue } from './until.ts';

const storeDirectory = (): string => path.join(workspaceFolder().uri.fsPath, '.promptrail');

/** What an update of the store leaves: a copy of it as it is now. */
function backUp(): void {
  const backups = path.join(storeDirectory(), 'backups');
  mkdirSync(backups, { recursive: true });
  const db = new Sqlite(path.join(storeDirectory(), 'store.db'));
  db.prepare('VACUUM INTO ?').run(path.join(backups, 'store-v1-0-0.db'));
  db.close();
}

function breakHeader(): void {
  const file = path.join(storeDirectory(), 'store.db');
  const db = new Sqlite(file);
  db.pragma('wal_checkpoint(TRUNCATE)'); // else the header's newest copy is in the log, and nothing is broken
  db.close();
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(100, 0xff), 0, 100, 0);
  closeSync(descriptor);
}

describe('recovery', () => {
  beforeEach(withoutStore);
  after(withoutStore);

  it('56: Repair Store finds the damage, offers the newest backup and goes back to it, and the server follows', async () => {
    const client = await Client.connect();
    const kept = await client.logRun('before the backup');
    backUp();
    const late = await client.logRun('after the backup');
    breakHeader();
    const { messages } = await attended(() => vscode.commands.executeCommand(COMMANDS.repairStore), {
      press: 'Restore Backup',
    });
    assert.equal(messages.length, 2, messages.join('\n'));
    assert.match(messages[0] ?? '', /^warning: Set the run store of ".*" aside\? \[Restore Backup\] \[Start Empty\]$/);
    assert.match(messages[1] ?? '', /^information: The old store is kept as store\.db\.damaged-/);
    const tracking = (await promptrail()).tracking();
    assert.equal(tracking.getRun(kept).run.info.runName, 'before the backup');
    assert.throws(() => tracking.getRun(late));
    const next = await client.logRun('after the repair');
    assert.equal(tracking.getRun(next).run.info.runName, 'after the repair');
  });

  it('a store of an older version is brought up to date beside the window, opens by itself and needs no repair', async () => {
    const api = await promptrail();
    makeOlderStore(storeDirectory());
    assert.throws(() => api.tracking(), /being brought up to date/);
    const { messages } = await attended(() => vscode.commands.executeCommand(COMMANDS.repairStore));
    assert.deepEqual(messages, ['error: No run store needs repair. [Show Log]']);
    const hasOldRun = (): boolean => {
      try {
        return api.tracking().getRun('r').run.info.runName === 'old';
      } catch (error) {
        assert.match(String(error), /being brought up to date/);
        return false;
      }
    };
    await vscode.commands.executeCommand(COMMANDS.openRun, refOf('r'));
    await untilTrue('the older store is open', hasOldRun);
    await tabNamed('old');
    await closeTabs();
    assert.equal(readdirSync(path.join(storeDirectory(), 'backups')).length, 1);
  });

  it('55: what an extension logs with goes on in the store that took the place of a deleted one', async () => {
    const tracking = (await promptrail()).tracking();
    const lost = tracking.startRun({ runName: 'lost' });
    await withoutStore();
    const run = tracking.startRun({ runName: 'kept' });
    run.end();
    assert.equal(tracking.getRun(run.runId).run.info.status, 'FINISHED');
    assert.throws(() => lost.logParam('a', 1), /not found/);
  });

  it('a server that is switched off and on while it starts is there in the end', async () => {
    const client = await Client.connect();
    const configuration = () => vscode.workspace.getConfiguration(undefined, workspaceFolder());
    const set = (name: string, value: unknown) =>
      configuration().update(name, value, vscode.ConfigurationTarget.Workspace);
    try {
      for (const enabled of [false, true, false, true]) await set(SETTINGS.serverEnabled, enabled);
      await set(SETTINGS.serverKeepAlive, 0);
    } finally {
      await set(SETTINGS.serverEnabled, undefined);
      await set(SETTINGS.serverKeepAlive, undefined);
    }
    const actions = () => attended(() => vscode.commands.executeCommand(COMMANDS.showServerActions));
    await untilTrue('the server runs', async () => (await actions()).inputs.join().endsWith('running'));
    assert.equal((await client.send('experiments/search', { max_results: 1 })).status, 200);
  });
});
