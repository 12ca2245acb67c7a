import assert from 'node:assert/strict';
import { userInfo } from 'node:os';
import { parseEnv } from 'node:util';
import { copiedEnvironment } from './client.ts';
import { promptrail } from './extension.ts';

describe('Copy Tracking Environment', () => {
  it('writes the same four variables for each kind of shell and for Python', async () => {
    await promptrail();
    const variables = parseEnv(await copiedEnvironment('.env')) as Record<string, string>;
    const { MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_TOKEN: token } = variables;
    assert.equal(user, userInfo().username);
    assert.deepEqual(
      { bash: await copiedEnvironment('bash, zsh'), powershell: await copiedEnvironment('PowerShell') },
      {
        bash: `export MLFLOW_TRACKING_URI='${uri}'
export MLFLOW_TRACKING_USERNAME='${user}'
export MLFLOW_TRACKING_PASSWORD='${token}'
export MLFLOW_TRACKING_TOKEN='${token}'
`,
        powershell: `$env:MLFLOW_TRACKING_URI = '${uri}'
$env:MLFLOW_TRACKING_USERNAME = '${user}'
$env:MLFLOW_TRACKING_PASSWORD = '${token}'
$env:MLFLOW_TRACKING_TOKEN = '${token}'
`,
      },
    );
    assert.deepEqual((await copiedEnvironment('Python')).split('\n').slice(0, 3), [
      'import os',
      '',
      `os.environ["MLFLOW_TRACKING_URI"] = "${uri}"`,
    ]);
  });
});
