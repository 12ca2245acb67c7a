import * as vscode from 'vscode';
import { COMMANDS } from '../contributions.ts';
import { invalid } from '../model/errors.ts';
import { oneLine } from '../model/oneLine.ts';
import { checkAlias } from '../model/validation.ts';
import { isLogged, type VersionNode } from '../views/modelNodes.ts';
import type { CommandFactory } from './command.ts';
import { withoutIcons } from './pickRuns.ts';
import { pickVersion } from './pickVersions.ts';
import { versionsOf } from './targets.ts';

/** Points an alias such as "champion" at a registered version. */
export const setAlias: CommandFactory = ({ folders }) => ({
  id: COMMANDS.setAlias,
  title: vscode.l10n.t('Set Alias'),
  run: async (...args) => {
    const placeholder = vscode.l10n.t('Registered version the alias shall point at');
    const node =
      versionsOf(args.slice(0, 1))[0] ??
      (await pickVersion(folders, { placeholder, only: (it) => registeredOf(it).length > 0 }));
    const target = await pickRegistered(node);
    const alias = await vscode.window.showInputBox({
      title: vscode.l10n.t('Alias of {0} version {1}', target.name, target.version),
      placeHolder: 'champion',
      validateInput: (text) => problemOf(text.trim()),
    });
    if (alias === undefined) return;
    folders.storeOf({ folder: node.folder.id }).registry.setAlias(target.name, alias.trim(), target.version);
  },
});

interface Registered {
  readonly name: string;
  readonly version: string;
}

function registeredOf({ version }: VersionNode): readonly Registered[] {
  return isLogged(version) ? version.registered : [version];
}

async function pickRegistered(node: VersionNode): Promise<Registered> {
  const registered = registeredOf(node);
  const [first, ...others] = registered;
  if (!first) throw invalid(vscode.l10n.t('Only a registered version can have an alias. Register this one first.'));
  if (others.length === 0) return first;
  const items = registered.map((target) => ({
    label: withoutIcons(oneLine(`${target.name} v${target.version}`)),
    target,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Registered version') });
  if (!picked) throw new vscode.CancellationError();
  return picked.target;
}

function problemOf(alias: string): string | undefined {
  try {
    checkAlias(alias);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
