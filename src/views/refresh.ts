import type * as vscode from 'vscode';

/** How soon a change is shown, in milliseconds; all changes until then are shown at once. */
const DELAY = 150;

/**
 * Refreshes a view a moment after the first of many changes, and only while somebody sees it; one that was hidden
 * meanwhile is refreshed when it is shown again.
 */
export class Refresh implements vscode.Disposable {
  readonly #view: { readonly visible: boolean };
  readonly #refresh: () => void;
  #timer: NodeJS.Timeout | undefined;
  #missed = false;

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
    this.#timer ??= setTimeout(() => this.#run(), DELAY);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#missed = false;
    this.#refresh();
  }
}
