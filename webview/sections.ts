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
}

export interface Overview {
  /** Sections with something to show. Prompts are always there: a run without one is worth saying so. */
  readonly shown: readonly SectionOverview[];
  /** Titles of the sections that no run has anything for. */
  readonly empty: readonly string[];
}

export function overviewOf({ summary }: Comparison): Overview {
  const all = SECTIONS.map(({ name, title }) => ({ name, title, ...summary.sections[name] }));
  const isShown = (section: SectionOverview): boolean => section.rows > 0 || section.name === 'prompts';
  return {
    shown: all.filter(isShown),
    empty: all.filter((section) => !isShown(section)).map((section) => section.title),
  };
}

/** One line about a section: `2 of 5 differ`, `All 5 identical`. */
export function countsText({ rows, differing }: Counts): string {
  if (rows === 0) return '';
  if (differing === 0) return rows === 1 ? 'Identical' : `All ${rows} identical`;
  if (differing === rows) return rows === 1 ? 'Differs' : `All ${rows} differ`;
  return `${differing} of ${rows} ${differing === 1 ? 'differs' : 'differ'}`;
}

/** `12 identical rows hidden` */
export function hiddenText(count: number): string {
  return `${count} identical ${count === 1 ? 'row' : 'rows'} hidden`;
}
