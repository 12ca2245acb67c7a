import type { Comparison } from '../compare/comparison.ts';
import { blockText, bulletList, tableText, tells } from './markdownBlocks.ts';
import { code, lineText, plain, wellFormed } from './markdownText.ts';
import { type Report, reportOf, type SummaryEntry } from './report.ts';
import type { ReportSection } from './reportSections.ts';

export interface MarkdownOptions {
  /**
   * The most characters; longer parts are shortened and say so. 65,000 when not given: a comment on GitHub holds
   * 65,536, one on GitLab 1,000,000, one on Bitbucket 32,768.
   */
  readonly limit?: number;
}

const LIMIT = 65_000;
/** Characters that the notes about what was left out may take. */
const RESERVE = 400;
/** How much of what is left one part may take: those that follow have something to say too. */
const SHARE = 0.6;

/**
 * The comparison as Markdown for a pull request: what changed and whether it helped first, long parts folded. Of a
 * comparison only what differs is written. Everything that was logged stands in code, where it is no markup, no link
 * and mentions nobody.
 */
export function exportMarkdown(comparison: Comparison, { limit = LIMIT }: MarkdownOptions = {}): string {
  const report = reportOf(comparison);
  const isAlone = comparison.columns.length === 1;
  const out = new Budget(limit - RESERVE);
  out.add(`## ${lineText(report.title)}`);
  out.add(tableText(report.columns, true, out.share));
  const answer = answerText(comparison, report, out.share);
  if (answer !== '') out.add(answer);
  const told = report.sections.filter((section) => isAlone || hasDifference(section));
  for (const section of told) writeSection(out, section, isAlone);
  const identical = report.sections.filter((section) => !told.includes(section) && section.name !== 'runInfo');
  if (identical.length > 0 && !comparison.summary.identical)
    out.add(`_Identical: ${identical.map(({ title }) => title.toLowerCase()).join(', ')}._`);
  const text = `${out.text()}\n`;
  return text.length <= limit ? text : wellFormed(text.slice(0, Math.max(0, limit)));
}

function answerText({ columns, summary }: Comparison, report: Report, most: number): string {
  if (report.summary.length > 0) return bulletList(report.summary.map(summaryText), most);
  if (columns.length === 1) return '';
  return summary.identical ? 'Identical in everything but name and times.' : 'No difference that matters.';
}

const summaryText = ({ title, of, text }: SummaryEntry): string =>
  `**${title}**${of.length === 0 ? '' : ` (${of.map(code).join(', ')})`}: ${plain(text)}`;

/** Parts up to a number of characters, and what did not fit. */
class Budget {
  readonly #parts: string[] = [];
  #left: number;
  #leftOut = 0;

  constructor(characters: number) {
    this.#left = characters;
  }

  /** The most characters that the next part should have. */
  get share(): number {
    return Math.floor(this.#left * SHARE);
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

/** What is looked up rather than read. */
const FOLDED: ReadonlySet<string> = new Set(['artifacts', 'datasets', 'tags', 'runInfo', 'models']);

/** A section is written whole, or with what fits into its share; half of a folded one would swallow what follows. */
function writeSection(out: Budget, section: ReportSection, isAlone: boolean): void {
  const isFolded = FOLDED.has(section.name);
  const heading = isFolded ? `<details>\n<summary><b>${section.title}</b></summary>` : `### ${section.title}`;
  const inside = new Budget(out.share - heading.length);
  for (const block of section.blocks) {
    const text = blockText(block, isAlone, inside.share);
    if (text !== '') inside.add(text);
  }
  const text = inside.text();
  if (text !== '') out.add([heading, text, ...(isFolded ? ['</details>'] : [])].join('\n\n'));
}

const hasDifference = ({ blocks }: ReportSection): boolean =>
  blocks.some((block) =>
    block.kind === 'table' ? block.rows.some(tells) : block.kind === 'diff' || block.kind === 'list',
  );
