import * as vscode from 'vscode';
import { SETTINGS } from '../contributions.ts';
import { MARKER, trackingEnvironment } from '../folders/environment.ts';
import type { Folder } from '../folders/folder.ts';
import type { Folders } from '../folders/folders.ts';
import type { Log } from '../model/log.ts';

export interface EnvironmentDeps {
  readonly folders: Folders;
  readonly collection: vscode.GlobalEnvironmentVariableCollection;
  readonly log: Log;
}

/** Keeps the tracking address in the environment of every new terminal and task, per workspace folder. */
export function registerTerminalEnvironment(deps: EnvironmentDeps): vscode.Disposable {
  const { folders, collection, log } = deps;
  collection.description = vscode.l10n.t('MLflow clients started here log into the run store of this folder');
  let told = false;
  const update = (): void => {
    const own = userTrackingUri();
    if (own !== undefined && !told) {
      told = true;
      log.info(`MLFLOW_TRACKING_URI is set to ${own}; Promptrail leaves it as it is.`);
    }
    for (const folder of folders.all) {
      if (own !== undefined) apply(scoped(collection, folder), {});
      // A server that is on its way comes back with the address and the token that are there already.
      else if (!isInjected(folder) || !folder.awaitsServer) apply(scoped(collection, folder), variablesOf(folder));
    }
    // Values outlive the window only where a store wakes us in the next one: nobody else would start their server.
    const persistent = folders.all.some((folder) => folder.store.exists && !folder.keepsRunsOutside);
    if (collection.persistent !== persistent) collection.persistent = persistent;
  };
  update();
  return vscode.Disposable.from(
    folders.onDidChangeServer(update),
    folders.onDidChange(update),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('promptrail') || event.affectsConfiguration('terminal.integrated.env')) update();
    }),
  );
}

/** The user's own MLFLOW_TRACKING_URI, from the environment VS Code runs in or from the terminal settings. */
export function userTrackingUri(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const platform = { darwin: 'osx', win32: 'windows' }[process.platform as string] ?? 'linux';
  const terminal = vscode.workspace.getConfiguration('terminal.integrated.env').get<Record<string, unknown>>(platform);
  const set = terminal?.['MLFLOW_TRACKING_URI'];
  if (typeof set === 'string' && set !== '') return set;
  const uri = environment['MLFLOW_TRACKING_URI'];
  return uri && uri !== environment[MARKER] ? uri : undefined;
}

/** What terminals of the folder are given; empty where injection is off or the server is not there. */
export function variablesOf(folder: Folder): Readonly<Record<string, string>> {
  const environment = isInjected(folder) ? trackingEnvironment(folder) : undefined;
  return environment ? { ...environment, [MARKER]: environment.MLFLOW_TRACKING_URI } : {};
}

function isInjected(folder: Folder): boolean {
  const configuration = vscode.workspace.getConfiguration(undefined, folder.workspaceFolder);
  return configuration.get<boolean>(SETTINGS.injectEnvironment) !== false;
}

function scoped(
  collection: vscode.GlobalEnvironmentVariableCollection,
  folder: Folder,
): vscode.EnvironmentVariableCollection {
  return collection.getScoped({ workspaceFolder: folder.workspaceFolder });
}

/** Writes only what differs: any write makes VS Code mark the open terminals as outdated. */
function apply(collection: vscode.EnvironmentVariableCollection, variables: Readonly<Record<string, string>>): void {
  const names = new Set(Object.keys(variables));
  const kept = new Set([...names, ...(names.size > 0 ? NO_PROXY : [])]);
  for (const [name] of collection) if (!kept.has(name)) collection.delete(name);
  for (const [name, value] of Object.entries(variables)) {
    if (collection.get(name)?.value !== value) collection.replace(name, value);
  }
  for (const name of names.size > 0 ? proxyExceptions(process.env) : []) {
    if (collection.get(name)?.value !== LOOPBACK) collection.append(name, LOOPBACK);
  }
}

const NO_PROXY: readonly string[] = ['NO_PROXY', 'no_proxy'];

/** What is added to a list of hosts that no proxy is asked for: no proxy can reach the loopback of this machine. */
export const LOOPBACK = ',127.0.0.1';

/** The lists to add it to. Clients read the lower-case one first: making it where it is not would hide the other. */
export function proxyExceptions(environment: Readonly<Record<string, unknown>>): readonly string[] {
  return NO_PROXY.filter((name) => name === 'NO_PROXY' || environment[name] !== undefined);
}
