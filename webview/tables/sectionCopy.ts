import type { Aggregate, Comparison, SectionName } from '../../src/compare/comparison.ts';
import { escapedMarkdown, markdownFence, markdownTable, tsvText } from './copyText.ts';
import type { CopiedTable } from './copyText.ts';
import { sectionTexts } from './rowTexts.ts';
import type { ListTexts, RowTexts } from './rowTexts.ts';

interface CopiedSection {
  readonly section: SectionName;
  readonly comparison: Comparison;
  readonly aggregate: Aggregate;
  /** Whether rows without a difference are left out. */
  readonly differencesOnly: boolean;
}

/** A section's tables for a spreadsheet, one below the other. */
export function sectionAsTsv(copied: CopiedSection): string {
  return listsOf(copied)
    .map((list) => tsvText(tableOf(list, copied.comparison)))
    .join('\n\n');
}

/** A section for a text in Markdown; prompts and examples as the texts they are. */
export function sectionAsMarkdown(copied: CopiedSection): string {
  const isText = copied.section === 'prompts' || copied.section === 'inputExamples';
  return listsOf(copied)
    .map((list) => (isText ? fencedTexts(list, copied.comparison) : titledTable(list, copied.comparison)))
    .join('\n\n');
}

function listsOf({ section, comparison, aggregate, differencesOnly }: CopiedSection): readonly ListTexts[] {
  return sectionTexts(section, comparison, aggregate, 'copy')
    .map((list) => ({ ...list, rows: list.rows.filter((row) => row.differs || !differencesOnly) }))
    .filter((list) => list.rows.length > 0);
}

function tableOf({ title, rows }: ListTexts, { columns }: Comparison): CopiedTable {
  return {
    head: [title ?? '', ...columns.map(({ name }) => name)],
    rows: rows.map(({ name, cells }) => [name, ...cells]),
  };
}

function titledTable(list: ListTexts, comparison: Comparison): string {
  const table = markdownTable(tableOf({ ...list, title: null }, comparison));
  return list.title === null ? table : `**${escapedMarkdown(list.title)}**\n\n${table}`;
}

function fencedTexts({ rows }: ListTexts, { columns }: Comparison): string {
  const texts = ({ name, cells }: RowTexts): readonly string[] =>
    cells.flatMap((text, column) => {
      const of = columns.length > 1 ? `, ${columns[column]?.name ?? ''}` : '';
      return text === null ? [] : [`**${escapedMarkdown(name + of)}**\n\n${markdownFence(text)}`];
    });
  return rows.flatMap(texts).join('\n\n');
}
