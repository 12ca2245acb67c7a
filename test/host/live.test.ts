import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/contributions.ts';
import { Client } from './client.ts';
import { promptrail, refOf } from './extension.ts';
import { closeTabs, tabNamed } from './tabs.ts';

describe('what another program logs', () => {
  after(closeTabs);

  it('is seen at once: by the API, and by an open panel that is told', async () => {
    const client = await Client.connect();
    const runId = await client.logRun('first name', { prompt_template: 'Translate: {text}' });
    const { info, params } = (await promptrail()).tracking().getRun(runId).run;
    assert.deepEqual([info.runName, params], ['first name', [{ key: 'prompt_template', value: 'Translate: {text}' }]]);

    await vscode.commands.executeCommand(COMMANDS.openRun, refOf(runId));
    await tabNamed('first name');
    await client.ask('runs/update', { run_id: runId, run_name: 'second name' });
    await tabNamed('second name');
  });
});
