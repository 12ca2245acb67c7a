import type { MetricDirection } from '../compare/comparison.ts';
import type { PromptText, Snapshot } from '../model/snapshot.ts';
import type { ModelVersionSubject, PromptVersionSubject, RunSubject, Subject } from '../model/subject.ts';
import type { HistoryRange, MetricHistory } from '../model/metricHistory.ts';
import type { CompareSettings, ExportFormat, Relative } from '../protocol/compare.ts';

/** Where panels read from. */
export interface CompareSource {
  /** With the prompts that these settings make of params. Undefined when the store does not have it (any more). */
  snapshot(subject: Subject, promptParams: CompareSettings['promptParams']): Promise<Snapshot | undefined>;
  /** Whether the user may change it now. */
  editable(subject: Subject): boolean;
  /** What the settings of this folder say. */
  settings(folder: string): CompareSettings;
  /** Called after anything in any store changed, and any of the settings. */
  onDidChange(listener: () => void): { dispose(): void };
}

/** A column with what its tab and titles call it. */
export interface NamedSubject {
  readonly subject: Subject;
  readonly name: string;
}

export interface ColumnPrompt extends NamedSubject {
  readonly prompt: PromptText;
}

export interface ColumnPrompts extends NamedSubject {
  readonly prompts: readonly PromptText[];
}

export interface ColumnFile extends NamedSubject {
  /** One of the paths that the column's snapshot lists. */
  readonly path: string;
}

export interface ColumnCommit extends NamedSubject {
  /** The commit the run was made from, as its client logged it. */
  readonly commit: string;
}

/** Subjects with tags and a text of their own that people write. */
export type EditableSubject = RunSubject | ModelVersionSubject | PromptVersionSubject;

/**
 * What a panel asks of the rest of the extension. All arguments were looked up in what the panel shows. Where the user
 * is asked something, and cancels, nothing happens; undefined is answered where something is expected.
 */
export interface CompareActions {
  /** Lets the user choose up to `most` columns besides those shown. */
  pickColumns(shown: readonly Subject[], most: number): Promise<readonly Subject[] | undefined>;
  /** What stands in this relation to the subject. Throws RESOURCE_DOES_NOT_EXIST where there is none. */
  relative(to: Subject, relative: Relative): Promise<Subject | undefined>;
  diffPrompt(left: ColumnPrompt, right: ColumnPrompt): Promise<void>;
  diffPrompts(left: ColumnPrompts, right: ColumnPrompts): Promise<void>;
  openPrompt(prompt: ColumnPrompt): Promise<void>;
  /** @param versions the texts that may stand now where the prompt is to be written */
  writeBackPrompt(prompt: PromptText, versions: readonly string[]): Promise<void>;
  markPrompt(folder: string, param: string, isPrompt: boolean | null): Promise<void>;
  setMetricDirection(folder: string, key: string, direction: MetricDirection | 'none' | null): Promise<void>;
  metricHistory(subject: Subject, key: string, range: HistoryRange | null, most: number): Promise<MetricHistory>;
  openArtifact(file: ColumnFile): Promise<void>;
  diffArtifact(left: ColumnFile, right: ColumnFile): Promise<void>;
  diffCommits(left: ColumnCommit, right: ColumnCommit): Promise<void>;
  renameRun(run: RunSubject, name: string): Promise<void>;
  setNote(subject: EditableSubject, note: string | null): Promise<void>;
  setTag(subject: EditableSubject, key: string, value: string | null): Promise<void>;
  exportComparison(columns: readonly NamedSubject[], format: ExportFormat | null): Promise<void>;
  copyText(text: string): Promise<void>;
  reveal(subject: Subject): Promise<void>;
  showLog(): Promise<void>;
}
