import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Folders } from '../folders/folders.ts';
import { LOOPBACK, proxyExceptions, userTrackingUri, variablesOf } from './terminalEnvironment.ts';

/**
 * Gives the tracking address to debug sessions that do not run in a terminal (the internal console), whatever their
 * debugger. A value in `env` or in the `envFile` of the configuration is the user's own and stays.
 */
export function registerDebugEnvironment(folders: Folders): vscode.Disposable {
  return vscode.debug.registerDebugConfigurationProvider('*', {
    resolveDebugConfigurationWithSubstitutedVariables: async (workspaceFolder, configuration) => {
      const folder = folders.get((workspaceFolder ?? folders.all[0]?.workspaceFolder)?.uri.toString() ?? '');
      if (!folder || configuration.request !== 'launch' || userTrackingUri() !== undefined) return configuration;
      const own = ownVariables(configuration);
      if ('MLFLOW_TRACKING_URI' in own || (await setsTrackingUri(configuration))) return configuration;
      const given = variablesOf(folder);
      if (Object.keys(given).length === 0) return configuration;
      return { ...configuration, env: { ...given, ...own, ...withoutProxy(own) } };
    },
  });
}

function ownVariables(configuration: vscode.DebugConfiguration): Record<string, unknown> {
  const env: unknown = configuration['env'];
  return typeof env === 'object' && env !== null ? { ...env } : {};
}

/** The lists of hosts that no proxy is asked for, as the session would have them, with ours behind. */
function withoutProxy(own: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const inherited: Readonly<Record<string, unknown>> = { ...process.env, ...own };
  const listOf = (name: string): string => (typeof inherited[name] === 'string' ? inherited[name] : '');
  return Object.fromEntries(proxyExceptions(inherited).map((name) => [name, `${listOf(name)}${LOOPBACK}`]));
}

async function setsTrackingUri(configuration: vscode.DebugConfiguration): Promise<boolean> {
  const file: unknown = configuration['envFile'];
  if (typeof file !== 'string' || file === '') return false;
  // A file that is not there is the debugger's business to report.
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^\s*(export\s+)?MLFLOW_TRACKING_URI\s*=/m.test(text);
}
