import * as vscode from 'vscode';
import type { Folders } from '../folders/folders.ts';
import { notFound } from '../model/errors.ts';
import { oneLine } from '../model/oneLine.ts';
import { ModelNodes, isLogged, type VersionNode } from '../views/modelNodes.ts';
import { withoutIcons } from './pickRuns.ts';

export interface VersionPick {
  readonly placeholder: string;
  /** Which versions can be chosen; all when not given. */
  readonly only?: (node: VersionNode) => boolean;
  readonly many?: boolean;
  /** Ids of versions that are chosen already when the list opens. */
  readonly chosen?: readonly string[];
}

/** Lets the user choose model versions of all folders. Throws CancellationError when they did not. */
export async function pickVersions(folders: Folders, options: VersionPick): Promise<readonly VersionNode[]> {
  const nodes = new ModelNodes();
  const versions = folders.stores
    .flatMap(({ folder, store }) => nodes.read(folder, store))
    .flatMap((model) => model.versions)
    .filter(options.only ?? (() => true));
  if (versions.length === 0)
    throw notFound(
      vscode.l10n.t(
        'There is no such model version yet. Log a model first, for example with mlflow.pyfunc.log_model(...).',
      ),
    );
  const items = versions.map((node) => ({
    label: withoutIcons(oneLine(`${node.model} v${node.version.version}`)),
    description: [isLogged(node.version) ? '' : vscode.l10n.t('registered'), runName(node)].filter(Boolean).join(' · '),
    picked: options.chosen?.includes(node.id) ?? false,
    node,
  }));
  const { placeholder: placeHolder } = options;
  const picked = options.many
    ? await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true, matchOnDescription: true })
    : await vscode.window
        .showQuickPick(items, { placeHolder, matchOnDescription: true })
        .then((item) => item && [item]);
  if (!picked || picked.length === 0) throw new vscode.CancellationError();
  return picked.map((item) => item.node);
}

const runName = ({ run }: VersionNode): string => withoutIcons(oneLine(run?.runName ?? ''));

/** As `pickVersions`, for one. */
export async function pickVersion(folders: Folders, options: Omit<VersionPick, 'many'>): Promise<VersionNode> {
  const [version] = await pickVersions(folders, options);
  if (!version) throw new vscode.CancellationError();
  return version;
}
