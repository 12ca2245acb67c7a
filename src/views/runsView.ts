import * as vscode from 'vscode';
import { CONTEXT, INTERNAL_COMMANDS, SETTINGS, VIEWS } from '../contributions.ts';
import type { Folders } from '../folders/folders.ts';
import { oneLine } from '../model/oneLine.ts';
import type { RunRef } from '../model/runRef.ts';
import type { ViewType } from '../model/run.ts';
import { runSubject } from '../model/subject.ts';
import { runFilterProblem } from '../store/search/runFilter.ts';
import type { Baseline } from './baseline.ts';
import { Refresh } from './refresh.ts';
import { runItem, runTooltip } from './runItem.ts';
import type { ExperimentNode, MoreNode, RunNode, RunsNode, TreeFolder } from './runNodes.ts';
import { RunTree } from './runTree.ts';
import { Selection } from './selection.ts';

/** Runs by experiment, newest first, page by page. */
export class RunsView implements vscode.TreeDataProvider<RunsNode>, vscode.Disposable {
  readonly #folders: Folders;
  readonly #baseline: Baseline;
  readonly #memory: vscode.Memento;
  readonly #tree: RunTree;
  readonly #didChangeTreeData = new vscode.EventEmitter<RunsNode | undefined>();
  readonly #view: vscode.TreeView<RunsNode>;
  readonly #selection: Selection<RunsNode>;
  readonly #refresh: Refresh;
  readonly #disposables: vscode.Disposable[];

  readonly onDidChangeTreeData = this.#didChangeTreeData.event;

  /** @param memory keeps the filter for this workspace */
  constructor(folders: Folders, baseline: Baseline, memory: vscode.Memento) {
    this.#folders = folders;
    this.#baseline = baseline;
    this.#memory = memory;
    this.#tree = new RunTree((folder) => headlineMetrics(folders.get(folder.id)?.workspaceFolder));
    this.#view = vscode.window.createTreeView(VIEWS.runs, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const refresh = new Refresh(this.#view, () => this.refresh());
    this.#refresh = refresh;
    this.#selection = new Selection(this.#view, () => this.#publishSelection());
    this.#disposables = [
      this.#view,
      this.#selection,
      refresh,
      this.#didChangeTreeData,
      folders.onDidChange(() => refresh.soon()),
      baseline.onDidChange(() => refresh.soon()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTINGS.headlineMetrics)) refresh.soon();
      }),
    ];
    this.#tree.filterBy(keptFilter(memory));
    this.#describe();
  }

  /** The runs selected in the view, in the order they stand there from the oldest to the newest. */
  get selectedRuns(): readonly RunNode[] {
    const runs = this.#selection.nodes.filter((node) => node.kind === 'run');
    return runs.toSorted((a, b) => Number(a.summary.startTime) - Number(b.summary.startTime));
  }

  /** Whether the view shows active or deleted runs. */
  get shows(): ViewType {
    return this.#tree.shows;
  }

  show(view: ViewType): void {
    this.#tree.show(view);
    this.#describe();
    this.refresh();
  }

  /** What the runs in the view satisfy; empty for all. */
  get filter(): string {
    return this.#tree.filter;
  }

  /** Keeps only runs that satisfy this, here and after a reload; an empty text shows all again. */
  async filterBy(filter: string): Promise<void> {
    this.#tree.filterBy(filter);
    this.#describe();
    this.refresh();
    await this.#memory.update(FILTER, filter === '' ? undefined : filter);
  }

  refresh(): void {
    this.#folders.publishState();
    this.#didChangeTreeData.fire(undefined);
  }

  loadMore(node: MoreNode): void {
    this.#tree.showMore(node.parent);
    this.#didChangeTreeData.fire(node.parent);
  }

  /** Selects a run in the view; pages are loaded up to it. */
  async reveal(ref: RunRef): Promise<void> {
    const folder = this.#folders.get(ref.folder);
    const node = folder && this.#tree.find(folder, ref);
    if (!node) return;
    this.#didChangeTreeData.fire(undefined);
    await this.#view.reveal(node, { select: true, focus: true, expand: true });
  }

  getChildren(node?: RunsNode): RunsNode[] {
    return this.#refresh.draw(() => this.#children(node));
  }

  #children(node?: RunsNode): RunsNode[] {
    if (!node) {
      this.#folders.publishState();
      const folders = this.#folders.stores.map(({ folder }) => folder);
      const experiments = folders.flatMap((it) => this.#tree.experiments(it));
      this.#view.message = this.#message(experiments.length === 0);
      return folders.length > 1 ? folders.map((folder) => this.#tree.folder(folder)) : experiments;
    }
    if (node.kind === 'folder') return [...this.#tree.experiments(node.folder)];
    return node.kind === 'experiment' ? [...this.#tree.runs(node)] : [];
  }

  getParent(node: RunsNode): RunsNode | undefined {
    if (node.kind === 'run' || node.kind === 'more') return node.parent;
    if (node.kind === 'experiment' && this.#folders.stores.length > 1) return this.#tree.folder(node.folder);
    return undefined;
  }

  getTreeItem(node: RunsNode): vscode.TreeItem {
    if (node.kind === 'run') return runItem(node, this.#baseline.is(runSubject(node.ref)));
    if (node.kind === 'more') return moreItem(node);
    return node.kind === 'experiment' ? experimentItem(node) : folderItem(node.folder);
  }

  resolveTreeItem(item: vscode.TreeItem, node: RunsNode): vscode.TreeItem {
    if (node.kind === 'run') item.tooltip = runTooltip(node);
    return item;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #describe(): void {
    const deleted = this.#tree.shows === 'DELETED_ONLY';
    const filtered = this.#tree.filter !== '';
    const words = [deleted ? vscode.l10n.t('deleted') : '', filtered ? vscode.l10n.t('filtered') : ''];
    this.#view.description = words.filter(Boolean).join(', ');
    void vscode.commands.executeCommand('setContext', CONTEXT.showsDeleted, deleted);
    void vscode.commands.executeCommand('setContext', CONTEXT.runsFiltered, filtered);
  }

  /**
   * The filter that stands, or where the runs are when that is not their folder. A view without runs says it in its
   * welcome content.
   */
  #message(isEmpty: boolean): string {
    if (this.#folders.state() !== 'ready') return '';
    if (this.#tree.filter !== '') {
      const filter = oneLine(this.#tree.filter);
      return isEmpty ? vscode.l10n.t('No run satisfies the filter: {0}', filter) : vscode.l10n.t('Filter: {0}', filter);
    }
    const outside = this.#folders.all.filter((folder) => folder.keepsRunsOutside && folder.store.current);
    if (outside.length === 0) return '';
    return this.#folders.all.length === 1
      ? vscode.l10n.t("This folder cannot be written: its runs are kept in VS Code's own storage.")
      : vscode.l10n.t(
          "Runs of folders that cannot be written are kept in VS Code's own storage: {0}.",
          outside.map(({ name }) => name).join(', '),
        );
  }

  #publishSelection(): void {
    const active = this.selectedRuns.filter((node) => node.summary.lifecycleStage === 'active');
    void vscode.commands.executeCommand('setContext', CONTEXT.canCompare, active.length >= 2);
  }
}

const FILTER = 'promptrail.runFilter';

/** The filter that was kept, unless it is none any more. */
function keptFilter(memory: vscode.Memento): string {
  const kept = memory.get<unknown>(FILTER);
  return typeof kept === 'string' && runFilterProblem(kept) === undefined ? kept : '';
}

function headlineMetrics(workspaceFolder: vscode.WorkspaceFolder | undefined): readonly string[] {
  return vscode.workspace.getConfiguration(undefined, workspaceFolder).get<string[]>(SETTINGS.headlineMetrics, []);
}

function folderItem(folder: TreeFolder): vscode.TreeItem {
  const item = new vscode.TreeItem(folder.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `folder ${folder.id}`;
  item.iconPath = vscode.ThemeIcon.Folder;
  item.contextValue = 'folder';
  return item;
}

function experimentItem(node: ExperimentNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.experiment.name), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `experiment ${node.folder.id} ${node.experimentId}`;
  item.description = String(node.runs);
  item.iconPath = new vscode.ThemeIcon('beaker');
  item.contextValue = 'experiment';
  item.accessibilityInformation = {
    label: vscode.l10n.t('Experiment {0}, {1} runs', oneLine(node.experiment.name), node.runs),
  };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const left = node.parent.runs - node.parent.shown;
  const item = new vscode.TreeItem(vscode.l10n.t('Load more'), vscode.TreeItemCollapsibleState.None);
  item.id = `more ${node.parent.folder.id} ${node.parent.experimentId}`;
  item.description = vscode.l10n.t('{0} left', left);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'more';
  item.command = { command: INTERNAL_COMMANDS.loadMoreRuns, title: vscode.l10n.t('Load more'), arguments: [node] };
  return item;
}
