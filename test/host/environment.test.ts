import assert from 'node:assert/strict';
import { parseEnv } from 'node:util';
import * as vscode from 'vscode';
import { Client, copiedEnvironment } from './client.ts';
import { promptrail, workspaceFolder } from './extension.ts';
import { NotingProgram, type Environment } from './programs.ts';
import { untilTrue } from './until.ts';

const NAMES = ['URI', 'USERNAME', 'PASSWORD', 'TOKEN'].map((name) => `MLFLOW_TRACKING_${name}`);

/** The tracking variables of an environment; those it lacks are left out. */
const tracking = (environment: Environment): Environment =>
  Object.fromEntries(NAMES.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])));

/** Changes a setting of the workspace, does `work`, and takes it away again. */
async function withSetting<T>(name: string, value: unknown, work: () => Promise<T>): Promise<T> {
  const set = (to: unknown): Thenable<void> =>
    vscode.workspace
      .getConfiguration(undefined, workspaceFolder())
      .update(name, to, vscode.ConfigurationTarget.Workspace);
  await set(value);
  try {
    return await work();
  } finally {
    await set(undefined);
  }
}

describe('the environment of programs', () => {
  let program: NotingProgram;
  /** What a user would paste: the folder's own server. */
  let ours: Environment;

  before(async () => {
    await promptrail();
    program = await NotingProgram.create();
    ours = parseEnv(await copiedEnvironment('.env')) as Environment;
  });
  after(() => program.remove());

  it('names the tracking server and its credentials, which work, and nothing else lets in', async () => {
    assert.deepEqual(Object.keys(ours).toSorted(), NAMES.toSorted());
    assert.match(ours['MLFLOW_TRACKING_URI'] ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
    const search = { max_results: 1 };
    const { status, body } = await new Client(ours).send('experiments/search', search);
    assert.deepEqual([status, Object.keys(body as object)], [200, ['experiments']]);
    const stranger = new Client({ MLFLOW_TRACKING_URI: ours['MLFLOW_TRACKING_URI'] });
    assert.equal((await stranger.send('experiments/search', search)).status, 401);
    const guesser = new Client({ ...ours, MLFLOW_TRACKING_PASSWORD: '0'.repeat(64) });
    assert.equal((await guesser.send('experiments/search', search)).status, 401);
  });

  it('is there in shell tasks, process tasks and terminals, and no proxy is asked for loopback', async () => {
    const environments = [await program.asShellTask(), await program.asProcessTask(), await program.inTerminal()];
    for (const environment of environments) {
      assert.deepEqual(tracking(environment), ours);
      assert.match(environment['NO_PROXY'] ?? '', /,127\.0\.0\.1$/);
    }
  });

  for (const console of ['internalConsole', 'integratedTerminal']) {
    it(`is there in debug sessions (${console})`, async () => {
      const environment = await program.inDebugger({ console });
      assert.deepEqual(tracking(environment), ours);
      assert.match(environment['NO_PROXY'] ?? '', /,127\.0\.0\.1$/);
    });
  }

  it("leaves a debug configuration's own address alone, in its env and in its envFile", async () => {
    const own = 'http://mlflow.example.com:5000';
    const console = 'internalConsole';
    const byEnv = await program.inDebugger({ console, env: { MLFLOW_TRACKING_URI: own } });
    assert.deepEqual(tracking(byEnv), { MLFLOW_TRACKING_URI: own });
    const envFile = await program.file('own.env', `# staging\nexport MLFLOW_TRACKING_URI=${own}\n`);
    const byFile = await program.inDebugger({ console, envFile });
    assert.equal(byFile['MLFLOW_TRACKING_PASSWORD'], undefined);
  });

  it('is left alone when the setting says so', async () => {
    await withSetting('promptrail.environment.inject', false, async () => {
      await untilTrue(
        'the variables are gone',
        async () => !('MLFLOW_TRACKING_URI' in (await program.asProcessTask())),
      );
      const environment = await program.inTerminal();
      assert.deepEqual(tracking(environment), {});
      assert.equal(environment['NO_PROXY'], process.env['NO_PROXY']);
      assert.deepEqual(tracking(await program.inDebugger({ console: 'internalConsole' })), {});
    });
    await untilTrue('the variables are back', async () => 'MLFLOW_TRACKING_URI' in (await program.asProcessTask()));
  });

  it("keeps the address of the user's terminal settings", async () => {
    const own = 'http://mlflow.example.com:5000';
    const platform = { darwin: 'osx', win32: 'windows' }[process.platform as string] ?? 'linux';
    await withSetting(`terminal.integrated.env.${platform}`, { MLFLOW_TRACKING_URI: own }, async () => {
      await untilTrue('ours are gone', async () => !('MLFLOW_TRACKING_TOKEN' in (await program.inTerminal())));
      assert.deepEqual(tracking(await program.inTerminal()), { MLFLOW_TRACKING_URI: own });
      assert.deepEqual(tracking(await program.inDebugger({ console: 'internalConsole' })), {});
    });
    await untilTrue('ours are back', async () => 'MLFLOW_TRACKING_TOKEN' in (await program.inTerminal()));
  });

  it('goes with the server when that is switched off, and comes back with it', async () => {
    await withSetting('promptrail.server.enabled', false, async () => {
      await untilTrue(
        'the variables are gone',
        async () => !('MLFLOW_TRACKING_URI' in (await program.asProcessTask())),
      );
    });
    await untilTrue('the variables are back', async () => 'MLFLOW_TRACKING_URI' in (await program.asProcessTask()));
    assert.deepEqual(tracking(await program.asProcessTask()), ours);
  });
});
