import type { Comparison, Counts, SectionName } from '../src/compare/comparison.ts';

/** The sections in the order they are shown: what changed first, then what it did, then where it ran. */
export const SECTIONS: readonly { readonly name: SectionName; readonly title: string }[] = [
  { name: 'prompts', title: 'Prompts' },
  { name: 'metrics', title: 'Metrics' },
  { name: 'params', title: 'Parameters' },
  { name: 'models', title: 'Models' },
  { name: 'signatures', title: 'Signatures' },
  { name: 'inputExamples', title: 'Input Examples' },
  { name: 'dependencies', title: 'Dependencies' },
  { name: 'artifacts', title: 'Artifacts' },
  { name: 'datasets', title: 'Datasets' },
  { name: 'tags', title: 'Tags' },
  { name: 'runInfo', title: 'Run Details' },
];

export interface SectionOverview extends Counts {
  readonly name: SectionName;
  readonly title: string;
  /** Rows that differ in more than what tells any two runs apart. */
  readonly telling: number;
}

export interface Overview {
  /** Sections with something to show. A comparison always has prompts: runs without one are worth saying so. */
  readonly shown: readonly SectionOverview[];
  /** Titles of the sections that no run has anything for. */
  readonly empty: readonly string[];
}

export function overviewOf({ columns, summary, runInfo }: Comparison): Overview {
  const isShown = ({ name, rows }: SectionOverview): boolean => rows > 0 || (name === 'prompts' && columns.length > 1);
  const identities = runInfo.items.filter((row) => row.identity && row.differs).length;
  const all = SECTIONS.map(({ name, title }) => {
    const counts = summary.sections[name];
    return { name, title, ...counts, telling: counts.differing - (name === 'runInfo' ? identities : 0) };
  });
  return {
    shown: all.filter(isShown),
    empty: all.filter((section) => !isShown(section)).map((section) => section.title),
  };
}

/** What stands beside a section's title: `2 of 5 differ`, `All 5 identical`; how many rows it has for a run alone. */
export function countsText({ rows, differing }: Counts, alone: boolean): string {
  if (rows === 0) return '';
  if (alone) return String(rows);
  if (differing === 0) return rows === 1 ? 'Identical' : `All ${rows} identical`;
  if (differing === rows) return rows === 1 ? 'Differs' : `All ${rows} differ`;
  return `${differing} of ${rows} ${differing === 1 ? 'differs' : 'differ'}`;
}

/** What a link to a section says of it: `2 of 5 differ`, leaving out what tells any two runs apart; `5 rows`. */
export function countWords({ rows, telling }: SectionOverview, alone: boolean): string {
  if (alone) return rows === 1 ? '1 row' : `${rows} rows`;
  if (rows === 0) return 'None';
  return telling === 0 ? 'Identical' : `${telling} of ${rows} ${telling === 1 ? 'differs' : 'differ'}`;
}

/** `12 identical rows hidden` */
export function hiddenText(count: number): string {
  return `${count} identical ${count === 1 ? 'row' : 'rows'} hidden`;
}

/** `sentiment_v1 was deleted.`, `a, b and c were deleted.` */
export function goneText(gone: readonly { readonly name: string }[]): string {
  const names = new Intl.ListFormat('en').format(gone.map(({ name }) => name));
  return `${names} ${gone.length === 1 ? 'was' : 'were'} deleted.`;
}
