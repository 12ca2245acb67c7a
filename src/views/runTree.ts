import type { ViewType } from '../model/run.ts';
import type { RunRef } from '../model/runRef.ts';
import type { RunScope } from '../store/runList.ts';
import {
  RunNodes,
  type ExperimentNode,
  type FolderNode,
  type RunNode,
  type RunsNode,
  type TreeFolder,
} from './runNodes.ts';

/** How many runs a page holds: more items at once would be felt when a group is opened. */
export const PAGE_SIZE = 500;

/** The Runs view's tree as the stores have it: experiments, and their runs page by page, newest first. */
export class RunTree {
  readonly #nodes = new RunNodes();
  readonly #metricKeys: (folder: TreeFolder) => readonly string[];
  #shows: ViewType = 'ACTIVE_ONLY';
  #filter = '';

  /** @param metricKeys the metrics that a folder's user wants to see beside a run; none for the first ones */
  constructor(metricKeys: (folder: TreeFolder) => readonly string[]) {
    this.#metricKeys = metricKeys;
  }

  /** Whether the tree holds active or deleted runs. */
  get shows(): ViewType {
    return this.#shows;
  }

  show(view: ViewType): void {
    this.#shows = view;
  }

  /** What the runs shown must satisfy: MLflow's grammar or plain words; empty for all runs. */
  get filter(): string {
    return this.#filter;
  }

  filterBy(filter: string): void {
    this.#filter = filter;
  }

  folder(folder: TreeFolder): FolderNode {
    return this.#nodes.folder(folder);
  }

  /** Experiments with runs and, beside all active runs, those that somebody made and that are still empty. */
  experiments(folder: TreeFolder): readonly ExperimentNode[] {
    const store = folder.store.current;
    if (!store) return [];
    const counts = store.runList.counts({ view: this.#shows, filter: this.#filter });
    // A deleted run may belong to a deleted experiment; an experiment without any run says nothing there.
    return store.experiments
      .list('ALL')
      .map((experiment) =>
        this.#nodes.experiment(folder, experiment, counts.get(experiment.experimentId) ?? 0, PAGE_SIZE),
      )
      .filter((node) => node.runs > 0 || (this.#showsAll && isNamed(node)));
  }

  /** The pages that are shown, and the way to the next one. */
  runs(parent: ExperimentNode): readonly RunsNode[] {
    const store = parent.folder.store.current;
    if (!store) return [];
    const page = store.runList.page({
      ...this.#scope(parent),
      limit: parent.shown,
      metricKeys: this.#metricKeys(parent.folder),
    });
    const runs = page.map((summary) => this.#nodes.run(parent, summary));
    return parent.runs > page.length ? [...runs, this.#nodes.more(parent)] : runs;
  }

  showMore(parent: ExperimentNode): void {
    parent.shown += PAGE_SIZE;
  }

  /** The node of a run, with as many pages shown as it takes to reach it; undefined when the tree does not hold it. */
  find(folder: TreeFolder, ref: RunRef): RunNode | undefined {
    const run = folder.store.current?.runs.findInfo(ref.runId);
    const parent = run && this.experiments(folder).find(({ experimentId }) => experimentId === run.experimentId);
    const index = parent && folder.store.current?.runList.position(ref.runId, this.#scope(parent));
    if (!parent || index === undefined) return undefined;
    while (parent.shown <= index) this.showMore(parent);
    const node = this.runs(parent)[index];
    return node?.kind === 'run' ? node : undefined;
  }

  get #showsAll(): boolean {
    return this.#shows === 'ACTIVE_ONLY' && this.#filter === '';
  }

  #scope({ experimentId }: ExperimentNode): RunScope {
    return { experimentId, view: this.#shows, filter: this.#filter };
  }
}

/** The experiment "Default" is always there; it is worth showing only when it has runs. */
const isNamed = (node: ExperimentNode): boolean =>
  node.experimentId !== '0' && node.experiment.lifecycleStage === 'active';
