/** What the summary says of models, what they require, and files. */
import type {
  ArtifactCell,
  ArtifactRow,
  DependencyCell,
  DependencySection,
  ModelDetailRow,
  ModelRow,
  SummaryCell,
} from '../comparison.ts';
import { modelFolders } from './reach.ts';
import { paramWords } from './summaryOfValues.ts';
import { counted, isChanged, listed, neutral, shortName, tally, valueChange } from './summaryWords.ts';

export function modelsCell(
  rows: readonly ModelRow[],
  dependencies: DependencySection,
  column: number,
): SummaryCell | null {
  const said = rows.flatMap(({ key, name, cells, details }) => {
    const change = cells[column]?.change;
    if (change === 'added' || change === 'removed') return [`${shortName(name)} ${change}`];
    const required = dependencies.models.find((model) => model.key === key)?.items ?? [];
    const told = new Set(required.filter((row) => isChanged(row.cells[column]?.change)).map((row) => row.name));
    const words = details
      .filter((row) => !told.has(row.key))
      .toSorted((a, b) => rank(a) - rank(b))
      .flatMap((row) => detailWords(row, column));
    return rows.length === 1 ? words : words.slice(0, 1).map((text) => `${shortName(name)}: ${text}`);
  });
  return neutral(listed(said));
}

/** What was chosen comes before what a flavor notes of itself, and last what every Python model has. */
function rank({ key }: ModelDetailRow): number {
  const place = ['flavors', 'modelConfig', 'settings', 'codePaths', 'mlflow', 'python_function'];
  return place.indexOf(
    key.startsWith('["python_function"') ? 'python_function' : key.startsWith('[') ? 'settings' : key,
  );
}

function detailWords(row: ModelDetailRow, column: number): string[] {
  const [base, here] = [row.cells[0], row.cells[column]];
  if (!here || !isChanged(here.change)) return [];
  if (row.key === 'flavors') return flavorWords(base?.text ?? null, here.text);
  return [paramWords(SAID_AS[row.key] ?? row.label, base?.text ?? null, here)];
}

/** What stands in a sentence for the labels of the table. */
const SAID_AS: Readonly<Partial<Record<string, string>>> = { modelConfig: 'config', codePaths: 'code paths' };

function flavorWords(before: string | null, after: string | null): string[] {
  const [was, is] = [before, after].map((text) => text?.split(', ') ?? []) as [string[], string[]];
  const gone = was.filter((name) => !is.includes(name));
  const come = is.filter((name) => !was.includes(name));
  if (gone.length === 1 && come.length === 1) return [`flavor ${gone[0]} → ${come[0]}`];
  return [...gone.map((name) => `flavor ${name} removed`), ...come.map((name) => `flavor ${name} added`)];
}

export function dependencyWords({ models }: DependencySection, column: number): string[] {
  const all = models.flatMap(({ items }) =>
    items.flatMap(({ name, cells }) => {
      const here = cells[column];
      return here && isChanged(here.change) ? [{ name, base: cells[0], here }] : [];
    }),
  );
  // Several models that require one package changed one dependency.
  const changed = [...new Map(all.toReversed().map((each) => [each.name, each])).values()].toReversed();
  const pythons = changed.filter(({ name }) => name === 'python');
  const others = changed.filter(({ name }) => name !== 'python');
  return [
    ...pythons.slice(0, 1).map(({ base, here }) => valueChange('Python', said(base), said(here))),
    ...(others.length === 1
      ? others.map(({ name, base, here }) => valueChange(name, said(base), said(here)))
      : others.length > 1
        ? [`${counted(others.length, 'dependency', 'dependencies')}${majors(others.map(({ here }) => here))}`]
        : []),
  ];
}

const said = (cell: DependencyCell | undefined): string | null =>
  cell === undefined || cell.text === null ? null : (cell.version ?? (cell.specifier || 'any version'));

function majors(cells: readonly DependencyCell[]): string {
  const count = cells.filter(({ kind }) => kind === 'major').length;
  return count === 0 ? '' : ` (${count} major)`;
}

/** Files of a model's folder of which other sections say what is in them. */
const TOLD_ELSEWHERE = new Set([
  'MLmodel',
  'requirements.txt',
  'conda.yaml',
  'python_env.yaml',
  'input_example.json',
  'serving_input_example.json',
  'registered_model_meta',
]);

/** The files that count: those that differ, without what of a model's folder other sections tell. */
export function tellingFiles(rows: readonly ArtifactRow[]): ArtifactRow[] {
  const folders = modelFolders(rows);
  return rows.filter(({ path, differs }) => {
    if (!differs) return false;
    const name = path.slice(path.lastIndexOf('/') + 1);
    return !TOLD_ELSEWHERE.has(name) || !folders.has(path.slice(0, path.length - name.length));
  });
}

/** As many are named. */
const NAMED_FILES = 2;

/** `notes.txt changed, facts.jinja added`, `3 files changed, 1 added` */
export function fileWords(rows: readonly ArtifactRow[], column: number): string[] {
  const changed = rows.filter(({ cells }) => changeIn(cells[column]) !== 'same');
  if (changed.length <= NAMED_FILES) return changed.map((row) => namedFile(row, column));
  const count = (change: string): number => changed.filter(({ cells }) => changeIn(cells[column]) === change).length;
  return tally(Object.fromEntries(Object.entries(FILE_WORDS).map(([change, words]) => [words, count(change)])), 'file');
}

const changeIn = (cell: ArtifactCell | undefined): ArtifactCell['change'] => cell?.change ?? 'same';

const FILE_WORDS: Readonly<Record<ArtifactCell['change'], string>> = {
  same: 'the same',
  changed: 'changed',
  added: 'added',
  removed: 'removed',
  renamed: 'renamed',
  unknown: 'not compared',
};

function namedFile({ path, cells }: ArtifactRow, column: number): string {
  const change = changeIn(cells[column]);
  const [was, is] = [cells[0], cells[column]].map((cell) => fileName(cell?.renamedFrom ?? path));
  if (change === 'renamed') return was === is ? `${is} moved` : `${was} renamed to ${is}`;
  return `${is} ${FILE_WORDS[change]}`;
}

const fileName = (path: string): string => shortName(path.slice(path.lastIndexOf('/') + 1));
