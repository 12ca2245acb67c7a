import type * as vscode from 'vscode';

/**
 * What is selected in a tree. While VS Code reads a tree anew it knows no node, and names none as selected: a command
 * that is run just then is still about what was selected before, and is seen to be.
 */
export class Selection<Node> implements vscode.Disposable {
  readonly #view: Pick<vscode.TreeView<Node>, 'selection'>;
  readonly #subscription: vscode.Disposable;
  #told: readonly Node[] = [];

  constructor(view: Pick<vscode.TreeView<Node>, 'selection' | 'onDidChangeSelection'>, changed: () => void) {
    this.#view = view;
    this.#subscription = view.onDidChangeSelection(({ selection }) => {
      this.#told = selection;
      changed();
    });
  }

  /** What it was said to be last, unless more of it is known by now: it may have been said amid such a reading. */
  get nodes(): readonly Node[] {
    const { selection } = this.#view;
    return selection.length >= this.#told.length ? selection : this.#told;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
