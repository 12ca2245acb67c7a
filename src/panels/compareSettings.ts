import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { MetricDirection } from '../compare/comparison.ts';
import { SETTINGS } from '../contributions.ts';
import { UserError } from '../model/errors.ts';
import type { CompareSettings } from '../protocol/compare.ts';

const directionSchema = z.enum(['higher', 'lower', 'none']);

type Values<T> = Readonly<Record<string, T>>;

/**
 * What the user's settings say of comparisons, per workspace folder. They are written where a team shares them: into
 * the folder's settings, the user's own where no folder is open.
 */
export class SettingsOfCompare {
  /** What the settings of a folder say; entries that are not what the setting holds are left out. */
  of(folder: string): CompareSettings {
    const configuration = vscode.workspace.getConfiguration(undefined, scopeOf(folder));
    return {
      metricDirections: valid(configuration.get(SETTINGS.metricDirections), directionSchema),
      promptParams: valid(configuration.get(SETTINGS.promptParams), z.boolean()),
    };
  }

  async markPrompt(folder: string, param: string, isPrompt: boolean | null): Promise<void> {
    await keep(folder, SETTINGS.promptParams, param, isPrompt);
  }

  async setMetricDirection(folder: string, key: string, direction: MetricDirection | 'none' | null): Promise<void> {
    await keep(folder, SETTINGS.metricDirections, key, direction);
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS.promptParams) || event.affectsConfiguration(SETTINGS.metricDirections)) {
        listener();
      }
    });
  }
}

const scopeOf = (folder: string): vscode.WorkspaceFolder | undefined =>
  vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === folder);

/** Settings are files that people edit: what is not of the setting's form is as if it were not there. */
function valid<T>(value: unknown, schema: z.ZodMiniType<T>): Values<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const entries = Object.entries(value).flatMap(([key, entry]) => {
    const parsed = schema.safeParse(entry);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Sets one entry of an object setting; null takes it away wherever it stands. */
async function keep(folder: string, setting: string, key: string, value: boolean | string | null): Promise<void> {
  const scope = scopeOf(folder);
  if (scope && !vscode.workspace.isTrusted) {
    const text = vscode.l10n.t('This folder is not trusted, so nothing in it is changed. Trust it first.');
    throw new UserError('INVALID_STATE', text);
  }
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const known = configuration.inspect<unknown>(setting);
  const levels = [
    [vscode.ConfigurationTarget.WorkspaceFolder, known?.workspaceFolderValue],
    [vscode.ConfigurationTarget.Workspace, known?.workspaceValue],
    [vscode.ConfigurationTarget.Global, known?.globalValue],
  ] as const;
  try {
    if (value === null) {
      for (const [level, entries] of levels) {
        if (!isObject(entries) || !Object.hasOwn(entries, key)) continue;
        const { [key]: _, ...others } = entries;
        await configuration.update(setting, nonEmpty(others), level);
      }
      return;
    }
    const level = levelFor(scope);
    const own = levels.find(([candidate]) => candidate === level)?.[1];
    await configuration.update(setting, { ...(isObject(own) ? own : {}), [key]: value }, level);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError('INVALID_STATE', vscode.l10n.t('The setting could not be saved: {0}', reason), {
      cause: error,
    });
  }
}

/** Where a workspace file joins several folders, each has settings of its own. */
function levelFor(scope: vscode.WorkspaceFolder | undefined): vscode.ConfigurationTarget {
  if (scope === undefined) return vscode.ConfigurationTarget.Global;
  const joined = vscode.workspace.workspaceFile !== undefined;
  return joined ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace;
}

const nonEmpty = (entries: Values<unknown>): Values<unknown> | undefined =>
  Object.keys(entries).length === 0 ? undefined : entries;

const isObject = (value: unknown): value is Values<unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
