import {
  type Comparison,
  type Counts,
  SECTION_NAMES,
  type SectionName,
  type Summary,
  type SummaryCell,
  type SummaryLine,
} from '../comparison.ts';
import { isModelFile, Reach } from './reach.ts';
import { dependencyWords, fileWords, modelsCell, tellingFiles } from './summaryOfModels.ts';
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
  const reaches = columns.map(({ kind }) => new Reach(columns[0]?.kind, kind, sections.artifacts.items));
  const lines = [
    ...FIRST_LINES.flatMap((line) => summaryLine(line, reaches, sections)),
    ...requirementsLine(reaches, sections),
    ...LAST_LINES.flatMap((line) => summaryLine(line, reaches, sections)),
  ];
  // A signature without a field is one more, or one less, that has nothing to show for it.
  const told = lines.filter(({ section }) => counts[section].differing > 0);
  return { sections: counts, identical: isIdentical(sections), lines: told };
}

const countsOf = ({ rows, differing }: Counts): Counts => ({ rows, differing });

interface LineKind {
  readonly section: SectionName;
  readonly title: string;
  /** What is said of a column that is not the baseline. */
  readonly cell: (sections: Sections, column: number, reach: Reach) => SummaryCell | null;
}

/** In the order they help to decide: whether it ran, what was changed on purpose, what it did, what else is different. */
const FIRST_LINES: readonly LineKind[] = [
  { section: 'runInfo', title: 'Status', cell: ({ runInfo }, column) => statusCell(runInfo.items, column) },
  {
    section: 'prompts',
    title: 'Prompt',
    cell: ({ prompts }, column, reach) => promptsCell(reach.prompts(prompts.items, column), column, prompts.rows > 1),
  },
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
];

const LAST_LINES: readonly LineKind[] = [
  { section: 'runInfo', title: 'Code', cell: ({ runInfo }, column) => codeCell(runInfo.items, column) },
  { section: 'tags', title: 'Tags', cell: ({ tags }, column) => tagsCell(tags.items, column) },
];

function summaryLine({ section, title, cell }: LineKind, reaches: readonly Reach[], sections: Sections): SummaryLine[] {
  const cells = cellsOf(reaches, section, (column, reach) => cell(sections, column, reach));
  return cells.every((each) => each === null) ? [] : [{ section, title, cells }];
}

/** One line about two sections; where only one of them has something to say, it is about that. */
function requirementsLine(reaches: readonly Reach[], { dependencies, artifacts }: Sections): SummaryLine[] {
  const files = tellingFiles(artifacts.items);
  const said = reaches.map((reach, column) => ({
    required: dependencyWords(dependencies, column),
    files: fileWords(reach.files(files, column), column),
  }));
  // Counts, and few of them: none is left out.
  const cells = cellsOf(reaches, 'dependencies', (column) =>
    neutral([...(said[column]?.required ?? []), ...(said[column]?.files ?? [])].join(', ')),
  );
  if (cells.every((cell) => cell === null)) return [];
  const shown = said.filter((_, column) => cells[column] !== null);
  const hasFiles = shown.some((each) => each.files.length > 0);
  if (!shown.some(({ required }) => required.length > 0)) return [{ section: 'artifacts', title: 'Files', cells }];
  return [{ section: 'dependencies', title: hasFiles ? 'Dependencies and files' : 'Dependencies', cells }];
}

/** Nothing is said of the baseline, nor of a column that cannot have what the baseline has. */
function cellsOf(
  reaches: readonly Reach[],
  section: SectionName,
  cell: (column: number, reach: Reach) => SummaryCell | null,
): (SummaryCell | null)[] {
  return reaches.map((reach, column) => (column === 0 || !reach.hasSection(section) ? null : cell(column, reach)));
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
