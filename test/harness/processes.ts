import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command to its end and keeps what it printed on both streams. Rejects only when it cannot be started. */
export async function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** Every process as [pid, parent's pid]. Linux says so in /proc; its smallest systems have no `ps`. */
function processTable(): ReadonlyArray<readonly [number, number]> {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const stat = statusLine(pid);
    // `pid (name) state parent ...`, where the name may itself hold spaces and brackets.
    return stat === undefined
      ? []
      : [[Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
  });
}

function statusLine(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // it ended since the folder was read
  }
}

/** Every process below `root`, whatever its group or session: terminals, for one, are sessions of their own. */
function descendants(root: number): number[] {
  const children = Map.groupBy(processTable(), ([, parent]) => parent);
  const found: number[] = [];
  for (let generation = [root]; generation.length > 0;) {
    generation = generation.flatMap((parent) => (children.get(parent) ?? []).map(([pid]) => pid));
    found.push(...generation);
  }
  return found;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * A child that is the leader of its own process group and never outlives this process, nor do its children.
 * Spawn it with `detached: true`.
 */
export class ProcessTree {
  /** Settles when the leader of the tree has ended. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #onExit = (): void => this.#signalAll('SIGKILL');
  #stopping: Promise<void> | undefined;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.ended = new Promise((resolve) => void child.once('exit', () => resolve()));
    process.once('exit', this.#onExit);
    child.once('exit', () => process.removeListener('exit', this.#onExit));
  }

  get #running(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Asks everything in the tree to end, then ends what is left after `graceMilliseconds`. */
  stop(graceMilliseconds = 5000): Promise<void> {
    return (this.#stopping ??= this.#end(graceMilliseconds));
  }

  async #end(graceMilliseconds: number): Promise<void> {
    if (!this.#running || this.#child.pid === undefined) return;
    const below = descendants(this.#child.pid);
    this.#signalAll('SIGTERM', below);
    const deadline = setTimeout(() => this.#signalAll('SIGKILL', below), graceMilliseconds);
    await this.ended;
    clearTimeout(deadline);
    for (const pid of below) signal(pid, 'SIGKILL');
  }

  #signalAll(name: NodeJS.Signals, below?: readonly number[]): void {
    const root = this.#child.pid;
    if (root === undefined) return;
    const pids = below ?? descendants(root);
    if (this.#running) signal(-root, name);
    for (const pid of pids) signal(pid, name);
  }
}
