import type * as vscode from 'vscode';

/** How soon a change is shown, in milliseconds; all changes until then are shown at once. */
const DELAY = 150;
/** A refresh waits this many times as long as drawing took: a large store and a wide filter leave the window its time. */
const REST = 9;
/** But no longer than this, in milliseconds. */
const LONGEST = 10_000;

/**
 * Refreshes a view a moment after the first of many changes, and only while somebody sees it; one that was hidden
 * meanwhile is refreshed when it is shown again.
 */
export class Refresh implements vscode.Disposable {
  readonly #view: { readonly visible: boolean };
  readonly #refresh: () => void;
  #timer: NodeJS.Timeout | undefined;
  #missed = false;
  /** How long drawing took since the last refresh, in milliseconds. */
  #spent = 0;

  constructor(view: vscode.TreeView<unknown>, refresh: () => void) {
    this.#view = view;
    this.#refresh = refresh;
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && this.#missed) this.#run();
    });
  }

  soon(): void {
    if (!this.#view.visible) {
      this.#missed = true;
      return;
    }
    const rest = Math.min(LONGEST, REST * this.#spent);
    this.#timer ??= setTimeout(() => this.#run(), Math.max(DELAY, rest));
  }

  /** Does a part of the drawing. */
  draw<T>(work: () => T): T {
    const started = performance.now();
    try {
      return work();
    } finally {
      this.#spent += performance.now() - started;
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#missed = false;
    this.#spent = 0;
    this.#refresh();
  }
}
