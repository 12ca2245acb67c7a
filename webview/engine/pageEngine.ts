import { compare } from '../../src/compare/compare.ts';
import type { CompareOptions } from '../../src/compare/compare.ts';
import type { Comparison } from '../../src/compare/comparison.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { ProblemError } from '../../src/protocol/problem.ts';
import type { Engine } from '../answers.ts';
import { sizeOfValue } from '../plainValues.ts';
import type { Answer, Call } from './calls.ts';

/**
 * The size of all snapshots up to which the page compares by itself. As a rule that takes it 10 ms; two texts of that
 * size that have nothing in common take it 80 ms, and a worker is there after 50.
 */
const QUICK = 60_000;

/** What of a Worker is used here. */
export interface WorkerPort {
  postMessage(call: Call): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Answer>) => void): void;
  addEventListener(type: 'error', listener: (event: Event) => void): void;
}

interface Waiting {
  readonly call: Call;
  readonly resolve: (comparison: Comparison) => void;
  readonly reject: (error: Error) => void;
}

/** Compares on the page's own thread what is small, and in a worker what is not, so that the page answers meanwhile. */
export class PageEngine implements Engine {
  readonly #start: () => Promise<WorkerPort>;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Promise<WorkerPort> | undefined;
  #hasWorker = true;
  #calls = 0;

  constructor(start: () => Promise<WorkerPort>) {
    this.#start = start;
  }

  compare(snapshots: readonly Snapshot[], options: CompareOptions): Comparison | Promise<Comparison> {
    if (!this.#hasWorker || sizeOfValue(snapshots, QUICK + 1) <= QUICK) return compare(snapshots, options);
    return new Promise((resolve, reject) => {
      const call: Call = { id: ++this.#calls, snapshots, options };
      this.#waiting.set(call.id, { call, resolve, reject });
      this.#worker ??= this.#started();
      this.#worker.then(
        (worker) => worker.postMessage(call),
        () => this.#withoutWorker(),
      );
    });
  }

  async #started(): Promise<WorkerPort> {
    const worker = await this.#start();
    worker.addEventListener('message', ({ data }) => this.#answered(data));
    worker.addEventListener('error', () => this.#withoutWorker());
    return worker;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('problem' in answer) waiting?.reject(new ProblemError(answer.problem));
    else waiting?.resolve(answer.comparison);
  }

  /** Where a worker cannot run, or died of what it was asked, the page does it all the same. */
  #withoutWorker(): void {
    this.#hasWorker = false;
    for (const { call, resolve, reject } of this.#waiting.values()) {
      try {
        resolve(compare(call.snapshots, call.options));
      } catch (error) {
        reject(error as Error);
      }
    }
    this.#waiting.clear();
  }
}
