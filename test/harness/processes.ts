import { type ChildProcessByStdio, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

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
    const stat = procFile(pid, 'stat');
    // `pid (name) state parent ...`, where the name may itself hold spaces and brackets.
    return stat === undefined
      ? []
      : [[Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
  });
}

function procFile(pid: string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined; // it ended since the folder was read, or is somebody else's
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

/** Processes with this entry in the environment they were started with. Linux alone lets us look; none elsewhere. */
function carrying(entry: string): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => procFile(pid, 'environ')?.split('\0').includes(entry)).map(Number);
}

/** Whether the process was there to take the signal; 0 only asks. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** A command with everything it starts, which ends with this process at the latest. */
export class ProcessTree {
  /** The command itself, its output piped. */
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Settles when the command has ended. */
  readonly ended: Promise<void>;
  /** Inherited by everything below, also by what outlives its parent: tracking servers do, for a while. */
  readonly #mark = randomUUID();
  #stopping: Promise<void> | undefined;

  constructor(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env) {
    this.child = spawn(command, args, {
      detached: true, // a group of its own: Ctrl-C reaches us alone, and we end the tree in order
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, PROMPTRAIL_TREE: this.#mark },
    });
    const killAll = (): void => this.#members().forEach((pid) => signal(pid, 'SIGKILL'));
    process.once('exit', killAll);
    this.ended = new Promise((resolve) => void this.child.once('exit', () => resolve()));
    void this.ended.then(() => process.removeListener('exit', killAll));
  }

  /** Asks everything in the tree to end, then ends what is left after `graceMilliseconds`. */
  stop(graceMilliseconds = 5000): Promise<void> {
    return (this.#stopping ??= this.#end(graceMilliseconds));
  }

  #members(): number[] {
    const own = this.child.pid === undefined ? [] : [this.child.pid, ...descendants(this.child.pid)];
    return [...new Set([...own, ...carrying(`PROMPTRAIL_TREE=${this.#mark}`)])];
  }

  async #end(graceMilliseconds: number): Promise<void> {
    let left = this.#members();
    for (const pid of left) signal(pid, 'SIGTERM');
    for (const deadline = Date.now() + graceMilliseconds; left.length > 0 && Date.now() < deadline; await delay(50)) {
      left = left.filter((pid) => signal(pid, 0));
    }
    for (const pid of left) signal(pid, 'SIGKILL');
    await this.ended;
  }
}
