import type { Comparison, DiffRow, TextDiff } from '../compare/comparison.ts';
import type { Block, Cell, DiffBlock, NoteBlock, Table } from './blocks.ts';
import { reportOf } from './report.ts';
import type { ReportSection } from './reportSections.ts';

export interface MarkdownOptions {
  /**
   * The most characters; longer parts are shortened and say so. 65,000 when not given: a comment on GitHub holds
   * 65,536, one on GitLab 1,000,000, one on Bitbucket 32,768.
   */
  readonly limit?: number;
}

const LIMIT = 65_000;
/** Unchanged lines around a change. */
const CONTEXT = 3;
/** What is longer than this many lines is folded. */
const FOLDED_FROM = 12;
/** Characters of one logged value in a table. */
const CELL = 120;
/** Characters that the notes about what was left out may take. */
const RESERVE = 400;

/**
 * The comparison as Markdown for a pull request: what changed and whether it helped first, long parts folded. Of a
 * comparison only what differs is written. Everything that was logged stands in code, where it is no markup, no link
 * and mentions nobody.
 */
export function exportMarkdown(comparison: Comparison, { limit = LIMIT }: MarkdownOptions = {}): string {
  const report = reportOf(comparison);
  const isAlone = comparison.columns.length === 1;
  const head = [
    `## ${plain(report.title)}`,
    tableText(report.columns, true),
    ...(report.summary.length > 0
      ? [
          report.summary
            .map(({ title, of, text }) => `- **${title}**${of && ` ${code(of)}`}: ${plain(text)}`)
            .join('\n'),
        ]
      : isAlone
        ? []
        : [
            comparison.summary.identical
              ? 'Identical in everything but name and times.'
              : 'No difference that matters.',
          ]),
  ];
  const out = new Budget(limit - RESERVE);
  for (const part of head) out.add(part);
  const told = report.sections.filter((section) => isAlone || hasDifference(section));
  for (const section of told) writeSection(out, section, isAlone);
  const identical = report.sections
    .filter((section) => !told.includes(section))
    .map(({ title }) => title.toLowerCase());
  if (identical.length > 0) out.add(`_Identical: ${identical.join(', ')}._`);
  return `${out.text()}\n`;
}

/** Parts up to a number of characters, and what did not fit. */
class Budget {
  readonly #parts: string[] = [];
  #left: number;
  #leftOut = 0;

  constructor(characters: number) {
    this.#left = characters;
  }

  get left(): number {
    return this.#left;
  }

  add(part: string): boolean {
    if (part.length + 2 > this.#left) {
      this.#leftOut++;
      return false;
    }
    this.#parts.push(part);
    this.#left -= part.length + 2;
    return true;
  }

  text(): string {
    const left = this.#leftOut;
    const note = `_${left === 1 ? 'One part is' : `${left} parts are`} left out here, for length. The HTML export has everything._`;
    return [...this.#parts, ...(left > 0 ? [note] : [])].join('\n\n');
  }
}

function writeSection(out: Budget, section: ReportSection, isAlone: boolean): void {
  const texts = section.blocks
    .map((block) => blockText(block, isAlone, Math.floor(out.left / 2)))
    .filter((text) => text !== '');
  if (texts.length === 0) return;
  const isFolded = FOLDED.has(section.name);
  const heading = isFolded ? `<details>\n<summary><b>${section.title}</b></summary>` : `### ${section.title}`;
  if (!isFolded) {
    if (out.add(heading)) for (const text of texts) out.add(text);
    return;
  }
  // A folded part is written whole or not at all: half of one would swallow what follows.
  const fitting: string[] = [];
  let length = heading.length + 20;
  for (const text of texts) {
    length += text.length + 2;
    if (length <= out.left) fitting.push(text);
  }
  out.add([heading, ...fitting, '</details>'].join('\n\n'));
}

const hasDifference = ({ blocks }: ReportSection): boolean =>
  blocks.some((block) => (block.kind === 'table' ? block.rows.some(({ differs }) => differs) : block.kind === 'diff'));

/** What is looked up rather than read. */
const FOLDED: ReadonlySet<string> = new Set(['artifacts', 'datasets', 'tags', 'runInfo', 'models']);

function blockText(block: Block, isAlone: boolean, most: number): string {
  switch (block.kind) {
    case 'table':
      return tableText(block, isAlone, most);
    case 'diff':
      return diffText(block, most);
    case 'text':
      return folded(block.title, fenced(cut(block.text, most), ''), block.text.split('\n').length);
    case 'note':
      return noteText(block);
  }
}

const noteText = ({ parts }: NoteBlock): string =>
  parts.map((part) => (typeof part === 'string' ? plain(part) : code(part.logged))).join('');

/** With all rows, or those that differ and how many were left out. */
function tableText({ title, header, rows }: Table, isWhole: boolean, most = Infinity): string {
  const chosen = isWhole ? rows : rows.filter(({ differs }) => differs);
  const lines = chosen.map(({ cells }) => rowText(cells));
  let length = 0;
  const shown = lines.filter((line) => (length += line.length + 1) <= most);
  const identical = rows.length - chosen.length;
  const notes = [
    ...(identical > 0 ? [`${identical} identical ${identical === 1 ? 'row' : 'rows'}`] : []),
    ...(shown.length < lines.length ? [`${lines.length - shown.length} more rows`] : []),
  ];
  const left = notes.length === 0 ? [] : [`_${notes.join(' and ')} left out._`];
  const table =
    shown.length === 0 ? [] : [[rowText(header), `|${header.map(() => ' --- |').join('')}`, ...shown].join('\n')];
  if (table.length === 0 && title === null) return left.join('');
  return [...(title === null ? [] : [`**${plain(title)}**`]), ...table, ...left].join('\n\n');
}

const rowText = (cells: readonly Cell[]): string => `| ${cells.map(cellText).join(' | ')} |`;

const cellText = ({ logged, words }: Cell): string =>
  [logged === null || logged === '' ? '' : code(shortened(logged)).replaceAll('|', '\\|'), plain(words)]
    .filter(Boolean)
    .join(' ');

const shortened = (text: string): string => (text.length > CELL ? `${text.slice(0, CELL - 1)}…` : text);

function diffText({ title, left, right, diff }: DiffBlock, most: number): string {
  const lines = [`--- ${oneLine(left)}`, `+++ ${oneLine(right)}`, ...diffLines(diff)];
  const text = fenced(cut(lines.join('\n'), most), 'diff');
  const why = diff.shortened === null ? '' : `\n\n_${diff.shortened}_`;
  return folded(title, text + why, lines.length);
}

/** As a unified diff, with a few unchanged lines around each change. */
function diffLines({ rows }: TextDiff): readonly string[] {
  const near = rows.map(() => false);
  rows.forEach((row, index) => {
    if (row.kind !== 'same') near.fill(true, Math.max(0, index - CONTEXT), index + CONTEXT + 1);
  });
  const lines: string[] = [];
  let pending: string[] = [];
  rows.forEach((row, index) => {
    if (near[index] !== true) {
      if (near[index - 1] !== false) lines.push(...pending, '@@ … @@');
      if (near[index - 1] !== false) pending = [];
      return;
    }
    if (row.kind === 'same') {
      lines.push(...pending, ` ${lineText(row, 'right')}`);
      pending = [];
      return;
    }
    // In every changed block the old lines come first.
    if (row.left !== null) lines.push(`-${lineText(row, 'left')}`);
    if (row.right !== null) pending.push(`+${lineText(row, 'right')}`);
  });
  return [...lines, ...pending];
}

const lineText = (row: DiffRow, side: 'left' | 'right'): string =>
  (row[side]?.segments ?? []).map(({ text }) => text).join('');

function folded(title: string, content: string, lines: number): string {
  if (lines <= FOLDED_FROM) return `**${plain(title)}**\n\n${content}`;
  return `<details>\n<summary>${html(oneLine(title))} (${lines} lines)</summary>\n\n${content}\n\n</details>`;
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(0, most))}\n… (${text.length - most} more characters)`;

/** A block of code that nothing inside of it can end. */
function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${withoutControls(text)}\n${fence}`;
}

/** A span of code that nothing inside of it can end, on one line. */
function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);

const CONTROLS = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;
const inOneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ↵ ').replace(CONTROLS, ' ');
const oneLine = (text: string): string => inOneLine(text).trim();
const withoutControls = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(CONTROLS, (sign) => (sign === '\n' || sign === '\t' ? sign : '�'));

const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Words of ours, in which names that were logged may stand: what Markdown would read as markup, a mention or a
 * reference is escaped.
 */
const plain = (text: string): string =>
  inOneLine(text)
    .replace(/[\\`*_[\]>|~]/g, '\\$&')
    // Within a folded part a host may take a back-slash for one.
    .replaceAll('<', '&lt;')
    // No back-slash keeps a host from linking these: an invisible joiner does.
    .replace(/([@#])(?=[\w-])/g, '$1\u2060');
