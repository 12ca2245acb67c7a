import Sqlite from 'better-sqlite3';
import { MIGRATIONS } from '../../../src/store/schema.ts';
import { Store } from '../../../src/store/store.ts';
import { OPEN_OPTIONS } from '../../fixtures/openOptions.ts';

/**
 * A process of the tests that opens a store and dies by SIGKILL after a number of statements of the schema's last step.
 * Where it lives on, it says how many of them it ran.
 */
const [directory = '', limit = ''] = process.argv.slice(2);
const step = MIGRATIONS.at(-1);
/** The methods as they were. */
const native = Object.create(null, Object.getOwnPropertyDescriptors(Sqlite.prototype)) as Sqlite.Database;
let executed = 0;

Sqlite.prototype.exec = function (this: Sqlite.Database, sql: string) {
  if (sql !== step || this.memory) return native.exec.call(this, sql);
  dieIfDue();
  let statement = '';
  for (const piece of sql.split(';')) {
    statement += `${piece};`;
    if (!isComplete(this, statement)) continue;
    native.exec.call(this, statement);
    statement = '';
    executed++;
    dieIfDue();
  }
  return this;
};

/** Triggers hold semicolons of their own; a rest of blanks and comments is none. */
function isComplete(connection: Sqlite.Database, statement: string): boolean {
  try {
    connection.prepare(statement);
    return true;
  } catch (error) {
    if (/incomplete input|contains no statements/.test(String(error))) return false;
    throw error;
  }
}

function dieIfDue(): void {
  if (executed === Number(limit)) process.kill(process.pid, 'SIGKILL');
}

// Several such processes wait for one another; on a busy machine longer than a window would.
new Store(directory, { ...OPEN_OPTIONS, busyTimeout: 60_000 }).close();
process.stdout.write(`${executed}\n`);
