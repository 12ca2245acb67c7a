import { diffLines, diffWordsWithSpace } from 'diff';
import { compare } from '../src/compare/compare.ts';
import { diffText } from '../src/compare/texts/textDiff.ts';
import { SENTIMENT, sentimentV1, sentimentV2 } from '../test/fixtures/build.ts';
import { largeRun, supportV1, supportV2 } from '../test/fixtures/rich.ts';
import type { Measured } from './table.ts';

const ROUNDS = 15;
/** How long one round calls each of both, in milliseconds. */
const ROUND = 60;

/** The engine beside jsdiff on the same texts, and whole comparisons beside writing what they compare as JSON. */
export function comparison(): Measured[] {
  const [small, other] = [SENTIMENT.v1.prompt, SENTIMENT.v2.prompt];
  const [long, edited] = [words(10_000, 0), words(10_000, 50)];
  const unlike = words(10_000, 0, 'x');
  const lines = words(20_000, 0).replaceAll(' ', '\n');
  const editedLines = words(20_000, 50).replaceAll(' ', '\n');
  const scenario = [sentimentV1(), sentimentV2()];
  const rich = [supportV1(), supportV2()];
  const large = [largeRun(1), largeRun(2)];
  return [
    measured(
      'The two prompts of the scenario, word by word',
      () => diffText(small, other),
      'jsdiff, words',
      () => diffWordsWithSpace(small, other),
    ),
    measured(
      'Two prompts of 10,000 words, 50 of them changed, word by word',
      () => diffText(long, edited),
      'jsdiff, words',
      () => diffWordsWithSpace(long, edited),
    ),
    measured(
      'Two texts of 20,000 lines, 50 of them changed',
      () => diffText(lines, editedLines),
      'jsdiff, lines alone',
      () => diffLines(lines, editedLines),
    ),
    measured(
      'Two prompts of 10,000 words that have nothing in common',
      () => diffText(long, unlike),
      'jsdiff, words, giving up at as many edits',
      () => diffWordsWithSpace(long, unlike, { maxEditLength: 1_000 }),
    ),
    measured(
      'Compare the two runs of the scenario whole',
      () => compare(scenario),
      'writing the two as JSON',
      () => JSON.stringify(scenario),
    ),
    measured(
      'Compare two runs with chat prompts, nested signatures, 20 metrics',
      () => compare(rich),
      'writing the two as JSON',
      () => JSON.stringify(rich),
    ),
    measured(
      'Compare two large runs: a prompt of 1 MB, 1,000 params, 300 metrics, 50,000 signature rows, 5,000 files',
      () => compare(large),
      'writing the two as JSON',
      () => JSON.stringify(large),
    ),
  ];
}

/** Sentences of made-up words, every so-manieth of them another one in the edited text. */
function words(count: number, edits: number, prefix = 'word'): string {
  const every = edits === 0 ? Infinity : Math.floor(count / edits);
  return Array.from({ length: count }, (_, index) => {
    const word = `${prefix}${(index * 7_919) % 1_009}`;
    const changed = index % every === every - 1 ? `${word}ed` : word;
    return index % 12 === 11 ? `${changed}.` : changed;
  }).join(' ');
}

function measured(what: string, work: () => unknown, rival: string, theirWork: () => unknown): Measured {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [ourTime, theirTime] = [perCall(work), perCall(theirWork)];
    if (round === 0) continue; // compiles the code
    ours.push(ourTime);
    theirs.push(theirTime);
  }
  return { what, unit: 'ms', ours, rival, theirs };
}

/** Milliseconds, of as many calls as fit into a round. */
function perCall(work: () => unknown): number {
  const started = performance.now();
  let calls = 0;
  do {
    work();
    calls++;
  } while (performance.now() - started < ROUND);
  return (performance.now() - started) / calls;
}
