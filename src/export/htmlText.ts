import type { Line } from './blocks.ts';

/** For text and for attributes; characters that turn the direction of what follows are shown as what they are. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\p{Bidi_Control}|(?![\n\r\t])\p{Cc}/gu, '\u{FFFD}');

/** A line with what was logged as code. */
export const lineHtml = (line: Line): string =>
  line.map((part) => (typeof part === 'string' ? escaped(part) : `<code>${escaped(part.logged)}</code>`)).join('');
