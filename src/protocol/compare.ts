/** Everything that the compare panel's webview and the extension host say to each other. */
import type { RunRef } from '../model/runRef.ts';
import type { RunSnapshot } from '../model/snapshot.ts';
import type { Problem } from './problem.ts';

/** How many runs one panel shows; one alone is that run's own page. */
export const MIN_RUNS = 1;
export const MAX_RUNS = 10;

/** How long a call may take before it fails with DEADLINE_EXCEEDED, in milliseconds. */
export const DEADLINE = 20_000;

/** All that a panel shows, always sent whole. */
export interface CompareState {
  /** In column order; the first is the baseline. */
  readonly runs: readonly ComparedRun[];
  /** Runs of the selection that their store does not have any more. */
  readonly gone: readonly GoneRun[];
}

export interface ComparedRun {
  readonly ref: RunRef;
  readonly snapshot: RunSnapshot;
}

export interface GoneRun {
  readonly ref: RunRef;
  /** The name it was last seen with; its id where it was never seen. */
  readonly name: string;
}

/**
 * Webview -> host. Every run must be one of the panel's, every prompt name and artifact path one of its snapshot's.
 * A request that opens something outside the panel is answered as soon as it was accepted; what goes wrong after
 * that arrives as the event `failed`.
 */
export interface CompareRequests {
  loadState(): Promise<CompareState>;
  /** Puts these runs first, in this order; the others follow as they stood. The first run is the baseline. */
  reorder(runs: readonly RunRef[]): Promise<void>;
  /** All but at least one. */
  removeRuns(runs: readonly RunRef[]): Promise<void>;
  /** Asks the user which runs to add. */
  addRuns(): Promise<void>;
  /** Opens the native diff of a prompt that both runs have. */
  diffPrompt(left: RunRef, right: RunRef, name: string): Promise<void>;
  openArtifact(run: RunRef, path: string): Promise<void>;
  /** Opens the native diff of a file that both runs have. */
  diffArtifact(left: RunRef, right: RunRef, path: string): Promise<void>;
  copyText(text: string): Promise<void>;
  revealRun(run: RunRef): Promise<void>;
  showLog(): Promise<void>;
}

/** Host -> webview. */
export interface CompareEvents {
  stateChanged(state: CompareState): void;
  failed(problem: Problem): void;
}

export const COMPARE_EVENTS = ['stateChanged', 'failed'] as const satisfies readonly (keyof CompareEvents)[];
