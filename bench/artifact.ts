import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from './servers/pair.ts';
import { withServers } from './servers/pair.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 3;
const BLOCK = randomBytes(1024 * 1024);
const LARGE = 1024;
const SMALL = 64;
/** Memory is flat when a file sixteen times as large takes no more, but for what a heap varies by. */
const FLAT = 0.8;
const PATH = '/api/2.0/mlflow-artifacts/artifacts/0/bench/artifacts/large.bin';

interface Found {
  readonly up: number;
  readonly down: number;
  /** MiB of all processes, at the highest. */
  readonly peak: number;
}

/** A file of 1 GiB through the artifact proxy, both ways. */
export async function artifact(): Promise<Measured[]> {
  return withServers(async ({ promptrail, mlflow, rival }) => {
    const ours: Found[] = [];
    const oursSmall: Found[] = [];
    const theirs: Found[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      oursSmall.push(await transfer(promptrail, SMALL));
      ours.push(await transfer(promptrail, LARGE));
      theirs.push(await transfer(mlflow, LARGE));
      progress(`artifact: round ${round} of ${ROUNDS}; ${show(ours.at(-1))} and ${show(theirs.at(-1))}`);
    }
    const of = (list: readonly Found[], name: keyof Found): number[] => list.map((found) => found[name]);
    const times = (what: string, name: keyof Found): Measured => ({
      what,
      unit: 's',
      ours: of(ours, name),
      rival,
      theirs: of(theirs, name),
      goal: 2,
    });
    const what = 'Memory at its highest meanwhile, all processes';
    const peak = { what, unit: 'MiB', ours: of(ours, 'peak') };
    return [
      times('Upload a file of 1 GiB', 'up'),
      times('Download it', 'down'),
      { ...peak, rival, theirs: of(theirs, 'peak') },
      { ...peak, rival: 'itself, with a file of 64 MiB', theirs: of(oursSmall, 'peak'), goal: FLAT },
    ];
  });
}

async function transfer({ served, folder }: Contender, blocks: number): Promise<Found> {
  const client = served.client({ connections: 1, keepAlive: true });
  try {
    const peak = served.processes.watchPeak();
    const started = performance.now();
    await client.upload(PATH, BLOCK, blocks);
    const uploaded = performance.now();
    await client.download(PATH, BLOCK, blocks);
    const downloaded = performance.now();
    return { up: (uploaded - started) / 1000, down: (downloaded - uploaded) / 1000, peak: peak() };
  } finally {
    client.close();
    // The same file again would be written over the old one by the one and beside it by the other.
    for (const place of ['.promptrail/artifacts', 'mlartifacts']) {
      await rm(join(folder, place, '0/bench'), { recursive: true, force: true });
    }
  }
}

const show = (found: Found | undefined): string =>
  `${found?.up.toFixed(1)} s up, ${found?.down.toFixed(1)} s down, ${found?.peak.toFixed(0)} MiB`;
