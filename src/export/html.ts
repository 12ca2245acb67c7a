import type { Comparison, DiffLine, DiffRow } from '../compare/comparison.ts';
import type { Block, Cell, DiffBlock, NoteBlock, Row, Table } from './blocks.ts';
import { PAGE_STYLE } from './htmlStyle.ts';
import { reportOf } from './report.ts';
import type { ReportSection } from './reportSections.ts';

/**
 * The whole comparison as one HTML file that needs nothing else: no script, no picture, nothing that is loaded. Rows
 * that do not differ are there, folded.
 */
export function exportHtml(comparison: Comparison): string {
  const report = reportOf(comparison);
  const identical = comparison.summary.identical ? 'Identical in everything but name and times.' : '';
  const answer =
    report.summary.length === 0
      ? `<p>${escaped(comparison.columns.length > 1 ? identical || 'No difference that matters.' : '')}</p>`
      : `<ul class="summary">${report.summary.map(({ title, of, text }) => `<li><b>${escaped(title)}</b>${of && ` <code>${escaped(of)}</code>`}: ${escaped(text)}</li>`).join('')}</ul>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(report.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(report.title)}</h1>
${tableHtml(report.columns, true)}
${answer}
${report.sections.map((section) => sectionHtml(section, comparison.columns.length === 1)).join('\n')}
</main>
</body>
</html>
`;
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
      return `<h3>${escaped(block.title)}</h3>\n<pre>${escaped(block.text)}</pre>`;
    case 'note':
      return noteHtml(block);
  }
}

const noteHtml = ({ parts }: NoteBlock): string =>
  `<p>${parts.map((part) => (typeof part === 'string' ? escaped(part) : `<code>${escaped(part.logged)}</code>`)).join('')}</p>`;

/** With all rows, or those that differ first and the others folded below them. */
function tableHtml({ title, header, rows }: Table, isWhole: boolean): string {
  const heading = title === null ? '' : `<h3>${escaped(title)}</h3>`;
  const differing = isWhole ? rows : rows.filter(({ differs }) => differs);
  const identical = isWhole ? [] : rows.filter(({ differs }) => !differs);
  const count = `${identical.length} identical ${identical.length === 1 ? 'row' : 'rows'}`;
  return [
    heading,
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

const contentHtml = ({ logged, words }: Cell): string =>
  [
    logged === null ? '' : `<span class="logged">${escaped(logged)}</span>`,
    words === '' ? '' : `<span class="words">${escaped(words)}</span>`,
  ]
    .filter((part) => part !== '')
    .join(' ');

/** Side by side; on a narrow page below each other. */
function diffHtml({ title, left, right, diff }: DiffBlock): string {
  const why = diff.shortened === null ? '' : `<p>${escaped(diff.shortened)}</p>`;
  const names = `<th></th><th scope="col">${escaped(left)}</th><th></th><th scope="col">${escaped(right)}</th>`;
  return `<h3>${escaped(title)}</h3>\n${why}<div class="wide"><table class="diff"><thead><tr>${names}</tr></thead><tbody>
${diff.rows.map(diffRowHtml).join('\n')}
</tbody></table></div>`;
}

const diffRowHtml = (row: DiffRow): string =>
  `<tr class="${row.kind}">${sideHtml(row.left, 'del')}${sideHtml(row.right, 'ins')}</tr>`;

function sideHtml(line: DiffLine | null, element: 'del' | 'ins'): string {
  if (line === null) return '<td></td><td class="none"></td>';
  const text = line.segments.map(({ text: part, changed, whitespace }) =>
    changed ? `<${element}>${whitespace ? visible(escaped(part)) : escaped(part)}</${element}>` : escaped(part),
  );
  const ending = line.endingChanged ? `<${element}>${ENDINGS[line.ending]}</${element}>` : '';
  return `<td class="number">${line.number}</td><td class="${element}">${text.join('')}${ending}</td>`;
}

const ENDINGS = { '': '∅', '\n': '↵', '\r\n': '␍↵', '\r': '␍' } as const;

/** White space that is the change must be seen. */
const visible = (text: string): string => text.replaceAll(' ', '·').replaceAll('\t', '→\t');

/** For text and for attributes; characters that turn the direction of what follows are shown as what they are. */
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\p{Bidi_Control}|(?![\n\r\t])\p{Cc}/gu, '\u{FFFD}');
