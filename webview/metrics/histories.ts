import type { HistoryRange, MetricHistory } from '../../src/model/metricHistory.ts';
import type { Subject } from '../../src/model/subject.ts';

/** Reads a history; undefined where that failed, which the page then says. */
export type ReadHistory = (
  subject: Subject,
  key: string,
  range: HistoryRange | null,
  most: number,
) => Promise<MetricHistory | undefined>;

/** Questions that the host has at once: hundreds of charts must not keep other answers waiting beyond their deadline. */
const AT_ONCE = 4;

interface Waiting {
  /** Asked when it is this one's turn: nobody may want the answer any more. */
  readonly isWanted: () => boolean;
  readonly start: () => void;
  readonly drop: () => void;
}

/** Reads histories for all charts of the page, a few at a time, the last asked first: those are the ones in view. */
export class Histories {
  readonly #read: ReadHistory;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(read: ReadHistory) {
    this.#read = read;
  }

  /** Undefined, too, where nobody wants it any more once it is its turn. */
  read(
    question: readonly [subject: Subject, key: string, range: HistoryRange | null, most: number],
    isWanted: () => boolean,
  ): Promise<MetricHistory | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        isWanted,
        drop: () => resolve(undefined),
        start: () => {
          void this.#read(...question)
            .then(resolve, reject)
            .finally(() => {
              this.#running--;
              this.#next();
            });
        },
      });
      this.#next();
    });
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#waiting.pop();
      if (next === undefined) return;
      if (next.isWanted()) {
        this.#running++;
        next.start();
      } else next.drop();
    }
  }
}
