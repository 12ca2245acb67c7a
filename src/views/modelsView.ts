import * as vscode from 'vscode';
import { COMMANDS, CONTEXT, VIEWS } from '../contributions.ts';
import type { Folders } from '../folders/folders.ts';
import type { LoggedVersion, ModelVersion } from '../model/models.ts';
import { notFound } from '../model/errors.ts';
import { oneLine } from '../model/oneLine.ts';
import { isSameSubject } from '../model/subject.ts';
import type { Subject } from '../model/subject.ts';
import type { Baseline } from './baseline.ts';
import {
  isLogged,
  ModelNodes,
  versionSubject,
  type ModelNode,
  type ModelsNode,
  type VersionNode,
  type VersionRunNode,
} from './modelNodes.ts';
import { Refresh } from './refresh.ts';
import { Selection } from './selection.ts';

/** Models, their logged and registered versions, and the run behind each. */
export class ModelsView implements vscode.TreeDataProvider<ModelsNode>, vscode.Disposable {
  readonly #folders: Folders;
  readonly #baseline: Baseline;
  readonly #nodes = new ModelNodes();
  readonly #didChangeTreeData = new vscode.EventEmitter<ModelsNode | undefined>();
  readonly #view: vscode.TreeView<ModelsNode>;
  readonly #selection: Selection<ModelsNode>;
  readonly #disposables: vscode.Disposable[];

  readonly onDidChangeTreeData = this.#didChangeTreeData.event;

  constructor(folders: Folders, baseline: Baseline) {
    this.#folders = folders;
    this.#baseline = baseline;
    this.#view = vscode.window.createTreeView(VIEWS.models, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const refresh = new Refresh(this.#view, () => this.refresh());
    this.#selection = new Selection(this.#view, () => this.#publishSelection());
    this.#disposables = [
      this.#view,
      this.#selection,
      refresh,
      this.#didChangeTreeData,
      folders.onDidChange(() => refresh.soon()),
      baseline.onDidChange(() => refresh.soon()),
    ];
  }

  /** The versions selected in the view. */
  get selectedVersions(): readonly VersionNode[] {
    return this.#selection.nodes.filter((node) => node.kind === 'version');
  }

  refresh(): void {
    this.#didChangeTreeData.fire(undefined);
  }

  /** Selects a version in the view. Throws RESOURCE_DOES_NOT_EXIST for one that the view does not show. */
  async reveal(subject: Subject): Promise<void> {
    const versions = this.#models().flatMap((model) => model.versions);
    const node = versions.find((candidate) => stands(candidate, subject));
    if (!node) throw notFound(vscode.l10n.t('The Models view does not show this.'));
    await this.#view.reveal(node, { select: true, focus: true });
  }

  getParent(node: ModelsNode): ModelsNode | undefined {
    return node.kind === 'model' ? undefined : node.parent;
  }

  getChildren(node?: ModelsNode): ModelsNode[] {
    if (!node) {
      this.#folders.publishState();
      return [...this.#models()];
    }
    if (node.kind === 'model') return [...node.versions];
    return node.kind === 'version' && node.run ? [node.run] : [];
  }

  getTreeItem(node: ModelsNode): vscode.TreeItem {
    if (node.kind === 'model') return modelItem(node, this.#folders.stores.length > 1);
    return node.kind === 'version' ? versionItem(node, this.#baseline.is(versionSubject(node))) : runItem(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ModelsNode): vscode.TreeItem {
    if (node.kind === 'version') item.tooltip = versionTooltip(node);
    return item;
  }

  #models(): readonly ModelNode[] {
    return this.#folders.stores.flatMap(({ folder, store }) => this.#nodes.read(folder, store));
  }

  #publishSelection(): void {
    const several = this.selectedVersions.length >= 2;
    void vscode.commands.executeCommand('setContext', CONTEXT.canCompareVersions, several);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }
}

function modelItem(node: ModelNode, severalFolders: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.name), vscode.TreeItemCollapsibleState.Expanded);
  const [last] = node.versions;
  item.id = `model ${node.folder.id} ${node.name}`;
  item.description = [last ? `v${last.version.version}` : '', severalFolders ? node.folder.name : '']
    .filter(Boolean)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'model';
  return item;
}

function versionItem(node: VersionNode, isBaseline: boolean): vscode.TreeItem {
  const { version } = node;
  const expand = node.run ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(`v${version.version}`, expand);
  item.id = node.id;
  const description = isLogged(version) ? describeLogged(version, node) : describeRegistered(version);
  item.description = [isBaseline ? vscode.l10n.t('baseline') : '', description].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(isLogged(version) ? 'symbol-class' : 'verified');
  const registered = !isLogged(version) || version.registered.length > 0;
  const kinds = [registered ? 'registered' : '', isLogged(version) ? 'logged' : '', isBaseline ? 'baseline' : ''];
  item.contextValue = ['version', ...kinds].filter(Boolean).join(';');
  item.command = { command: COMMANDS.openVersion, title: vscode.l10n.t('Open Model Version'), arguments: [node] };
  return item;
}

/** A registered version that was made of a logged one stands there. */
function stands(node: VersionNode, subject: Subject): boolean {
  if (isSameSubject(versionSubject(node), subject)) return true;
  if (subject.kind !== 'modelVersion' || !isLogged(node.version) || node.folder.id !== subject.folder) return false;
  return node.version.registered.some(({ name, version }) => name === subject.name && version === subject.version);
}

function describeLogged(version: LoggedVersion, node: VersionNode): string {
  const registered = version.registered.map((ref) => {
    const name =
      ref.name === version.name ? vscode.l10n.t('registered v{0}', ref.version) : `${ref.name} v${ref.version}`;
    return [name, ...ref.aliases.map((alias) => `@${alias}`)].join(' ');
  });
  const failed = version.status === 'LOGGED_MODEL_UPLOAD_FAILED' ? [vscode.l10n.t('upload failed')] : [];
  const pending = version.status === 'LOGGED_MODEL_PENDING' ? [vscode.l10n.t('pending')] : [];
  return [...(node.run ? [oneLine(node.run.runName)] : []), ...registered, ...failed, ...pending].join(' · ');
}

function describeRegistered(version: ModelVersion): string {
  const stage = version.stage === 'None' ? [] : [version.stage];
  return [vscode.l10n.t('registered'), ...version.aliases.map((alias) => `@${alias}`), ...stage].join(' · ');
}

/** Plain text, as that of a run. */
function versionTooltip(node: VersionNode): string {
  const { version } = node;
  const rows: (readonly [string, string])[] = [[vscode.l10n.t('Model'), `${node.model} v${version.version}`]];
  if (isLogged(version)) {
    rows.push([vscode.l10n.t('Logged'), new Date(Number(version.createdAt)).toLocaleString()]);
    rows.push([vscode.l10n.t('Flavors'), version.description?.flavors.join(', ') ?? '']);
    rows.push([vscode.l10n.t('Inputs'), columns(version.description?.signature?.inputs)]);
    rows.push([vscode.l10n.t('Outputs'), columns(version.description?.signature?.outputs)]);
  } else {
    rows.push([vscode.l10n.t('Registered'), new Date(Number(version.creationTimestamp)).toLocaleString()]);
    rows.push([vscode.l10n.t('Source'), version.source]);
    rows.push([vscode.l10n.t('Description'), version.description]);
  }
  return rows.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${oneLine(value)}`])).join('\n');
}

function columns(specs: readonly { readonly name?: string; readonly type: string }[] | null | undefined): string {
  return (specs ?? []).map((spec) => (spec.name === undefined ? spec.type : `${spec.name}: ${spec.type}`)).join(', ');
}

function runItem(node: VersionRunNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.runName), vscode.TreeItemCollapsibleState.None);
  item.id = `run of ${node.parent.id}`;
  item.iconPath = new vscode.ThemeIcon('history');
  item.contextValue = 'versionRun';
  item.command = { command: COMMANDS.openRun, title: vscode.l10n.t('Open Run'), arguments: [node] };
  return item;
}
