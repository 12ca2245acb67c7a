import type { SizeOfChange, TextDiff, TextSize } from './comparison.ts';
import { splitLines, splitWords } from './textTokens.ts';

export function sizeOf(text: string): TextSize {
  return {
    characters: text.length,
    words: splitWords(text).filter((word) => word.trim() !== '').length,
    lines: splitLines(text).length,
    tokens: Math.ceil(text.length / 4),
  };
}

export function sizeOfChange(diff: TextDiff, before: TextSize | null, after: TextSize | null): SizeOfChange {
  const [left, right] = (['left', 'right'] as const).map((side) =>
    sizeOf(
      diff.rows
        .flatMap((row) => row[side]?.segments ?? [])
        .map(({ changed, text }) => (changed ? text : ''))
        .join(' ')
        .trim(),
    ),
  );
  const tokens = (after?.tokens ?? 0) - (before?.tokens ?? 0);
  const addedWords = right?.words ?? 0;
  const removedWords = left?.words ?? 0;
  return {
    addedWords,
    removedWords,
    addedCharacters: right?.characters ?? 0,
    removedCharacters: left?.characters ?? 0,
    sentences: diff.changedLines + diff.addedLines + diff.removedLines,
    tokens,
    text: `+${addedWords} words, −${removedWords} words, about ${tokens < 0 ? '−' : '+'}${Math.abs(tokens)} tokens`,
  };
}
