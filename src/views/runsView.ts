import * as vscode from 'vscode';
import { CONTEXT, INTERNAL_COMMANDS, SETTINGS, VIEWS } from '../contributions.ts';
import type { Folder } from '../folders/folder.ts';
import type { Folders } from '../folders/folders.ts';
import { isSameRun, type RunRef } from '../model/runRef.ts';
import type { ViewType } from '../model/run.ts';
import type { Baseline } from './baseline.ts';
import { Refresh } from './refresh.ts';
import { runItem, runTooltip } from './runItem.ts';
import { RunNodes, type ExperimentNode, type MoreNode, type RunNode, type RunsNode } from './runNodes.ts';

/** How many runs a page holds: more items at once would be felt when a group is opened. */
const PAGE_SIZE = 500;

/** Runs by experiment, newest first, page by page. */
export class RunsView implements vscode.TreeDataProvider<RunsNode>, vscode.Disposable {
  readonly #folders: Folders;
  readonly #baseline: Baseline;
  readonly #nodes = new RunNodes();
  readonly #didChangeTreeData = new vscode.EventEmitter<RunsNode | undefined>();
  readonly #view: vscode.TreeView<RunsNode>;
  readonly #disposables: vscode.Disposable[];
  #shows: ViewType = 'ACTIVE_ONLY';

  readonly onDidChangeTreeData = this.#didChangeTreeData.event;

  constructor(folders: Folders, baseline: Baseline) {
    this.#folders = folders;
    this.#baseline = baseline;
    this.#view = vscode.window.createTreeView(VIEWS.runs, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const refresh = new Refresh(this.#view, () => this.refresh());
    this.#disposables = [
      this.#view,
      refresh,
      this.#didChangeTreeData,
      folders.onDidChange(() => refresh.soon()),
      baseline.onDidChange(() => refresh.soon()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTINGS.headlineMetrics)) refresh.soon();
      }),
      this.#view.onDidChangeSelection(() => this.#publishSelection()),
    ];
  }

  /** The runs selected in the view, in the order they stand there from the oldest to the newest. */
  get selectedRuns(): readonly RunNode[] {
    const runs = this.#view.selection.filter((node) => node.kind === 'run');
    return runs.toSorted((a, b) => Number(a.summary.startTime) - Number(b.summary.startTime));
  }

  /** Whether the view shows active or deleted runs. */
  get shows(): ViewType {
    return this.#shows;
  }

  show(view: ViewType): void {
    this.#shows = view;
    this.#view.description = view === 'DELETED_ONLY' ? vscode.l10n.t('deleted') : '';
    void vscode.commands.executeCommand('setContext', CONTEXT.showsDeleted, view === 'DELETED_ONLY');
    this.refresh();
  }

  refresh(): void {
    this.#folders.publishState();
    this.#didChangeTreeData.fire(undefined);
  }

  loadMore(node: MoreNode): void {
    node.parent.shown += PAGE_SIZE;
    this.#didChangeTreeData.fire(node.parent);
  }

  /** Selects a run in the view. */
  async reveal(ref: RunRef): Promise<void> {
    const folder = this.#folders.get(ref.folder);
    const run = folder?.store.current?.runs.find(ref.runId);
    if (!folder || !run) return;
    const experiments = this.#experiments(folder);
    const parent = experiments.find((node) => node.experimentId === run.info.experimentId);
    const node = parent && this.#runs(parent).find((child) => child.kind === 'run' && isSameRun(child.ref, ref));
    if (node) await this.#view.reveal(node, { select: true, focus: true, expand: true });
  }

  getChildren(node?: RunsNode): RunsNode[] {
    if (!node) {
      this.#folders.publishState();
      const folders = this.#folders.stores.map(({ folder }) => folder);
      return folders.length > 1
        ? folders.map((folder) => this.#nodes.folder(folder))
        : folders.flatMap((it) => this.#experiments(it));
    }
    if (node.kind === 'folder') return [...this.#experiments(node.folder)];
    return node.kind === 'experiment' ? [...this.#runs(node)] : [];
  }

  getParent(node: RunsNode): RunsNode | undefined {
    if (node.kind === 'run' || node.kind === 'more') return node.parent;
    if (node.kind === 'experiment' && this.#folders.stores.length > 1) return this.#nodes.folder(node.folder);
    return undefined;
  }

  getTreeItem(node: RunsNode): vscode.TreeItem {
    if (node.kind === 'run') return runItem(node, this.#baseline.is(node.ref));
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

  #experiments(folder: Folder): readonly ExperimentNode[] {
    const store = folder.store.current;
    if (!store) return [];
    const counts = store.runList.counts(this.#shows);
    // A deleted run may belong to a deleted experiment; an experiment without any run says nothing here.
    return store.experiments
      .list('ALL')
      .map((experiment) =>
        this.#nodes.experiment(folder, experiment, counts.get(experiment.experimentId) ?? 0, PAGE_SIZE),
      )
      .filter((node) => node.runs > 0 || (this.#shows === 'ACTIVE_ONLY' && isNamed(node)));
  }

  #runs(parent: ExperimentNode): readonly RunsNode[] {
    const store = parent.folder.store.current;
    if (!store) return [];
    const metricKeys = vscode.workspace
      .getConfiguration(undefined, parent.folder.workspaceFolder)
      .get<string[]>(SETTINGS.headlineMetrics, []);
    const page = store.runList.page({
      experimentId: parent.experimentId,
      view: this.#shows,
      limit: parent.shown,
      metricKeys,
    });
    const runs: RunsNode[] = page.map((summary) => this.#nodes.run(parent, summary));
    return parent.runs > page.length ? [...runs, this.#nodes.more(parent)] : runs;
  }

  #publishSelection(): void {
    const active = this.selectedRuns.filter((node) => node.summary.lifecycleStage === 'active');
    void vscode.commands.executeCommand('setContext', CONTEXT.canCompare, active.length >= 2);
  }
}

/** The experiment "Default" is always there; it is worth showing only when it has runs. */
const isNamed = (node: ExperimentNode): boolean =>
  node.experimentId !== '0' && node.experiment.lifecycleStage === 'active';

function folderItem(folder: Folder): vscode.TreeItem {
  const item = new vscode.TreeItem(folder.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `folder ${folder.id}`;
  item.iconPath = vscode.ThemeIcon.Folder;
  item.contextValue = 'folder';
  return item;
}

function experimentItem(node: ExperimentNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.experiment.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `experiment ${node.folder.id} ${node.experimentId}`;
  item.description = String(node.runs);
  item.iconPath = new vscode.ThemeIcon('beaker');
  item.contextValue = 'experiment';
  item.accessibilityInformation = {
    label: vscode.l10n.t('Experiment {0}, {1} runs', node.experiment.name, node.runs),
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
