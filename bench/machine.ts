import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '../test/harness/paths.ts';
import { median } from './table.ts';

const TMPFS = 0x01021994;
const WRITES = 200;

/** What the numbers belong to, in a line. The disk matters most: everything acknowledged waits for it. */
export function machine(): string {
  const processor = (cpus()[0]?.model ?? process.arch).replaceAll(/\s*\((R|TM)\)/g, '').trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${type()} ${release().split('-', 1)[0]}, ${availableParallelism()} cores (${processor}), ${memory} GiB, ${disk()}, Node ${process.versions.node}`;
}

function disk(): string {
  const folder = temporaryFolder('bench');
  try {
    if (statfsSync(folder).type === TMPFS) return 'temporary files in memory, where nothing waits for a disk';
    return `a disk that takes ${syncTime(join(folder, 'probe')).toPrecision(2)} ms to make 8 KiB durable`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds. */
function syncTime(path: string): number {
  const file = openSync(path, 'w');
  const block = Buffer.alloc(8192, 1);
  const times = Array.from({ length: WRITES }, () => {
    writeSync(file, block);
    const started = performance.now();
    fsyncSync(file);
    return performance.now() - started;
  });
  closeSync(file);
  return median(times);
}
