import type { Line } from './blocks.ts';

/** Characters of one logged value in a line. */
const LONGEST = 120;

/** A line in which what was logged stands in code, where it is no markup, no link and mentions nobody. */
export const lineText = (line: Line): string =>
  line.map((part) => (typeof part === 'string' ? plain(part) : code(shortened(part.logged)))).join('');

/** The same for a place that is HTML already. */
export const lineHtml = (line: Line): string =>
  line
    .map((part) => (typeof part === 'string' ? html(part) : `<code>${html(oneLine(shortened(part.logged)))}</code>`))
    .join('');

/** A span of code that nothing inside of it can end, on one line. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A block of code that nothing inside of it can end. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${withoutControls(text)}\n${fence}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);

const CONTROLS = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;
const BREAKS = /[\r\n\u2028\u2029]+/;

const inOneLine = (text: string): string =>
  text
    .split(BREAKS)
    .map((line, index, lines) => (index < lines.length - 1 ? line.trimEnd() : line))
    .join(' ↵ ')
    .replace(CONTROLS, ' ');

export const oneLine = (text: string): string => inOneLine(text).trim();

const withoutControls = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(CONTROLS, (sign) => (sign === '\n' || sign === '\t' ? sign : '\u{FFFD}'));

const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Invisible, and no part of a word: what stands before it and after it is not read together. */
const JOINER = '\u2060';

/**
 * Words of ours, in which names that were logged may stand: what Markdown would read as markup is escaped, and what a
 * host would make a link of (mentions, references to issues, merge requests, labels, addresses, signs for emoji) is
 * broken up, for no back-slash keeps it from that.
 */
export const plain = (text: string): string =>
  inOneLine(text)
    .replace(/[\\`*_[\]>|~]/g, '\\$&')
    // Within a folded part a host may take a back-slash for one.
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(
      /[@#!$%^](?=[\w"'-])|(?<!\d):(?=[\w+-])|:(?=\/\/)|(?<=\bwww)(?=\.)|(?<=\bGH)-(?=\d)|(?:\\~|&amp;)(?=[\w"'])/gi,
      `$&${JOINER}`,
    );

/** Without the rest of a long text, and of what it starts with where that is `common` to it and to what it stands beside. */
export function shortened(text: string, common = 0): string {
  if (text.length <= LONGEST) return text;
  const from = common > LONGEST / 2 ? common - LONGEST / 4 : 0;
  const end = from + LONGEST - 2;
  return `${from > 0 ? '…' : ''}${wellFormed(text.slice(from, end))}${end < text.length ? '…' : ''}`;
}

/** A cut may fall into the middle of a character. */
export const wellFormed = (text: string): string => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
