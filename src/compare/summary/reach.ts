import type { SubjectKind } from '../../model/subject.ts';
import type { ArtifactRow, PromptRow, SectionName } from '../comparison.ts';

/**
 * What one of two columns has and the other cannot have is no news. A version of a prompt is one text and nothing else;
 * of files, a version of a model has its own, a run also those beside its models.
 */
export class Reach {
  readonly #base: SubjectKind | undefined;
  readonly #here: SubjectKind | undefined;
  readonly #folders: ReadonlySet<string>;

  constructor(base: SubjectKind | undefined, here: SubjectKind | undefined, files: readonly ArtifactRow[]) {
    this.#base = base;
    this.#here = here;
    this.#folders = modelFolders(files);
  }

  hasSection(section: SectionName): boolean {
    return section === 'prompts' || isPrompt(this.#base) === isPrompt(this.#here);
  }

  prompts(rows: readonly PromptRow[], column: number): readonly PromptRow[] {
    return rows.filter(({ name, cells }) => {
      const [cell, base] = [cells[column], cells[0]];
      if (cell?.change === 'removed' && isPrompt(this.#here)) return false;
      if (cell?.change === 'added' && isPrompt(this.#base)) return false;
      const isFile = (cell?.origin ?? base?.origin) === 'file';
      return !isFile || !isPresence(cell?.change) || this.#reaches(name);
    });
  }

  files(rows: readonly ArtifactRow[], column: number): readonly ArtifactRow[] {
    return rows.filter(({ path, cells }) => !isPresence(cells[column]?.change) || this.#reaches(path));
  }

  /** Whether both columns may have a file. */
  #reaches(path: string): boolean {
    if (isModel(this.#base) === isModel(this.#here)) return true;
    return [...this.#folders].some((folder) => path.startsWith(folder));
  }
}

const isPrompt = (kind: SubjectKind | undefined): boolean => kind === 'promptVersion';
const isModel = (kind: SubjectKind | undefined): boolean => kind === 'loggedVersion' || kind === 'modelVersion';
const isPresence = (change: string | undefined): boolean => change === 'added' || change === 'removed';

/** The folders of models, each with a slash at its end. */
export const modelFolders = (rows: readonly ArtifactRow[]): ReadonlySet<string> =>
  new Set(rows.filter(({ path }) => isModelFile(path)).map(({ path }) => path.slice(0, -MODEL_FILE.length)));

const MODEL_FILE = 'MLmodel';

/** MLmodel, in whatever folder. */
export const isModelFile = (path: string): boolean => path === MODEL_FILE || path.endsWith(`/${MODEL_FILE}`);
