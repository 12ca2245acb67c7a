import { invalid, notFound } from '../model/errors.ts';
import { includesRun, isSameRun, runKey } from '../model/runRef.ts';
import type { RunRef } from '../model/runRef.ts';
import type { RunSnapshot } from '../model/snapshot.ts';
import { encodeMessage } from '../protocol/codec.ts';
import { MAX_RUNS } from '../protocol/compare.ts';
import type { CompareEvents, CompareRequests, CompareState } from '../protocol/compare.ts';
import { problemOf } from '../protocol/problem.ts';

/** Where panels read runs from. */
export interface RunSource {
  /** Undefined when the store does not have the run (any more). */
  snapshot(ref: RunRef): Promise<RunSnapshot | undefined>;
  /** Called after anything in any store changed. */
  onDidChange(listener: () => void): { dispose(): void };
}

/** The requests of the page that open something outside of the panel. */
type LeavingRequests = Pick<
  CompareRequests,
  'diffPrompt' | 'openArtifact' | 'diffArtifact' | 'copyText' | 'revealRun' | 'showLog'
>;

/** What a panel asks of the rest of the extension: everything that opens something outside of it. */
export interface CompareActions extends LeavingRequests {
  /** Lets the user choose up to `most` runs besides those shown; undefined when they cancelled. */
  pickRuns(shown: readonly RunRef[], most: number): Promise<readonly RunRef[] | undefined>;
}

export interface CompareSessionDeps {
  readonly source: Pick<RunSource, 'snapshot'>;
  readonly actions: CompareActions;
  readonly events: CompareEvents;
  /** Called with every error of work that nobody waits for. */
  readonly failed: (error: unknown) => void;
  /** Called whenever the selection or what is known of it was read anew. */
  readonly shown: (state: CompareState) => void;
}

/** One comparison: the selection, the snapshots the panel was last told, and the answers to its requests. */
export class CompareSession implements CompareRequests {
  readonly #deps: CompareSessionDeps;
  #runs: readonly RunRef[];
  #hasCompared: boolean;
  #snapshots = new Map<string, RunSnapshot>();
  /** How many reads began, and which of them was shown last: one that began before it is not shown after it. */
  #begun = 0;
  #shown = 0;
  #published = '';

  constructor(runs: readonly RunRef[], deps: CompareSessionDeps) {
    this.#runs = runs;
    this.#hasCompared = runs.length > 1;
    this.#deps = deps;
  }

  /** Whether it ever was about more than one run. */
  get hasCompared(): boolean {
    return this.#hasCompared;
  }

  /** Whether this session compares exactly these runs, in any order. */
  compares(runs: readonly RunRef[]): boolean {
    return runs.length === this.#runs.length && runs.every((run) => includesRun(this.#runs, run));
  }

  async loadState(): Promise<CompareState> {
    const state = await this.#readForShow();
    if (state === undefined) return this.loadState();
    this.#published = encodeMessage(state);
    return state;
  }

  /** Reads every run again and tells the panel if that changed anything it shows. */
  async refresh(): Promise<void> {
    const state = await this.#readForShow();
    if (state === undefined) return;
    const text = encodeMessage(state);
    if (text === this.#published) return;
    this.#published = text;
    this.#deps.events.stateChanged(state);
  }

  /** Turns to these runs, whatever was shown before. */
  async show(runs: readonly RunRef[]): Promise<void> {
    await this.#select(runs);
  }

  async reorder(runs: readonly RunRef[]): Promise<void> {
    const first = runs.map((run) => this.#own(run));
    if (new Set(first).size !== first.length) throw invalid('The new order names a run twice.');
    await this.#select([...first, ...this.#runs.filter((run) => !first.includes(run))]);
  }

  async removeRuns(runs: readonly RunRef[]): Promise<void> {
    const removed = runs.map((run) => this.#own(run));
    const kept = this.#runs.filter((run) => !removed.includes(run));
    if (kept.length === 0) throw invalid('A comparison cannot lose all of its runs. Close the panel instead.');
    await this.#select(kept);
  }

  async addRuns(): Promise<void> {
    const most = MAX_RUNS - this.#runs.length;
    if (most <= 0) throw invalid(`A comparison has at most ${MAX_RUNS} runs. Remove one first.`);
    this.#detached(async () => {
      const picked = (await this.#deps.actions.pickRuns(this.#runs, most)) ?? [];
      const added = picked.filter((run) => !includesRun(this.#runs, run));
      if (added.length > 0) await this.#select([...this.#runs, ...added].slice(0, MAX_RUNS));
    });
  }

  async diffPrompt(left: RunRef, right: RunRef, name: string): Promise<void> {
    const [from, to] = [this.#own(left), this.#own(right)];
    for (const run of [from, to]) {
      if (!this.#snapshot(run).prompts.some((prompt) => prompt.name === name)) throw notFound(`No prompt "${name}".`);
    }
    this.#detached(() => this.#deps.actions.diffPrompt(from, to, name));
  }

  async openArtifact(run: RunRef, path: string): Promise<void> {
    const [owner, file] = this.#file(run, path);
    this.#detached(() => this.#deps.actions.openArtifact(owner, file));
  }

  async diffArtifact(left: RunRef, right: RunRef, path: string): Promise<void> {
    const [[from, file], [to]] = [this.#file(left, path), this.#file(right, path)];
    this.#detached(() => this.#deps.actions.diffArtifact(from, to, file));
  }

  async copyText(text: string): Promise<void> {
    await this.#deps.actions.copyText(text);
  }

  async revealRun(run: RunRef): Promise<void> {
    const own = this.#own(run);
    this.#detached(() => this.#deps.actions.revealRun(own));
  }

  async showLog(): Promise<void> {
    await this.#deps.actions.showLog();
  }

  async #select(runs: readonly RunRef[]): Promise<void> {
    this.#runs = runs;
    this.#hasCompared ||= runs.length > 1;
    await this.refresh();
  }

  /**
   * What is to be shown now; undefined when another selection or a later read took its place meanwhile. A later read
   * that only began is no reason to wait: while runs log all the time there is always one.
   */
  async #readForShow(): Promise<CompareState | undefined> {
    const reading = ++this.#begun;
    const refs = this.#runs;
    const state = await this.#read(refs);
    if (reading < this.#shown || refs !== this.#runs) return undefined;
    this.#shown = reading;
    this.#learn(state);
    return state;
  }

  async #read(refs: readonly RunRef[]): Promise<CompareState> {
    const snapshots = await Promise.all(refs.map((ref) => this.#deps.source.snapshot(ref)));
    const read = refs.map((ref, index) => ({ ref, snapshot: snapshots[index] }));
    return {
      runs: read.flatMap(({ ref, snapshot }) => (snapshot === undefined ? [] : [{ ref, snapshot }])),
      gone: read.flatMap(({ ref, snapshot }) => (snapshot === undefined ? [{ ref, name: this.#lastName(ref) }] : [])),
    };
  }

  /** Takes note of what was read. What was known of a run that is gone is kept: its name is still to be shown. */
  #learn(state: CompareState): void {
    const known = state.gone.flatMap(({ ref }) => {
      const snapshot = this.#snapshots.get(runKey(ref));
      return snapshot === undefined ? [] : [{ ref, snapshot }];
    });
    this.#snapshots = new Map([...state.runs, ...known].map(({ ref, snapshot }) => [runKey(ref), snapshot]));
    this.#deps.shown(state);
  }

  #lastName(ref: RunRef): string {
    return this.#snapshots.get(runKey(ref))?.run.info.runName ?? ref.runId;
  }

  /** The session's own copy of a run that a message names. */
  #own(run: RunRef): RunRef {
    const own = this.#runs.find((candidate) => isSameRun(candidate, run));
    if (own === undefined) throw notFound('This run is not part of the comparison any more.');
    return own;
  }

  #snapshot(run: RunRef): RunSnapshot {
    const snapshot = this.#snapshots.get(runKey(run));
    if (snapshot === undefined) throw notFound('This run was not read yet, or it was deleted.');
    return snapshot;
  }

  /** The session's own copies of a run and of one of its artifact paths. */
  #file(run: RunRef, path: string): [RunRef, string] {
    const owner = this.#own(run);
    const file = this.#snapshot(owner).artifacts.find((artifact) => artifact.path === path);
    if (file === undefined) throw notFound(`The run has no artifact "${path}".`);
    return [owner, file.path];
  }

  #detached(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.#deps.failed(error);
      this.#deps.events.failed(problemOf(error));
    });
  }
}
