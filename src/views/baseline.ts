import * as vscode from 'vscode';
import { isSameRun, type RunRef } from '../model/runRef.ts';

const KEY = 'promptrail.baseline';

/** The run others are compared with: pinned by the user, one per workspace, remembered. */
export class Baseline implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #didChange = new vscode.EventEmitter<void>();

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  readonly onDidChange = this.#didChange.event;

  get run(): RunRef | undefined {
    const kept = this.#memory.get<Partial<RunRef>>(KEY);
    return kept?.folder && kept.runId ? { folder: kept.folder, runId: kept.runId } : undefined;
  }

  is(ref: RunRef): boolean {
    return this.run !== undefined && isSameRun(this.run, ref);
  }

  async pin(ref: RunRef | undefined): Promise<void> {
    await this.#memory.update(KEY, ref && { folder: ref.folder, runId: ref.runId });
    this.#didChange.fire();
  }

  dispose(): void {
    this.#didChange.dispose();
  }
}
