import type { DiffLine, DiffRow, TextDiff } from '../../../src/compare/comparison.ts';

/**
 * A text diff as a picture: `-` removed, `+` added, `~` replaced (left line, then right line), changed text in
 * brackets, changed white space drawn, changed line endings named.
 */
export const drawDiff = (diff: TextDiff): string => diff.rows.map(drawRow).join('\n');

function drawRow({ kind, left, right }: DiffRow): string {
  switch (kind) {
    case 'same':
      return `  ${left?.number} ${right?.number} ${drawLine(left)}`;
    case 'removed':
      return `- ${left?.number}   ${drawLine(left)}`;
    case 'added':
      return `+   ${right?.number} ${drawLine(right)}`;
    case 'changed':
      return [
        `~ ${left?.number} ${drawLine(left)}${drawEnding(left)}`,
        `  ${right?.number} ${drawLine(right)}${drawEnding(right)}`,
      ].join('\n');
  }
}

const drawLine = (line: DiffLine | null): string =>
  (line?.segments ?? [])
    .map(({ text, changed, whitespace }) => {
      if (!changed) return text;
      return `[${whitespace ? text.replaceAll(' ', '·').replaceAll('\t', '→') : text}]`;
    })
    .join('');

const ENDINGS = { '': 'none', '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' } as const;

const drawEnding = (line: DiffLine | null): string => (line?.endingChanged ? `⟨${ENDINGS[line.ending]}⟩` : '');
