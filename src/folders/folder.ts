import { createHash, randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { SETTINGS } from '../contributions.ts';
import { UserError } from '../model/errors.ts';
import type { Log } from '../model/log.ts';
import { TrackingServer } from '../server/launch.ts';
import { STORE_FOLDER } from '../store/location.ts';
import { FolderStore } from './folderStore.ts';

export interface FolderDeps {
  readonly log: Log;
  readonly secrets: vscode.SecretStorage;
  /** The bundled entry of the server's process, absolute. */
  readonly serverEntry: string;
  /** Where servers write their state files; outside of every workspace. */
  readonly serverStates: string;
}

/** One open workspace folder: its run store and its tracking server. */
export class Folder implements vscode.Disposable {
  readonly workspaceFolder: vscode.WorkspaceFolder;
  readonly store: FolderStore;
  readonly #deps: FolderDeps;
  readonly #directory: string;
  readonly #didChangeServer = new vscode.EventEmitter<void>();
  #server: TrackingServer | undefined;
  #starting: Promise<void> | undefined;
  #disposed = false;

  constructor(workspaceFolder: vscode.WorkspaceFolder, deps: FolderDeps) {
    this.workspaceFolder = workspaceFolder;
    this.#deps = deps;
    this.#directory = path.join(workspaceFolder.uri.fsPath, STORE_FOLDER);
    this.store = new FolderStore(this.#directory, deps.log);
  }

  /** Fires when the server's state changed. */
  readonly onDidChangeServer = this.#didChangeServer.event;

  /** The workspace folder's URI as text: the name of this folder in a RunRef. */
  get id(): string {
    return this.workspaceFolder.uri.toString();
  }

  get name(): string {
    return this.workspaceFolder.name;
  }

  /** The tracking server, once it was started. */
  get server(): TrackingServer | undefined {
    return this.#server;
  }

  /** Whether a server is wanted that neither runs yet nor failed. */
  get awaitsServer(): boolean {
    const kind = this.#server?.state.kind ?? 'stopped';
    return this.#wantsServer() && (kind === 'stopped' || kind === 'starting');
  }

  /**
   * Starts the server or attaches to the one another window started. Where it is not wanted, lets go of it instead; it
   * ends when no other window uses it.
   */
  async startServer(): Promise<void> {
    if (!this.#wantsServer()) return this.#stopServer();
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    await this.#starting;
  }

  /**
   * Ends the server's process, for other windows too, and starts it again: same address, same token. Throws
   * INVALID_STATE where no server is wanted.
   */
  async restartServer(): Promise<void> {
    if (!this.#wantsServer()) {
      const text = 'The tracking server is off: the folder is not trusted, or "promptrail.server.enabled" is off.';
      throw new UserError('INVALID_STATE', text);
    }
    const state = this.#server?.state;
    // The process that holds the lease gets a lost server back by itself, in every window.
    if (state?.kind === 'running') process.kill(state.pid, 'SIGTERM');
    else await this.startServer();
  }

  dispose(): void {
    this.#disposed = true;
    this.#server?.dispose();
    this.store.dispose();
    this.#didChangeServer.dispose();
  }

  #stopServer(): void {
    if (!this.#server) return;
    this.#server.dispose();
    this.#server = undefined;
    this.#didChangeServer.fire();
  }

  #wantsServer(): boolean {
    const enabled = vscode.workspace
      .getConfiguration(undefined, this.workspaceFolder)
      .get<boolean>(SETTINGS.serverEnabled);
    return vscode.workspace.isTrusted && enabled !== false;
  }

  async #start(): Promise<void> {
    if (this.#server) return this.#server.start().then(() => undefined);
    const hash = createHash('sha256').update(realpathSync(this.workspaceFolder.uri.fsPath)).digest('hex').slice(0, 32);
    const token = await this.#token(hash);
    // Closed or switched off meanwhile: nobody would let go of a server that is started now.
    if (this.#disposed || !this.#wantsServer()) return;
    const server = new TrackingServer({
      entry: this.#deps.serverEntry,
      storeDirectory: this.#directory,
      stateFile: path.join(this.#deps.serverStates, `${hash}.json`),
      token,
      log: this.#deps.log,
    });
    this.#server = server;
    server.onDidChangeState(() => this.#didChangeServer.fire());
    const running = await server.start();
    // A folder that has a state file goes on with the token in it: that is the one to keep.
    if (running.token !== token) await this.#deps.secrets.store(secretOf(hash), running.token);
  }

  /** The folder's token: made once, the same after every reload, because training scripts outlive the window. */
  async #token(hash: string): Promise<string> {
    const kept = await this.#deps.secrets.get(secretOf(hash));
    if (kept) return kept;
    const token = randomBytes(32).toString('hex');
    await this.#deps.secrets.store(secretOf(hash), token);
    return token;
  }
}

const secretOf = (hash: string): string => `promptrail.token.${hash}`;
