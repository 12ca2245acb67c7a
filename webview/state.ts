import { batch, computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { compareRuns } from '../src/compare/compareRuns.ts';
import type { Comparison, SectionName } from '../src/compare/comparison.ts';
import { isSameRun, runKey } from '../src/model/runRef.ts';
import type { RunRef } from '../src/model/runRef.ts';
import { MAX_RUNS } from '../src/protocol/compare.ts';
import type { CompareRequests, CompareState } from '../src/protocol/compare.ts';
import { INITIAL_UI } from '../src/protocol/panelState.ts';
import type { UiState } from '../src/protocol/panelState.ts';
import { problemOf } from '../src/protocol/problem.ts';
import type { Problem } from '../src/protocol/problem.ts';
import type { Host } from './host.ts';
import { goneText, overviewOf } from './sections.ts';
import type { Overview } from './sections.ts';

/** A panel narrower than this shows texts below each other unless the user chose otherwise. */
const SPLIT_FROM = 720;

/** All state of the page. Components read its signals and call its methods; they keep nothing themselves. */
export class CompareView {
  readonly #requests: CompareRequests;
  readonly #state: Signal<CompareState | undefined> = signal(undefined);
  readonly #problem: Signal<Problem | undefined> = signal(undefined);
  readonly #announcement = signal('');
  readonly #expanded: Signal<ReadonlySet<string>> = signal(new Set());
  readonly #width = signal(0);
  readonly #subject = signal(0);
  readonly #ui: Signal<UiState>;
  /** The runs of what is shown, gone ones too; before the first state those of what is kept. */
  #runs: readonly RunRef[];

  readonly state: ReadonlySignal<CompareState | undefined> = this.#state;
  /** What went wrong last, until it is dismissed. */
  readonly problem: ReadonlySignal<Problem | undefined> = this.#problem;
  /** What a screen reader is to be told. */
  readonly announcement: ReadonlySignal<string> = this.#announcement;
  readonly ui: ReadonlySignal<UiState>;
  /** Another number whenever the page turned to other runs, and is to be read from its top. */
  readonly subject: ReadonlySignal<number> = this.#subject;

  readonly refs: ReadonlySignal<readonly RunRef[]> = computed(() =>
    (this.#state.value?.runs ?? []).map((run) => run.ref),
  );
  /** Undefined while there is nothing to show. A run alone is compared with nothing. */
  readonly comparison: ReadonlySignal<Comparison | undefined> = computed(() => {
    const runs = this.#state.value?.runs ?? [];
    return runs.length === 0 ? undefined : compareRuns(runs.map((run) => run.snapshot));
  });
  /** Whether the page is one run's own, with nothing to compare it with. */
  readonly alone: ReadonlySignal<boolean> = computed(() => this.#state.value?.runs.length === 1);
  readonly overview: ReadonlySignal<Overview> = computed(() =>
    this.comparison.value === undefined ? { shown: [], empty: [] } : overviewOf(this.comparison.value),
  );
  /** The column whose texts are shown against the baseline's. */
  readonly candidate: ReadonlySignal<number> = computed(() => {
    const chosen = this.#ui.value.candidate;
    const index = chosen === null ? -1 : this.refs.value.findIndex((ref) => isSameRun(ref, chosen));
    return Math.max(1, index);
  });
  readonly layout: ReadonlySignal<'split' | 'unified'> = computed(
    () => this.#ui.value.layout ?? (this.#width.value >= SPLIT_FROM ? 'split' : 'unified'),
  );
  readonly canAdd: ReadonlySignal<boolean> = computed(() => {
    const state = this.#state.value;
    return state !== undefined && state.runs.length + state.gone.length < MAX_RUNS;
  });

  constructor(host: Host) {
    const kept = host.kept();
    this.#runs = kept?.runs ?? [];
    this.#ui = signal(kept?.ui ?? INITIAL_UI);
    this.ui = this.#ui;
    this.#requests = host.connect({
      stateChanged: (state) => this.#show(state),
      failed: (problem) => this.#fail(problem),
    });
    effect(() => {
      const state = this.#state.value;
      if (state !== undefined) host.keep({ version: 1, runs: refsOf(state), ui: this.#ui.value });
    });
  }

  /** Asks for the state; called once at the start, and again by "Try Again". */
  async load(): Promise<void> {
    this.#problem.value = undefined;
    await this.#ask(async () => this.#show(await this.#requests.loadState()));
  }

  // ------------------------------------------------------------------------------------------------ what is visible

  isCollapsed(section: SectionName): boolean {
    return this.#ui.value.collapsed.includes(section);
  }

  toggleCollapsed(section: SectionName): void {
    this.#changeUi({ collapsed: toggled(this.#ui.value.collapsed, section) });
  }

  /** Opens a section that is closed, so that it can be scrolled to. */
  open(section: SectionName): void {
    if (this.isCollapsed(section)) this.toggleCollapsed(section);
  }

  /** Whether rows without a difference are hidden in a section. */
  hidesIdentical(section: SectionName): boolean {
    const { differencesOnly, exceptions } = this.#ui.value;
    if (this.alone.value) return false;
    return differencesOnly !== exceptions.includes(section);
  }

  toggleIdentical(section: SectionName): void {
    this.#changeUi({ exceptions: toggled(this.#ui.value.exceptions, section) });
  }

  setDifferencesOnly(differencesOnly: boolean): void {
    if (this.#ui.value.differencesOnly === differencesOnly) return;
    this.#changeUi({ differencesOnly, exceptions: [] });
    const hidden = this.hiddenRows();
    this.#announcement.value = differencesOnly ? `${hidden} identical rows hidden.` : 'All rows shown.';
  }

  /** How many rows are hidden on the whole page. */
  hiddenRows(): number {
    const hiding = this.overview.value.shown.filter(({ name }) => this.hidesIdentical(name));
    return hiding.reduce((sum, { rows, differing }) => sum + rows - differing, 0);
  }

  visibleRows<Row extends { readonly differs: boolean }>(section: SectionName, rows: readonly Row[]): readonly Row[] {
    return this.hidesIdentical(section) ? rows.filter((row) => row.differs) : rows;
  }

  setLayout(layout: 'split' | 'unified'): void {
    this.#changeUi({ layout });
  }

  setCandidate(column: number): void {
    const ref = this.refs.value[column];
    if (ref !== undefined && column !== this.candidate.value) this.#changeUi({ candidate: ref });
  }

  /** Long texts and folded lines that were opened, by a name unique on the page. */
  isExpanded(name: string): boolean {
    return this.#expanded.value.has(name);
  }

  toggleExpanded(name: string): void {
    const expanded = new Set(this.#expanded.value);
    if (!expanded.delete(name)) expanded.add(name);
    this.#expanded.value = expanded;
  }

  setWidth(width: number): void {
    this.#width.value = width;
  }

  setScroll(scroll: number): void {
    this.#changeUi({ scroll });
  }

  dismissProblem(): void {
    this.#problem.value = undefined;
  }

  // ----------------------------------------------------------------------------------------- what the host does for us

  async makeBaseline(column: number): Promise<void> {
    const ref = this.#ref(column);
    await this.#ask(async () => {
      await this.#requests.reorder([ref]);
      this.#announcement.value = `${this.#name(ref)} is the baseline now.`;
    });
  }

  async remove(refs: readonly RunRef[]): Promise<void> {
    await this.#ask(() => this.#requests.removeRuns(refs));
  }

  async addRuns(): Promise<void> {
    await this.#ask(() => this.#requests.addRuns());
  }

  async diffPrompt(column: number, name: string): Promise<void> {
    await this.#ask(() => this.#requests.diffPrompt(this.#ref(0), this.#ref(column), name));
  }

  async openArtifact(column: number, path: string): Promise<void> {
    await this.#ask(() => this.#requests.openArtifact(this.#ref(column), path));
  }

  async diffArtifact(column: number, path: string): Promise<void> {
    await this.#ask(() => this.#requests.diffArtifact(this.#ref(0), this.#ref(column), path));
  }

  async copy(text: string, what: string): Promise<void> {
    await this.#ask(async () => {
      await this.#requests.copyText(text);
      this.#announcement.value = `${what} copied.`;
    });
  }

  async reveal(column: number): Promise<void> {
    await this.#ask(() => this.#requests.revealRun(this.#ref(column)));
  }

  async showLog(): Promise<void> {
    await this.#ask(() => this.#requests.showLog());
  }

  #show(state: CompareState): void {
    const runs = refsOf(state);
    const isOther = this.#runs.length > 0 && !runs.some((run) => this.#runs.some((before) => isSameRun(run, before)));
    batch(() => {
      if (this.#state.value !== undefined) this.#announcement.value = changeText(this.#state.value, state, isOther);
      if (isOther) this.#turnPage();
      this.#state.value = state;
      this.#runs = runs;
    });
  }

  /** What is open, and how far down, was about other runs. */
  #turnPage(): void {
    this.#expanded.value = new Set();
    this.#problem.value = undefined;
    this.#changeUi({ scroll: 0 });
    this.#subject.value++;
  }

  #fail(problem: Problem): void {
    batch(() => {
      this.#problem.value = problem;
      this.#announcement.value = problem.message;
    });
  }

  async #ask(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#fail(problemOf(error));
    }
  }

  #changeUi(change: Partial<UiState>): void {
    this.#ui.value = { ...this.#ui.value, ...change };
  }

  #ref(column: number): RunRef {
    const ref = this.refs.value[column];
    if (ref === undefined) throw new RangeError(`There is no column ${column}.`);
    return ref;
  }

  #name(ref: RunRef): string {
    const run = this.#state.value?.runs.find((candidate) => isSameRun(candidate.ref, ref));
    return run?.snapshot.run.info.runName || ref.runId;
  }
}

function toggled<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}

function refsOf({ runs, gone }: CompareState): readonly RunRef[] {
  return [...runs, ...gone].map(({ ref }) => ref);
}

function changeText(before: CompareState, after: CompareState, isOther: boolean): string {
  const known = new Set(before.gone.map(({ ref }) => runKey(ref)));
  const lost = after.gone.filter(({ ref }) => !known.has(runKey(ref)));
  if (lost.length > 0) return goneText(lost);
  const [first, ...others] = after.runs.map(({ ref, snapshot }) => snapshot.run.info.runName || ref.runId);
  if (first === undefined || others.length > 0) return 'Comparison updated.';
  return isOther ? `${first} is shown.` : `${first} was updated.`;
}
