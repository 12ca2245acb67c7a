import type { Span } from '../model/trace.ts';
import type { Database } from './database.ts';

/** The spans of traces, whole: filters look into them, and readers get them without a file. */
export class TraceSpans {
  readonly #db: Database;
  readonly #delete;
  readonly #insert;
  readonly #ofTrace;

  constructor(db: Database) {
    this.#db = db;
    const number = '(SELECT trace_no FROM traces WHERE trace_id = ?)';
    this.#delete = db.prepare(`DELETE FROM spans WHERE trace_no = ${number}`);
    this.#insert = db.prepare(
      'INSERT INTO spans (name, type, status, content, trace_no) SELECT ?, ?, ?, ?, trace_no FROM traces WHERE trace_id = ?',
    );
    this.#ofTrace = db.prepare<Span>(
      `SELECT name, type, status, content FROM spans WHERE trace_no = ${number} ORDER BY span_no`,
    );
  }

  /** In the order they were kept. */
  ofTrace(traceId: string): readonly Span[] {
    return this.#ofTrace.all(traceId);
  }

  /** Keeps these spans in place of those the trace had; for the rooms of the store only. */
  replace(traceId: string, spans: readonly Span[]): void {
    this.#db.write(() => {
      this.#delete.run(traceId);
      for (const { name, type, status, content } of spans) this.#insert.run(name, type, status, content, traceId);
    });
  }
}
