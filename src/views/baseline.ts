import * as vscode from 'vscode';
import { isSameSubject } from '../model/subject.ts';
import type { Subject } from '../model/subject.ts';

const KEY = 'promptrail.baseline';

/** What others are compared with: a run or version pinned by the user, one per workspace, remembered. */
export class Baseline implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #didChange = new vscode.EventEmitter<void>();

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  readonly onDidChange = this.#didChange.event;

  get subject(): Subject | undefined {
    return subjectOf(this.#memory.get<unknown>(KEY));
  }

  is(subject: Subject): boolean {
    return this.subject !== undefined && isSameSubject(this.subject, subject);
  }

  async pin(subject: Subject | undefined): Promise<void> {
    await this.#memory.update(KEY, subject);
    this.#didChange.fire();
  }

  dispose(): void {
    this.#didChange.dispose();
  }
}

/** What was kept, by this version or an earlier one, which pinned runs alone and named no kind. */
function subjectOf(kept: unknown): Subject | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { kind = 'run', folder, runId, name, version } = kept as Readonly<Record<string, unknown>>;
  if (typeof folder !== 'string') return undefined;
  if (kind === 'run' && typeof runId === 'string') return { kind, folder, runId };
  if (typeof name !== 'string') return undefined;
  if (kind === 'loggedVersion' && typeof version === 'number') return { kind, folder, name, version };
  if ((kind === 'modelVersion' || kind === 'promptVersion') && typeof version === 'string') {
    return { kind, folder, name, version };
  }
  return undefined;
}
