const LONGEST_TEXT = 80;

/** Logged text on one line: no breaks, no control or direction marks, at most 80 characters. */
export function oneLine(text: string): string {
  // Far longer than shown: a 1 MB prompt need not be cleaned whole.
  const start = text.slice(0, LONGEST_TEXT * 8);
  const clean = start.replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
  const characters = [...clean];
  if (characters.length <= LONGEST_TEXT) return start.length < text.length ? `${clean}…` : clean;
  return `${characters.slice(0, LONGEST_TEXT - 1).join('')}…`;
}

/** A message of VS Code makes a link of `[text](command:id)`, which a press would run: none is left of one. */
export const withoutLinks = (text: string): string => text.replaceAll('](', '] (');
