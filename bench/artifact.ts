import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from './servers/pair.ts';
import { withServers } from './servers/pair.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 3;
const BLOCK = randomBytes(1024 * 1024);
const BLOCKS = 1024;
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
    const theirs: Found[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      ours.push(await transfer(promptrail));
      theirs.push(await transfer(mlflow));
      progress(`artifact: round ${round} of ${ROUNDS}; ${show(ours.at(-1))} and ${show(theirs.at(-1))}`);
    }
    const row = (what: string, unit: string, of: keyof Found, goal: number): Measured => ({
      what,
      unit,
      ours: ours.map((found) => found[of]),
      rival,
      theirs: theirs.map((found) => found[of]),
      goal,
    });
    return [
      row('Upload a file of 1 GiB', 's', 'up', 2),
      row('Download it', 's', 'down', 2),
      row('Peak memory of the server meanwhile, all processes', 'MiB', 'peak', 2),
    ];
  });
}

async function transfer({ served, folder }: Contender): Promise<Found> {
  const client = served.client({ connections: 1, keepAlive: true });
  try {
    const peak = served.processes.watchPeak();
    const started = performance.now();
    await client.upload(PATH, BLOCK, BLOCKS);
    const uploaded = performance.now();
    await client.download(PATH, BLOCK, BLOCKS);
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
