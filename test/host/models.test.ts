import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/contributions.ts';
import { attended, type Answer, type Attended } from './attended.ts';
import { Client } from './client.ts';
import { promptrail, withoutStore } from './extension.ts';
import { closeTabs, tabNamed } from './tabs.ts';

const run = (command: string, answers: readonly Answer[]): Promise<Attended> =>
  attended(() => vscode.commands.executeCommand(command), { answers });

describe('commands about models', () => {
  let client: Client;

  before(async () => {
    await promptrail();
    await withoutStore();
    client = await Client.connect();
    await vscode.commands.executeCommand(COMMANDS.logSampleRuns);
  });
  afterEach(closeTabs);

  it('register a logged version under the name that is given', async () => {
    const answered = await run(COMMANDS.registerModel, [{ choose: 'sentiment_analyzer v1' }, { type: 'sentiment' }]);
    assert.deepEqual(answered, {
      inputs: ['Logged version to register', 'Name of the registered model; a new one is made where there is none'],
      messages: ['information: Registered sentiment version 1.'],
    });
    const { model_version: version } = await client.ask<{ model_version: Record<string, unknown> }>(
      'model-versions/get?name=sentiment&version=1',
    );
    assert.match(String(version['source']), /^models:\/m-[0-9a-f]{32}$/);
    assert.equal(version['status'], 'READY');
  });

  it('point an alias at a registered version', async () => {
    const answered = await run(COMMANDS.setAlias, [{ choose: 'sentiment_analyzer v1' }, { type: 'champion' }]);
    assert.deepEqual(answered, {
      inputs: ['Registered version the alias shall point at', 'Alias of sentiment version 1'],
      messages: [],
    });
    const { model_version: version } = await client.ask<{ model_version: Record<string, unknown> }>(
      'registered-models/alias?name=sentiment&alias=champion',
    );
    assert.equal(version['version'], '1');
  });

  it('copy any of the URIs a version is loaded by', async () => {
    await run(COMMANDS.copyModelUri, [{ choose: 'sentiment_analyzer v1' }, { choose: 'models:/sentiment@champion' }]);
    assert.equal(await vscode.env.clipboard.readText(), 'models:/sentiment@champion');
    await run(COMMANDS.copyModelUri, [{ choose: 'sentiment_analyzer v2' }]);
    assert.match(await vscode.env.clipboard.readText(), /^models:\/m-[0-9a-f]{32}$/);
  });

  it('compare versions, the oldest first', async () => {
    const versions = ['sentiment_analyzer v2', 'sentiment_analyzer v1'];
    assert.deepEqual((await run(COMMANDS.compareVersions, [{ chooseMany: versions }])).messages, []);
    await tabNamed('sentiment_analyzer v1 ↔ sentiment_analyzer v2');
  });

  it('say what to do when one version is too few to compare', async () => {
    const one = await run(COMMANDS.compareVersions, [{ chooseMany: ['sentiment_analyzer v2'] }]);
    assert.deepEqual(one.messages, ['error: Choose two or more versions. [Show Log]']);
  });

  it('open the run that logged a version', async () => {
    assert.deepEqual((await run(COMMANDS.openVersionRun, [{ choose: 'sentiment_analyzer v2' }])).messages, []);
    await tabNamed('sentiment_v2');
  });
});
