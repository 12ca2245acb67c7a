import type { ActivationTimes } from './host/activation.ts';
import { BenchEditor } from './editor.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 9;

/** Activating the extension in a new window, beside an extension of one command in the same window. */
export async function activation(): Promise<Measured[]> {
  const editor = await BenchEditor.start();
  try {
    const workspace = await editor.newWorkspace();
    const times: ActivationTimes[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await editor.runInHost<ActivationTimes>('activation', workspace));
      progress(`activation: window ${round + 1} of ${ROUNDS}`);
    }
    return [
      {
        what: 'Activate the extension: read its code, run `activate()`',
        unit: 'ms',
        ours: times.map((it) => it['promptrail.promptrail']),
        rival: 'an extension of one command',
        theirs: times.map((it) => it['bench.bare']),
      },
    ];
  } finally {
    await editor.stop();
  }
}
