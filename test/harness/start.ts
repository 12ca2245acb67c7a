/**
 * `npm start`: VS Code with the extension and the sample workspace, until it is closed or Ctrl-C.
 * The desktop VS Code where there is one, else one served to a browser; `-- --browser` takes that one anyway.
 *
 * The sample workspace is a copy in `.vscode-test/` that is kept: what you log there is still there next time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { STORE_FOLDER, storeExists } from '../../src/store/location.ts';
import { Store } from '../../src/store/store.ts';
import { buildExtension } from './build.ts';
import { desktopVSCode } from './desktop.ts';
import { packageExtension } from './package.ts';
import { MissingPart, python, vscodeServer } from './parts.ts';
import { ensureFolder, partsFolder, projectRoot, resultsFolder, temporaryFolder } from './paths.ts';
import { copySampleWorkspace } from './sample.ts';
import { freePort, installExtension, serveVSCode } from './vscode-server.ts';

const workspace = join(partsFolder, 'sample-workspace');

/**
 * A folder with a store wakes the extension when it is opened: the first terminal carries the tracking address even
 * where nobody has looked at the Promptrail view yet.
 */
const store = join(workspace, STORE_FOLDER);
const sessionFolder = join(partsFolder, 'session');

/** Tried first, so that a bookmark and what the browser remembers of the window stay good. */
const preferredPort = 18_790;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The folder that holds `python` with an MLflow client: the sample's scripts need one. */
const pythonFolder = join(partsFolder, process.platform === 'win32' ? 'venv-mlflow3/Scripts' : 'venv-mlflow3/bin');

/**
 * Terminals find that Python first, and from the moment it is there: nobody waits for it to be fetched. A shell's own
 * start-up files may put theirs before it again (pyenv does), hence the second place, which bash reads after them.
 */
function withPython(): Readonly<Record<string, string>> {
  const path = `${pythonFolder}${delimiter}${process.env.PATH}`;
  const again = `case "$PATH" in '${pythonFolder}':*) ;; *) PATH='${pythonFolder}':$PATH ;; esac`;
  return { PATH: path, VIRTUAL_ENV: dirname(pythonFolder), PROMPT_COMMAND: again };
}

function fetchPython(): void {
  python('mlflow3').catch((error: unknown) => {
    const reason = error instanceof MissingPart ? error.message : String(error);
    process.stderr.write(`${reason}\nWithout it, "Log Sample Runs" in the Promptrail view logs the same runs.\n`);
  });
}

async function startDesktop(executable: string): Promise<void> {
  await buildExtension();
  const profile = join(sessionFolder, 'desktop');
  const own = [`--user-data-dir=${profile}`, `--extensions-dir=${join(profile, 'extensions')}`];
  const options = ['--disable-workspace-trust', '--skip-welcome', '--new-window', '--wait'];
  const args = [workspace, `--extensionDevelopmentPath=${projectRoot}`, ...options, ...own];
  const child = spawn(executable, args, { stdio: 'ignore', env: { ...process.env, ...withPython() } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill());
  say('VS Code opens with the sample workspace. Close it, or press Ctrl-C here, to end.');
  await once(child, 'exit');
}

async function startServed(): Promise<void> {
  const stage = temporaryFolder('start');
  const [vsix] = await Promise.all([packageExtension(stage), vscodeServer()]);
  const extensionsFolder = join(sessionFolder, 'extensions');
  await rm(extensionsFolder, { recursive: true, force: true }); // the extension as it is now, and nothing older
  await installExtension(vsix, ensureFolder(extensionsFolder));
  await rm(stage, { recursive: true, force: true });

  const served = await serveVSCode({
    dataFolder: join(sessionFolder, 'served'),
    extensionsFolder,
    port: await freePort(preferredPort),
    keepSettings: true,
    settings: { 'workbench.startupEditor': 'readme' },
    environment: withPython(),
    logFile: join(ensureFolder(resultsFolder), 'start-vscode.log'),
  });
  say(`\nOpen ${served.address(workspace)}\n`);
  say('Click the Promptrail icon in the activity bar. Ctrl-C ends VS Code.');
  fetchPython();
  const ended = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ended.resolve);
  await Promise.race([ended.promise, served.ended]);
  await served.stop();
}

const { values } = parseArgs({ options: { browser: { type: 'boolean', default: false } } });
try {
  if (!existsSync(workspace)) await copySampleWorkspace(workspace);
  if (!storeExists(store)) new Store(store, { log: console, busyTimeout: 5000, checkAfterCrash: false }).close();
  const desktop = values.browser ? undefined : await desktopVSCode();
  if (desktop === undefined) {
    await startServed();
  } else {
    fetchPython();
    await startDesktop(desktop);
  }
  process.exit(); // not waiting for a Python environment that is still being fetched
} catch (error) {
  if (!(error instanceof MissingPart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
