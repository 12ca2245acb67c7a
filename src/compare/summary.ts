import { type Comparison, type Counts, SECTION_NAMES, type SectionName, type Summary } from './comparison.ts';

/** The answer in short. */
export function summarize(_columns: number, sections: Pick<Comparison, SectionName>): Summary {
  const counts = Object.fromEntries(
    SECTION_NAMES.map((name): [SectionName, Counts] => [name, countsOf(sections[name])]),
  ) as Record<SectionName, Counts>;
  return { sections: counts, identical: isIdentical(sections), lines: [] };
}

const countsOf = ({ rows, differing }: Counts): Counts => ({ rows, differing });

function isIdentical(sections: Pick<Comparison, SectionName>): boolean {
  const { tags, runInfo, ...others } = sections;
  return (
    Object.values(others).every((counts) => counts.differing === 0) &&
    tags.items.every((row) => !row.differs || row.system) &&
    runInfo.items.every((row) => !row.differs || row.identity)
  );
}
