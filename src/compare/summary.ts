import {
  type Comparison,
  type Counts,
  SECTION_NAMES,
  type SectionName,
  type Summary,
  type SummaryCell,
  type SummaryLine,
} from './comparison.ts';
import { dependencyWords, fileWords, isModelFile, modelsCell } from './summaryOfModels.ts';
import { examplesCell, promptsCell, signaturesCell } from './summaryOfPrompts.ts';
import { codeCell, datasetsCell, metricsCell, paramsCell, statusCell, tagsCell } from './summaryOfValues.ts';
import { neutral } from './summaryWords.ts';

type Sections = Pick<Comparison, SectionName>;
type Columns = readonly Pick<Comparison['columns'][number], 'kind'>[];

/** The answer in short. */
export function summarize(columns: Columns, sections: Sections): Summary {
  const counts = Object.fromEntries(
    SECTION_NAMES.map((name): [SectionName, Counts] => [name, countsOf(sections[name])]),
  ) as Record<SectionName, Counts>;
  const lines = LINES.flatMap((line) => summaryLine(line, columns, sections));
  return { sections: counts, identical: isIdentical(sections), lines };
}

const countsOf = ({ rows, differing }: Counts): Counts => ({ rows, differing });

interface LineKind {
  readonly section: SectionName;
  readonly title: string;
  /** What is said of a column that is not the baseline. */
  readonly cell: (sections: Sections, column: number) => SummaryCell | null;
}

/** In the order they help to decide: whether it ran, what was changed on purpose, what it did, what else is different. */
const LINES: readonly LineKind[] = [
  { section: 'runInfo', title: 'Status', cell: ({ runInfo }, column) => statusCell(runInfo.items, column) },
  { section: 'prompts', title: 'Prompt', cell: ({ prompts }, column) => promptsCell(prompts.items, column) },
  { section: 'signatures', title: 'Signature', cell: ({ signatures }, column) => signaturesCell(signatures, column) },
  { section: 'metrics', title: 'Metrics', cell: ({ metrics }, column) => metricsCell(metrics.items, column) },
  { section: 'datasets', title: 'Data', cell: ({ datasets }, column) => datasetsCell(datasets.items, column) },
  { section: 'params', title: 'Params', cell: ({ params }, column) => paramsCell(params.items, column) },
  {
    section: 'models',
    title: 'Model',
    cell: ({ models, dependencies }, column) => modelsCell(models.items, dependencies, column),
  },
  {
    section: 'inputExamples',
    title: 'Input example',
    cell: ({ inputExamples, signatures }, column) => examplesCell(inputExamples.items, signatures, column),
  },
  { section: 'dependencies', title: 'Dependencies and files', cell: requirementsCell },
  { section: 'runInfo', title: 'Code', cell: ({ runInfo }, column) => codeCell(runInfo.items, column) },
  { section: 'tags', title: 'Tags', cell: ({ tags }, column) => tagsCell(tags.items, column) },
];

function requirementsCell({ dependencies, artifacts }: Sections, column: number): SummaryCell | null {
  // Counts, and few of them: none is left out.
  return neutral([...dependencyWords(dependencies, column), ...fileWords(artifacts.items, column)].join(', '));
}

function summaryLine(line: LineKind, columns: Columns, sections: Sections): SummaryLine[] {
  const cells = columns.map(({ kind }, column) => {
    if (column === 0 || (line.section !== 'prompts' && !areAlike(columns[0]?.kind, kind))) return null;
    return line.cell(sections, column);
  });
  if (cells.every((cell) => cell === null)) return [];
  return [{ ...placed(line, sections, cells), cells }];
}

/** A prompt of the registry has a text and nothing else: that it lacks the metrics of a run is no news. */
const areAlike = (a: string | undefined, b: string): boolean => (a === 'promptVersion') === (b === 'promptVersion');

/** Where the details stand; a line about two sections is about the one that has something to say. */
function placed(
  { section, title }: LineKind,
  sections: Sections,
  cells: readonly (SummaryCell | null)[],
): Pick<SummaryLine, 'section' | 'title'> {
  if (section !== 'dependencies') return { section, title };
  const columns = [...cells.keys()].filter((column) => column > 0);
  const [hasRequirements, hasFiles] = [
    columns.some((column) => dependencyWords(sections.dependencies, column).length > 0),
    columns.some((column) => fileWords(sections.artifacts.items, column).length > 0),
  ];
  if (hasRequirements && hasFiles) return { section, title };
  return hasFiles ? { section: 'artifacts', title: 'Files' } : { section, title: 'Dependencies' };
}

function isIdentical(sections: Sections): boolean {
  const { tags, runInfo, artifacts, ...others } = sections;
  return (
    Object.values(others).every((counts) => counts.differing === 0) &&
    artifacts.items.every((row) => !row.differs || isRewrittenModelFile(row)) &&
    tags.items.every((row) => !row.differs || row.system) &&
    runInfo.items.every((row) => !row.differs || row.identity)
  );
}

const isRewrittenModelFile = ({ path, cells }: Comparison['artifacts']['items'][number]): boolean =>
  isModelFile(path) && cells.every((cell) => cell.present);
