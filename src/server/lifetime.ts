/**
 * Decides when a server that nobody watches may end: as long as anybody holds it, it lives, and for a grace time after
 * the last one let go (and after the start), so that a window that reloads finds it again.
 */
export class Lifetime {
  readonly #grace: number;
  readonly #end: () => void;
  #holders = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param grace in milliseconds. @param end called once nobody held the server for that long. */
  constructor(grace: number, end: () => void) {
    this.#grace = grace;
    this.#end = end;
    this.#countDown();
  }

  /** Keeps the server alive until the returned function is called; calling it again does nothing. */
  hold(): () => void {
    this.#holders++;
    clearTimeout(this.#timer);
    let held = true;
    return () => {
      if (held && --this.#holders === 0) this.#countDown();
      held = false;
    };
  }

  /** Forgets the countdown: the server ends for another reason. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#holders = Infinity;
  }

  #countDown(): void {
    this.#timer = setTimeout(this.#end, this.#grace);
  }
}
