/** What is the same at the start of two long texts, and longer than this, is left out. */
const SAME = 60;
/** So much of it is kept, to see where the difference stands. */
const KEPT = 30;

/** Two texts from shortly before where they begin to differ. */
export function excerpts(before: string, after: string): readonly [before: string, after: string] {
  const length = Math.min(before.length, after.length);
  let same = 0;
  while (same < length && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  if (same <= SAME) return [before, after];
  const blank = before.lastIndexOf(' ', same - KEPT);
  const start = blank > same - 2 * KEPT ? blank + 1 : wholeCharacter(before, same - KEPT);
  return [`…${before.slice(start)}`, `…${after.slice(start)}`];
}

const wholeCharacter = (text: string, index: number): number =>
  /^[\uDC00-\uDFFF]/.test(text.charAt(index)) ? index - 1 : index;
