import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { vscodeServer } from './parts.ts';
import { ProcessTree, run } from './processes.ts';

export interface ServeOptions {
  /** Holds user settings and everything VS Code remembers on the server's side. Keep it to keep a session's state. */
  readonly dataFolder: string;
  /** Where extensions are installed; see `installExtension`. */
  readonly extensionsFolder: string;
  readonly port?: number;
  /** The user's settings.json, on top of `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** True leaves a settings.json that is there as it is: the user may have changed it. */
  readonly keepSettings?: boolean;
  /** False tests Restricted Mode: folders are then untrusted until the user says otherwise. */
  readonly trustEverything?: boolean;
  /** Lets the address name an extension in development and a test runner; see `address`. */
  readonly forTests?: boolean;
  /** On top of this process's own; `undefined` takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Takes what the server prints. */
  readonly logFile?: string;
}

/** Settings that keep pictures and tests about the extension: no chat, tips, walkthroughs, updates, network. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'window.commandCenter': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.enableImages': false,
  'remote.autoForwardPorts': false, // or every address printed in a terminal raises a notification
};

/** A VS Code that serves its workbench at `origin`. */
export class ServedVSCode {
  readonly origin: string;
  readonly #tree: ProcessTree;

  constructor(origin: string, tree: ProcessTree) {
    this.origin = origin;
    this.#tree = tree;
  }

  /**
   * The address that opens `folder`, which may be a `.code-workspace` file (none: an empty window). The payload carries what a desktop VS Code takes as
   * arguments, such as `extensionDevelopmentPath`; the server honours those only when started with `forTests`.
   */
  address(folder?: string, payload: ReadonlyArray<readonly [string, string]> = []): string {
    const parts = [
      ...(folder === undefined ? ['ew=true'] : [`${kindOf(folder)}=${encodeURIComponent(folder)}`]),
      ...(payload.length === 0 ? [] : [`payload=${encodeURIComponent(JSON.stringify(payload))}`]),
    ];
    return `${this.origin}/?${parts.join('&')}`;
  }

  /** The URI under which the window sees a path of this machine. */
  remoteUri(path: string): string {
    return `vscode-remote://${new URL(this.origin).host}${encodeURI(path)}`;
  }

  /** Settles when the server has ended, by itself or through `stop`. */
  get ended(): Promise<void> {
    return this.#tree.ended;
  }

  /** Ends the server with everything it started: extension hosts, terminals, tracking servers. */
  stop(): Promise<void> {
    return this.#tree.stop();
  }
}

export async function serveVSCode(options: ServeOptions): Promise<ServedVSCode> {
  const server = join(await vscodeServer(), 'out/server-main.js');
  const userFolder = join(options.dataFolder, 'data/User');
  await mkdir(userFolder, { recursive: true });
  await mkdir(options.extensionsFolder, { recursive: true });
  const settingsFile = join(userFolder, 'settings.json');
  if (options.keepSettings !== true || !existsSync(settingsFile)) {
    await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  }

  const port = options.port ?? (await freePort());
  const where = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const folders = ['--server-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder];
  const trust = options.trustEverything === false ? [] : ['--disable-workspace-trust'];
  const driver = options.forTests === true ? ['--enable-smoke-test-driver'] : [];
  const terms = ['--accept-server-license-terms', '--disable-telemetry'];
  const args = [server, ...where, ...folders, ...trust, ...driver, ...terms];
  const tree = new ProcessTree(process.execPath, args, serverEnvironment(options.environment));
  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
  let output = '';
  await new Promise<void>((ready, failed) => {
    const read = (chunk: Buffer): void => {
      log?.write(chunk);
      output = (output + chunk.toString()).slice(-10_000);
      if (output.includes('Web UI available at')) ready();
    };
    tree.child.stdout.on('data', read);
    tree.child.stderr.on('data', read);
    tree.child.once('error', failed);
    tree.child.once('exit', (code) =>
      failed(new Error(`VS Code server ended with code ${code} before it was ready:\n${output}`)),
    );
  });
  return new ServedVSCode(`http://127.0.0.1:${port}`, tree);
}

const kindOf = (path: string): string => (path.endsWith('.code-workspace') ? 'workspace' : 'folder');

/** Installs a VSIX the way a user's VS Code does. */
export async function installExtension(vsix: string, extensionsFolder: string): Promise<void> {
  const server = join(await vscodeServer(), 'out/server-main.js');
  const args = [server, '--install-extension', vsix, '--force', '--extensions-dir', extensionsFolder];
  const { code, output } = await run(process.execPath, [...args, '--accept-server-license-terms']);
  if (code !== 0 || !output.includes('successfully installed'))
    throw new Error(`Installing ${vsix} failed:\n${output}`);
}

/** Variables of this process that would make the server, or a terminal in it, believe it runs inside something else. */
const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|VITEST|MLFLOW_|npm_)/;

function serverEnvironment(extra: ServeOptions['environment'] = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), ...extra };
}

/** A port nobody listens on: the preferred one if it is free. */
export async function freePort(preferred = 0): Promise<number> {
  const probe = createServer().listen(preferred, '127.0.0.1');
  const free = await once(probe, 'listening').then(
    () => true,
    () => false,
  );
  if (!free) return freePort();
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
