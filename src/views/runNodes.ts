import type { Experiment } from '../model/run.ts';
import type { RunRef } from '../model/runRef.ts';
import type { RunSummary } from '../model/runSummary.ts';
import type { Store } from '../store/store.ts';

/** What the tree needs of a workspace folder. */
export interface TreeFolder {
  readonly id: string;
  readonly name: string;
  readonly store: { readonly current: Store | undefined };
}

/** A workspace folder; shown only where there are several. */
export interface FolderNode {
  readonly kind: 'folder';
  readonly folder: TreeFolder;
}

export interface ExperimentNode {
  readonly kind: 'experiment';
  readonly folder: TreeFolder;
  readonly experimentId: string;
  experiment: Experiment;
  runs: number;
  /** How many runs are shown; grows by "Load more". */
  shown: number;
}

export interface RunNode {
  readonly kind: 'run';
  readonly folder: TreeFolder;
  readonly ref: RunRef;
  readonly parent: ExperimentNode;
  summary: RunSummary;
}

/** Loads the next page of its experiment. */
export interface MoreNode {
  readonly kind: 'more';
  readonly parent: ExperimentNode;
}

export type RunsNode = FolderNode | ExperimentNode | RunNode | MoreNode;

/**
 * Hands out the same object for the same thing at every refresh: VS Code keeps selection, expansion and scroll by it.
 */
export class RunNodes {
  readonly #nodes = new Map<string, RunsNode>();

  folder(folder: TreeFolder): FolderNode {
    return this.#keep(`folder ${folder.id}`, () => ({ kind: 'folder', folder }));
  }

  experiment(folder: TreeFolder, experiment: Experiment, runs: number, pageSize: number): ExperimentNode {
    const { experimentId } = experiment;
    const node = this.#keep<ExperimentNode>(`experiment ${folder.id} ${experimentId}`, () => ({
      kind: 'experiment',
      folder,
      experimentId,
      experiment,
      runs,
      shown: pageSize,
    }));
    node.experiment = experiment;
    node.runs = runs;
    return node;
  }

  run(parent: ExperimentNode, summary: RunSummary): RunNode {
    const { folder } = parent;
    const ref = { folder: folder.id, runId: summary.runId };
    const node = this.#keep<RunNode>(runNodeId(ref), () => ({ kind: 'run', folder, ref, parent, summary }));
    node.summary = summary;
    return node;
  }

  more(parent: ExperimentNode): MoreNode {
    return this.#keep(`more ${parent.folder.id} ${parent.experimentId}`, () => ({ kind: 'more', parent }));
  }

  #keep<Node extends RunsNode>(id: string, make: () => Node): Node {
    const known = this.#nodes.get(id);
    if (known) return known as Node;
    const node = make();
    this.#nodes.set(id, node);
    return node;
  }
}

/** The TreeItem id of a run. */
export const runNodeId = (ref: RunRef): string => `run ${ref.folder} ${ref.runId}`;
