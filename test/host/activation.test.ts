import assert from 'node:assert/strict';
import * as vscode from 'vscode';

function promptrail(): vscode.Extension<{ readonly version: number }> {
  const extension = vscode.extensions.getExtension<{ readonly version: number }>('promptrail.promptrail');
  assert.ok(extension, 'the extension is installed');
  return extension;
}

describe('activation', () => {
  it('gives other extensions a versioned API', async () => {
    const api = await promptrail().activate();
    assert.equal(api.version, 1);
  });

  it('registers every command the manifest contributes', async () => {
    await promptrail().activate();
    const manifest = promptrail().packageJSON as { contributes: { commands: ReadonlyArray<{ command: string }> } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });

  it('keeps to the published API of VS Code', () => {
    const manifest = promptrail().packageJSON as { enabledApiProposals?: readonly string[] };
    assert.equal(manifest.enabledApiProposals, undefined);
  });
});
