import {
  type Comparison,
  type Counts,
  SECTION_NAMES,
  type SectionName,
  type Summary,
  type SummaryCell,
  type SummaryLine,
} from '../comparison.ts';
import { dependencyWords, fileWords, isModelFile, modelsCell, tellingFiles } from './summaryOfModels.ts';
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
  const lines = [
    ...FIRST_LINES.flatMap((line) => summaryLine(line, columns, sections)),
    ...requirementsLine(columns, sections),
    ...LAST_LINES.flatMap((line) => summaryLine(line, columns, sections)),
  ];
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
const FIRST_LINES: readonly LineKind[] = [
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
];

const LAST_LINES: readonly LineKind[] = [
  { section: 'runInfo', title: 'Code', cell: ({ runInfo }, column) => codeCell(runInfo.items, column) },
  { section: 'tags', title: 'Tags', cell: ({ tags }, column) => tagsCell(tags.items, column) },
];

function summaryLine({ section, title, cell }: LineKind, columns: Columns, sections: Sections): SummaryLine[] {
  const cells = cellsOf(columns, section, (column) => cell(sections, column));
  return cells.every((each) => each === null) ? [] : [{ section, title, cells }];
}

/** One line about two sections; where only one of them has something to say, it is about that. */
function requirementsLine(columns: Columns, { dependencies, artifacts }: Sections): SummaryLine[] {
  const files = tellingFiles(artifacts.items);
  const said = columns.map((_, column) => ({
    required: dependencyWords(dependencies, column),
    files: fileWords(files, column),
  }));
  // Counts, and few of them: none is left out.
  const cells = cellsOf(columns, 'dependencies', (column) =>
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
  columns: Columns,
  section: SectionName,
  cell: (column: number) => SummaryCell | null,
): (SummaryCell | null)[] {
  return columns.map(({ kind }, column) =>
    column === 0 || (section !== 'prompts' && !areAlike(columns[0]?.kind, kind)) ? null : cell(column),
  );
}

/** A prompt of the registry has a text and nothing else: that it lacks the metrics of a run is no news. */
const areAlike = (a: string | undefined, b: string): boolean => (a === 'promptVersion') === (b === 'promptVersion');

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
