/** Rows as they are put on the clipboard: for a spreadsheet, and for a text such as a pull request. */
export interface CopiedTable {
  readonly head: readonly string[];
  /** Null is a value that is not there: an empty cell. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Tab-separated, with a line of heads: what spreadsheets take from the clipboard. */
export function tsvText({ head, rows }: CopiedTable): string {
  return [head, ...rows].map(tsvLine).join('\n');
}

/** One row of a tab-separated table. */
export function tsvLine(cells: readonly (string | null)[]): string {
  return cells.map((cell) => quoted(harmless(cell ?? ''))).join('\t');
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Text that a spreadsheet would take for a formula gets an apostrophe, which makes it text there; numbers stay numbers. */
function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table of GitHub's Markdown; nothing in a cell is taken for markup. */
export function markdownTable({ head, rows }: CopiedTable): string {
  const line = (cells: readonly (string | null)[]): string =>
    `| ${cells.map((cell) => escapedMarkdown(cell ?? '')).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** One line of Markdown that says the text and nothing else. */
export function escapedMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/[<>]|&(?=#|\w+;)/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(/(https?):\/\//gi, '$1:&#47;&#47;')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}&#46;`)
    .replace(/@(?=\w)/g, '&#64;')
    .replace(/(?<!&)#(?=\d)/g, '&#35;')
    .replace(/\$/g, '&#36;')
    .replace(/\r\n|[\n\r]/g, '<br>');
}

/** A text of several lines for Markdown, in a fence that nothing in it ends. */
export function markdownFence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}
