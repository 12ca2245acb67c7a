import type { Database } from './database.ts';

/** What traces are linked to beside the run they ran in: further runs, and the prompts they used. */
export class TraceLinks {
  readonly #db: Database;
  readonly #addRun;
  readonly #addPrompt;
  readonly #forgetRuns;

  constructor(db: Database) {
    this.#db = db;
    this.#addRun = db.prepare('INSERT OR IGNORE INTO trace_runs VALUES (?, ?)');
    this.#addPrompt = db.prepare(
      'INSERT OR IGNORE INTO trace_prompts SELECT ?, trace_no FROM traces WHERE trace_id = ?',
    );
    this.#forgetRuns = db.prepare('DELETE FROM trace_runs WHERE trace_id IN (SELECT value FROM json_each(?))');
  }

  /** Links traces to a run. Neither has to be there yet: clients export traces while they go on. */
  toRun(runId: string, traceIds: readonly string[]): void {
    this.#db.write(() => {
      for (const traceId of traceIds) this.#addRun.run(runId, traceId);
    });
  }

  /** Links prompt versions, as `<name>/<version>`, to a trace; nothing happens without that trace. */
  toPrompts(traceId: string, prompts: readonly string[]): void {
    this.#db.write(() => {
      for (const prompt of prompts) this.#addPrompt.run(prompt, traceId);
    });
  }

  /** Removes what names these traces by id; for the rooms of the store only. */
  forget(traceIds: readonly string[]): void {
    this.#forgetRuns.run(JSON.stringify(traceIds));
  }
}
