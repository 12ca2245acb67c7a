import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { CompareOptions } from '../src/compare/compare.ts';
import type { Comparison } from '../src/compare/comparison.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { subjectKey } from '../src/model/subject.ts';
import type { CompareState } from '../src/protocol/compare.ts';

/** What compares: at once where that is quick, else beside the page. */
export interface Engine {
  compare(snapshots: readonly Snapshot[], options: CompareOptions): Comparison | Promise<Comparison>;
}

interface AnswersDeps {
  readonly engine: Engine;
  /** A state with its answer: what is to be drawn now. Undefined where there is no column left. */
  readonly show: (state: CompareState, comparison: Comparison | undefined) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Gets the comparison of each state. While one is under way only the newest state waits; an answer about other columns
 * than the newest state's is dropped, one about the same columns is shown: a run that is logged all the time is to be
 * seen meanwhile.
 */
export class Answers {
  readonly #deps: AnswersDeps;
  readonly #working = signal(false);
  #waiting: CompareState | undefined;

  /** Whether a comparison takes so long that it is made beside the page. */
  readonly working: ReadonlySignal<boolean> = this.#working;

  constructor(deps: AnswersDeps) {
    this.#deps = deps;
  }

  take(state: CompareState): void {
    if (this.#working.value) this.#waiting = state;
    else this.#answer(state);
  }

  #answer(state: CompareState): void {
    const { engine, show, failed } = this.#deps;
    try {
      const options = { metricDirections: state.settings.metricDirections };
      const snapshots = state.columns.map((column) => column.snapshot);
      const comparison = snapshots.length === 0 ? undefined : engine.compare(snapshots, options);
      if (comparison instanceof Promise) void this.#later(state, comparison);
      else show(state, comparison);
    } catch (error) {
      failed(error);
    }
  }

  async #later(state: CompareState, answer: Promise<Comparison>): Promise<void> {
    const { show, failed } = this.#deps;
    this.#working.value = true;
    try {
      const comparison = await answer;
      if (this.#waiting === undefined || columnsOf(this.#waiting) === columnsOf(state)) show(state, comparison);
    } catch (error) {
      failed(error);
    }
    this.#working.value = false;
    const next = this.#waiting;
    this.#waiting = undefined;
    if (next !== undefined) this.#answer(next);
  }
}

const columnsOf = (state: CompareState): string =>
  JSON.stringify(state.columns.map(({ subject }) => subjectKey(subject)));
