// Host tests on a desktop VS Code; `npm run test:desktop` bundles them, finds the VS Code and starts this.
import { defineConfig } from '@vscode/test-cli';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const workspace = mkdtempSync(join(tmpdir(), 'promptrail-workspace-'));
cpSync('examples/workspace', workspace, { recursive: true });

const installed = process.env.PROMPTRAIL_CODE;

export default defineConfig({
  files: '.vscode-test/host/**/*.test.cjs',
  workspaceFolder: workspace,
  launchArgs: ['--disable-workspace-trust', '--disable-telemetry', '--skip-welcome', '--skip-release-notes'],
  skipExtensionDependencies: true,
  ...(installed ? { useInstallation: { fromPath: installed } } : {}),
  mocha: { ui: 'bdd', timeout: 60_000 },
});
