import { invalid } from '../model/errors.ts';
import type { RunSnapshot } from '../model/snapshot.ts';
import { compareArtifacts } from './artifacts.ts';
import { type Comparison, type Counts, SECTION_NAMES, type SectionName } from './comparison.ts';
import { compareDependencies } from './dependencies.ts';
import { compareExamples } from './examples.ts';
import { compareMetrics } from './metrics.ts';
import { alignModels, compareModels } from './models.ts';
import { comparePrompts } from './prompts.ts';
import { compareRunInfo, runColumn } from './runInfo.ts';
import { compareSignatures } from './signatures.ts';
import { DEFAULT_EFFORT } from './textDiff.ts';
import { compareDatasets, compareParams, compareTags } from './values.ts';

/** How many runs one comparison takes. */
export const MAX_RUNS = 10;

export interface CompareOptions {
  /** Steps that each text diff may take before it becomes coarser; two million are about a tenth of a second. */
  readonly effort?: number;
}

/** Compares runs with the first of them, the baseline. Throws UserError for none and for more than MAX_RUNS. */
export function compareRuns(snapshots: readonly RunSnapshot[], options: CompareOptions = {}): Comparison {
  if (snapshots.length === 0) throw invalid('Select at least one run to compare.');
  if (snapshots.length > MAX_RUNS) {
    throw invalid(`At most ${MAX_RUNS} runs can be compared at once; ${snapshots.length} were selected.`);
  }
  const effort = options.effort ?? DEFAULT_EFFORT;
  const models = alignModels(snapshots);
  const sections = {
    prompts: comparePrompts(snapshots, effort),
    models: compareModels(models),
    signatures: compareSignatures(models),
    inputExamples: compareExamples(models, effort),
    params: compareParams(snapshots),
    metrics: compareMetrics(snapshots),
    tags: compareTags(snapshots),
    artifacts: compareArtifacts(snapshots),
    dependencies: compareDependencies(models),
    datasets: compareDatasets(snapshots),
    runInfo: compareRunInfo(snapshots),
  };
  const counts = Object.fromEntries(
    SECTION_NAMES.map((name): [SectionName, Counts] => [name, countsOf(sections[name])]),
  ) as Record<SectionName, Counts>;
  return {
    columns: snapshots.map(runColumn),
    summary: { sections: counts, identical: isIdentical(sections) },
    ...sections,
  };
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
