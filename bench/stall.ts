import { BenchEditor } from './editor.ts';
import type { StallReport, Stalls } from './host/stall.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 3;

/** Stalls of the extension host while 10,000 runs arrive, beside the same host idle. */
export async function stall(): Promise<Measured[]> {
  const editor = await BenchEditor.start();
  try {
    const reports: StallReport[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const found = await editor.runInHost<StallReport>('stall', await editor.newWorkspace());
      reports.push(found);
      const rate = Math.round(10_000 / found.seconds);
      progress(`stall: round ${round + 1} of ${ROUNDS}; 10,000 runs in ${found.seconds.toFixed(1)} s, ${rate} runs/s`);
    }
    const row = (name: string, of: keyof Stalls): Measured => ({
      what: `Stall of the extension host (${name}) while 10,000 runs arrive over 8 connections, the Runs view open`,
      unit: 'ms',
      ours: reports.map(({ loaded }) => loaded[of]),
      rival: 'the same host idle',
      theirs: reports.map(({ idle }) => idle[of]),
    });
    return [row('99th percentile', 'p99'), row('longest', 'max')];
  } finally {
    await editor.stop();
  }
}
