import { diffWordsWithSpace } from 'diff';
import { compareRuns } from '../src/compare/compareRuns.ts';
import { SENTIMENT, sentimentV1, sentimentV2 } from '../test/fixtures/build.ts';
import type { Measured } from './table.ts';

const ROUNDS = 15;
const CALLS = 200;

/** The scenario's two runs compared whole, beside the word diff of their two prompts alone. */
export function comparison(): Measured[] {
  const runs = [sentimentV1(), sentimentV2()];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const ourTime = perCall(() => compareRuns(runs));
    const theirTime = perCall(() => diffWordsWithSpace(SENTIMENT.v1.prompt, SENTIMENT.v2.prompt));
    if (round === 0) continue; // compiles the code
    ours.push(ourTime);
    theirs.push(theirTime);
  }
  const what = 'Compare the two runs of the scenario: prompts, signatures, params, metrics, files';
  return [{ what, unit: 'ms', ours, rival: 'jsdiff, words of the two prompts alone', theirs }];
}

/** Milliseconds. */
function perCall(work: () => unknown): number {
  const started = performance.now();
  for (let call = 0; call < CALLS; call++) work();
  return (performance.now() - started) / CALLS;
}
