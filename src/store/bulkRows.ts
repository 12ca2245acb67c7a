import type { Database, Statement } from './database.ts';

/** Rows that one statement inserts. */
const ROWS = 32;

/** Inserts rows of one table, many by one statement: a call costs as much as writing a small row. */
export class BulkRows {
  readonly #columns: number;
  readonly #many: Statement;
  readonly #one: Statement;
  readonly #waiting: unknown[] = [];

  /** @param into the table and its columns, after an `INSERT` or `INSERT OR IGNORE` */
  constructor(db: Database, into: string, columns: number) {
    const row = `(${Array(columns).fill('?').join(', ')})`;
    this.#columns = columns;
    this.#many = db.prepare(`${into} VALUES ${Array(ROWS).fill(row).join(', ')}`);
    this.#one = db.prepare(`${into} VALUES ${row}`);
  }

  /** Rows reach the table in the order they were added, not later than at `flush`. */
  add(...row: readonly unknown[]): void {
    const waiting = this.#waiting;
    for (const value of row) waiting.push(value);
    if (waiting.length < ROWS * this.#columns) return;
    this.#many.run(waiting);
    waiting.length = 0;
  }

  flush(): void {
    for (let start = 0; start < this.#waiting.length; start += this.#columns) {
      this.#one.run(this.#waiting.slice(start, start + this.#columns));
    }
    this.#waiting.length = 0;
  }

  /** Forgets what was added and is not written: the transaction it belonged to was taken back. */
  clear(): void {
    this.#waiting.length = 0;
  }
}
