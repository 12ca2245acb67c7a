import type { DiffLine } from '../../src/compare/comparison.ts';
import { LONG_LINE } from './longLines.ts';

const TAB = 4;

/** How many characters of the code font the widest line takes, with wide characters as two and long lines cut. */
export function widestLine(lines: readonly (Pick<DiffLine, 'segments'> | null)[]): number {
  return lines.reduce((widest, line) => {
    const length = line === null ? 0 : line.segments.reduce((sum, { text }) => sum + widthOf(text, LONG_LINE), 0);
    return Math.max(widest, Math.min(length, LONG_LINE));
  }, 0);
}

function widthOf(text: string, most: number): number {
  let width = 0;
  for (let index = 0; index < text.length && width < most; index++) {
    const code = text.charCodeAt(index);
    if (code === 9) width += TAB - (width % TAB);
    else width += code >= 0x1100 ? 2 : 1;
  }
  return width;
}
