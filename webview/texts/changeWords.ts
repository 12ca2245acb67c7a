import type { Change, TextDiff } from '../../src/compare/comparison.ts';

interface ChangedText {
  readonly change: Change;
  readonly diff: TextDiff | null;
}

/** What became of a text, in words: `2 lines changed, 1 added`, `Only in sentiment_v2`; empty where neither has it. */
export function changeWords({ change, diff }: ChangedText, left: string, right: string): string {
  if (diff === null) return '';
  if (change === 'added') return `Only in ${right}`;
  if (change === 'removed') return `Only in ${left}`;
  return diff.identical ? 'Identical' : lineWords(diff);
}

function lineWords({ changedLines, addedLines, removedLines }: TextDiff): string {
  const counts = [
    { count: changedLines, word: 'changed' },
    { count: addedLines, word: 'added' },
    { count: removedLines, word: 'removed' },
  ].filter(({ count }) => count > 0);
  return counts.map(({ count, word }, index) => `${count}${index === 0 ? lines(count) : ''} ${word}`).join(', ');
}

const lines = (count: number): string => (count === 1 ? ' line' : ' lines');
