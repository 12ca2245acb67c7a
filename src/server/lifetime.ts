/**
 * Decides when a server that nobody watches may end. As long as anybody holds it, it lives; after the last one let go
 * (and after the start) it looks every grace time whether it is still wanted, and ends when it is not. A window that
 * reloads within the grace time finds it again.
 */
export class Lifetime {
  readonly #grace: number;
  readonly #wanted: (since: number) => boolean;
  readonly #end: () => void;
  #holders = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param grace in milliseconds.
   * @param wanted whether somebody needs the server without holding it; `since` is when it was let go of, by the clock
   *   of `performance.now()`.
   * @param end called once nobody held the server for the grace time and nobody wants it.
   */
  constructor(grace: number, wanted: (since: number) => boolean, end: () => void) {
    this.#grace = grace;
    this.#wanted = wanted;
    this.#end = end;
    this.#countDown(performance.now());
  }

  /** Keeps the server alive until the returned function is called; calling it again does nothing. */
  hold(): () => void {
    this.#holders++;
    clearTimeout(this.#timer);
    let held = true;
    return () => {
      if (held && --this.#holders === 0) this.#countDown(performance.now());
      held = false;
    };
  }

  /** Forgets the countdown: the server ends for another reason. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#holders = Infinity;
  }

  #countDown(since: number): void {
    this.#timer = setTimeout(() => (this.#wanted(since) ? this.#countDown(since) : this.#end()), this.#grace);
  }
}
