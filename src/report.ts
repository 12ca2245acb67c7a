import * as vscode from 'vscode';
import { UserError } from './model/errors.ts';
import { withoutLinks } from './model/oneLine.ts';
import { fromSqlite } from './store/errors.ts';

/** Where errors end: what the user can act on is shown as written, everything else is logged and named in one line. */
export class Reporter {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Shows an error to the user, with a way to the log. `task` says what failed, as in "Compare Runs". */
  show(task: string, error: unknown): void {
    const known = error instanceof UserError ? error : fromSqlite(error);
    const text = known ? known.message : `${task} failed: ${firstLine(error)}`;
    this.#log.error(task, error instanceof Error ? error : String(error));
    void this.#offerLog(text);
  }

  /** Runs `work` and shows its error instead of throwing it. */
  async guard<T>(task: string, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      this.show(task, error);
      return undefined;
    }
  }

  async #offerLog(text: string): Promise<void> {
    const showLog = vscode.l10n.t('Show Log');
    if ((await vscode.window.showErrorMessage(withoutLinks(text), showLog)) === showLog) this.#log.show();
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
