import type { Comparison } from '../compare/comparison.ts';
import { type Block, type Cell, type Line, type ListBlock, NOTHING, type Row, type Table } from './blocks.ts';
import { diffHtml } from './htmlDiff.ts';
import { PAGE_STYLE } from './htmlStyle.ts';
import { escaped, lineHtml } from './htmlText.ts';
import { type Report, reportOf, type SummaryEntry } from './report.ts';
import type { ReportSection } from './reportSections.ts';

/**
 * The whole comparison as one HTML file that needs nothing else: no script, no picture, nothing that is loaded. Rows
 * that do not differ are there, folded.
 */
export function exportHtml(comparison: Comparison): string {
  const report = reportOf(comparison);
  const isAlone = comparison.columns.length === 1;
  const title = report.title.map((part) => (typeof part === 'string' ? part : part.logged)).join('');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${tableHtml(report.columns, true)}
${answerHtml(comparison, report)}
${report.sections.map((section) => sectionHtml(section, isAlone)).join('\n')}
</main>
</body>
</html>
`;
}

function answerHtml({ columns, summary }: Comparison, report: Report): string {
  if (report.summary.length > 0) return `<ul class="summary">\n${report.summary.map(summaryHtml).join('\n')}\n</ul>`;
  if (columns.length === 1) return '';
  return `<p>${summary.identical ? 'Identical in everything but name and times.' : 'No difference that matters.'}</p>`;
}

function summaryHtml({ section, title, of, text }: SummaryEntry): string {
  const names = of.map((name) => `<code>${escaped(name)}</code>`).join(', ');
  return `<li><a href="#${section}">${escaped(title)}</a>${names === '' ? '' : ` (${names})`}: ${escaped(text)}</li>`;
}

const sectionHtml = ({ name, title, blocks }: ReportSection, isAlone: boolean): string =>
  `<section id="${name}">\n<h2>${escaped(title)}</h2>\n${blocks.map((block) => blockHtml(block, isAlone)).join('\n')}\n</section>`;

function blockHtml(block: Block, isAlone: boolean): string {
  switch (block.kind) {
    case 'table':
      return tableHtml(block, isAlone);
    case 'diff':
      return diffHtml(block);
    case 'text':
      return `${titleHtml(block.title)}\n<pre>${escaped(block.text)}</pre>`;
    case 'note':
      return `<p>${lineHtml(block.line)}</p>`;
    case 'list':
      return listHtml(block);
  }
}

const titleHtml = (title: Line): string => `<h3>${lineHtml(title)}</h3>`;

const listHtml = ({ title, items }: ListBlock): string =>
  `<p>${lineHtml(title)}</p>\n<ul>\n${items.map((item) => `<li>${lineHtml(item)}</li>`).join('\n')}\n</ul>`;

/** With all rows, or those that differ first and the others folded below them. */
function tableHtml({ title, header, rows }: Table, isWhole: boolean): string {
  const differing = isWhole ? rows : rows.filter(({ differs }) => differs);
  const identical = isWhole ? [] : rows.filter(({ differs }) => !differs);
  const count = `${identical.length} identical ${identical.length === 1 ? 'row' : 'rows'}`;
  return [
    title === null ? '' : titleHtml(title),
    differing.length > 0 ? rowsHtml(header, differing) : '',
    identical.length > 0 ? `<details><summary>${count}</summary>${rowsHtml(header, identical)}</details>` : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function rowsHtml(header: readonly Cell[], rows: readonly Row[]): string {
  const head = header.map((cell) => `<th scope="col">${contentHtml(cell)}</th>`).join('');
  const body = rows.map(({ cells }) => `<tr>${cells.map(cellHtml).join('')}</tr>`).join('\n');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const cellHtml = (cell: Cell, index: number): string =>
  index === 0
    ? `<th scope="row">${contentHtml(cell)}</th>`
    : `<td${cell.tone === undefined ? '' : ` class="${cell.tone}"`}>${contentHtml(cell)}</td>`;

/** Words of ours are quiet beside what was logged; alone they are what the cell says. */
function contentHtml({ logged, words }: Cell): string {
  if (logged === null && words !== NOTHING) return escaped(words);
  return [
    logged === null ? '' : `<span class="logged">${escaped(logged)}</span>`,
    words === '' ? '' : `<span class="words">${escaped(words)}</span>`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
