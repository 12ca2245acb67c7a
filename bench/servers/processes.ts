import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A server is at rest when it uses less than this share of a core, twice in a row. */
const AT_REST = 0.15;
const LOOK_EVERY = 500;
const REST_LIMIT = 60_000;
/** The kernel counts processor time in hundredths of a second wherever Node runs. */
const TICKS_PER_SECOND = 100;

/** The processes of a group, which has the id of its first one. Linux only: the others do not say this much. */
export class ProcessGroup {
  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
  }

  /**
   * Memory of all processes in MiB, what they share counted once. Not the PSS: that would charge a part of what is
   * resident to strangers, such as the Node that runs the benchmark to our server's.
   */
  memory(): number {
    const own = this.#members().map((pid) => memoryOf(pid));
    return (sum(own.map((it) => it.private)) + Math.max(0, ...own.map((it) => it.shared))) / 1024;
  }

  /**
   * The most memory that was resident since the call, in MiB: what it was then, and what every process grew by. The
   * kernel keeps the highest mark itself, so nothing is missed and nobody is disturbed.
   */
  watchPeak(): () => number {
    const before = this.memory();
    const members = this.#members();
    for (const pid of members) writeFileSync(`/proc/${pid}/clear_refs`, '5');
    const resident = new Map(members.map((pid) => [pid, kilobytes(pid, 'status', 'VmRSS')]));
    return () => {
      const grown = this.#members().map((pid) => kilobytes(pid, 'status', 'VmHWM') - (resident.get(pid) ?? 0));
      return before + sum(grown.map((kilo) => Math.max(0, kilo))) / 1024;
    };
  }

  /** Waits until the processes have nothing to do: workers go on starting after the first one answers. */
  async rest(): Promise<void> {
    const deadline = performance.now() + REST_LIMIT;
    let quiet = 0;
    while (quiet < 2) {
      if (performance.now() > deadline) throw new Error('A server does not come to rest.');
      const used = this.#processorTime();
      await delay(LOOK_EVERY);
      quiet = (this.#processorTime() - used) / (LOOK_EVERY / 1000) < AT_REST ? quiet + 1 : 0;
    }
  }

  /** Seconds. */
  #processorTime(): number {
    const ticks = this.#members().map((pid) => sum(statOf(pid).slice(11, 13).map(Number)));
    return sum(ticks) / TICKS_PER_SECOND;
  }

  #members(): number[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((pid) => Number(statOf(pid)[2]) === this.#id);
  }
}

/** The fields of /proc/<pid>/stat after the name, which may hold spaces: state, parent, group ... */
function statOf(pid: number): string[] {
  const stat = procFile(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function memoryOf(pid: number): { readonly private: number; readonly shared: number } {
  const sizes = (kind: string): number =>
    kilobytes(pid, 'smaps_rollup', `${kind}_Clean`) + kilobytes(pid, 'smaps_rollup', `${kind}_Dirty`);
  return { private: sizes('Private'), shared: sizes('Shared') };
}

function kilobytes(pid: number, file: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(procFile(pid, file))?.[1] ?? 0);
}

/** Empty for a process that ended meanwhile. */
function procFile(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
