import type { Log } from '../model/log.ts';
import type { Answer, Call, Route } from './routes/route.ts';
import { summary } from './wire/errors.ts';

/** A script that ended one run and makes the next one is waited for this long at most, in milliseconds. */
const PAUSE = 60_000;
/** Runs remembered; of more that are written to, the ones longest ago are forgotten. */
const REMEMBERED = 1000;
/** Procedures that only read, although clients POST them. */
const READS = /\/(search(-\w+)?|get-latest-versions)$/;

/**
 * Knows whether runs are still logged through this server, so that a script may outlive the window it was started in:
 *
 * - A run is _open_ from the first write to it through this server until its status is another one than RUNNING or it
 *   is deleted. A write is any answered request that changes something.
 * - While a run is open the server is wanted until the keep-alive time has passed since the last write of anybody; a
 *   script that died without a word leaves its run open for ever.
 * - Where no run is open any more, but something was written after the last window went, the script may be about to
 *   make its next run: the server is wanted for a minute more (for the keep-alive time where that is shorter).
 * - An upload that runs counts as a write that goes on.
 */
export class OpenRuns {
  /** In milliseconds; 0 keeps the server for nobody. */
  keepAlive: number;
  readonly #isRunning: (runId: string) => boolean;
  readonly #log: Log;
  readonly #runs = new Set<string>();
  #lastWrite = -Infinity;
  #writing = 0;

  /** @param isRunning asks the store whether a run is active and RUNNING */
  constructor(keepAlive: number, isRunning: (runId: string) => boolean, log: Log) {
    this.keepAlive = keepAlive;
    this.#isRunning = isRunning;
    this.#log = log;
  }

  /** The same route; what it writes is noted. */
  watch(route: Route): Route {
    if (route.method === 'GET' || READS.test(route.path)) return route;
    return { ...route, answer: (call) => this.#write(route, call) };
  }

  /** Whether the server is wanted by those who log. `since`: when the last window let go, by `performance.now()`. */
  wanted(since: number): boolean {
    if (this.keepAlive <= 0) return false;
    if (this.#writing > 0) return true;
    const quiet = performance.now() - this.#lastWrite;
    if (quiet >= this.keepAlive) return false;
    return this.#anyOpen() || (this.#lastWrite > since && quiet < PAUSE);
  }

  async #write(route: Route, call: Call): Promise<Answer> {
    this.#writing++;
    try {
      const answer = await route.answer(call);
      if (answer.run !== undefined) this.#remember(answer.run);
      this.#lastWrite = performance.now();
      return answer;
    } finally {
      this.#writing--;
    }
  }

  #remember(runId: string): void {
    this.#runs.delete(runId);
    this.#runs.add(runId);
    const [oldest] = this.#runs;
    if (this.#runs.size > REMEMBERED && oldest !== undefined) this.#runs.delete(oldest);
  }

  /** Called by a timer: a store that cannot be read now says nothing about its runs, so they count as open. */
  #anyOpen(): boolean {
    try {
      for (const runId of this.#runs) {
        if (this.#isRunning(runId)) return true;
        this.#runs.delete(runId);
      }
      return false;
    } catch (error) {
      this.#log.warn(`Whether runs are still logged could not be read: ${summary(error)}`);
      return true;
    }
  }
}
