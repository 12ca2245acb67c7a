import { invalid, notFound } from '../model/errors.ts';
import type { PromptText, Snapshot } from '../model/snapshot.ts';
import { includesSubject, isSameSubject, subjectKey } from '../model/subject.ts';
import type { Subject } from '../model/subject.ts';
import { subjectRef } from '../model/subjectRef.ts';
import type { ComparedColumn, CompareState } from '../protocol/compare.ts';
import type { ColumnCommit, ColumnFile, ColumnPrompt, ColumnPrompts, NamedSubject } from './compareActions.ts';

const COMMIT_TAG = 'mlflow.source.git.commit';

/**
 * The columns of one panel and what was last read of them. A message names things; what is done is done with the
 * panel's own values, which are looked up here. Everything that is not there throws RESOURCE_DOES_NOT_EXIST.
 */
export class ShownColumns {
  #subjects: readonly Subject[];
  #hasCompared: boolean;
  #read = new Map<string, ComparedColumn>();

  constructor(subjects: readonly Subject[]) {
    this.#subjects = subjects;
    this.#hasCompared = subjects.length > 1;
  }

  /** In order, the baseline first. A new selection is a new list. */
  get subjects(): readonly Subject[] {
    return this.#subjects;
  }

  /** Whether there ever was more than one. */
  get hasCompared(): boolean {
    return this.#hasCompared;
  }

  /** Whether these are exactly the columns, in any order. */
  are(subjects: readonly Subject[]): boolean {
    return (
      subjects.length === this.#subjects.length && subjects.every((subject) => includesSubject(this.#subjects, subject))
    );
  }

  select(subjects: readonly Subject[]): void {
    this.#subjects = subjects;
    this.#hasCompared ||= subjects.length > 1;
  }

  /** Takes note of what was read. What was known of a column that is gone is kept: its name is still to be shown. */
  learn(state: CompareState): void {
    const known = state.gone.flatMap(({ subject }) => this.#read.get(subjectKey(subject)) ?? []);
    this.#read = new Map([...state.columns, ...known].map((column) => [subjectKey(column.subject), column]));
  }

  /** The name it was last seen with. */
  lastName(subject: Subject): string {
    return this.#read.get(subjectKey(subject))?.snapshot.head.name ?? subjectRef(subject);
  }

  /** All columns with their names. */
  named(): readonly NamedSubject[] {
    return this.#subjects.map((subject) => ({ subject, name: this.lastName(subject) }));
  }

  /** The panel's own copy of what a message names. */
  own(subject: Subject): Subject {
    const own = this.#subjects.find((candidate) => isSameSubject(candidate, subject));
    if (own === undefined) throw notFound('This is not part of the comparison any more.');
    return own;
  }

  prompt(subject: Subject, id: string): ColumnPrompt {
    const { own, name, snapshot } = this.#column(subject);
    const prompt = snapshot.prompts.find((candidate) => candidate.id === id);
    if (prompt === undefined) throw notFound(`${name} has no prompt "${id}".`);
    return { subject: own, name, prompt };
  }

  prompts(subject: Subject): ColumnPrompts {
    const { own, name, snapshot } = this.#column(subject);
    return { subject: own, name, prompts: snapshot.prompts };
  }

  /** The texts of this prompt in all columns, each once, those of the baseline first. */
  versionsOf(prompt: PromptText): readonly string[] {
    const texts = this.#subjects.flatMap((subject) =>
      (this.#read.get(subjectKey(subject))?.snapshot.prompts ?? [])
        .filter(({ name }) => name === prompt.name)
        .map(({ text }) => text),
    );
    return [...new Set(texts)];
  }

  file(subject: Subject, path: string): ColumnFile {
    const { own, name, snapshot } = this.#column(subject);
    const file = snapshot.artifacts.find((artifact) => artifact.path === path);
    if (file === undefined) throw notFound(`${name} has no artifact "${path}".`);
    return { subject: own, name, path: file.path };
  }

  metric(subject: Subject, key: string): { readonly subject: Subject; readonly key: string } {
    const { own, name, snapshot } = this.#column(subject);
    const metric = snapshot.metrics.find((candidate) => candidate.key === key);
    if (metric === undefined) throw notFound(`${name} has no metric "${key}".`);
    return { subject: own, key: metric.key };
  }

  commit(subject: Subject): ColumnCommit {
    const { own, name, snapshot } = this.#column(subject);
    const commit = (snapshot.run?.tags ?? snapshot.tags).find(({ key }) => key === COMMIT_TAG)?.value;
    if (commit === undefined) throw notFound(`${name} does not say which commit it was made from.`);
    return { subject: own, name, commit };
  }

  /** The key of a param that some column has. */
  param(key: string): string {
    if (!this.#some(({ params }) => params.some((param) => param.key === key))) throw notFound(`No param "${key}".`);
    return key;
  }

  /** The key of a metric that some column has. */
  metricKey(key: string): string {
    if (!this.#some(({ metrics }) => metrics.some((metric) => metric.key === key)))
      throw notFound(`No metric "${key}".`);
    return key;
  }

  /** As `own`, of what can be changed now. */
  editable(subject: Subject): Subject {
    const { own, name, editable } = this.#column(subject);
    if (!editable) throw invalid(`${name} cannot be changed: it is deleted, its store is read-only or not trusted.`);
    return own;
  }

  #some(holds: (snapshot: Snapshot) => boolean): boolean {
    return this.#subjects.some((subject) => {
      const column = this.#read.get(subjectKey(subject));
      return column !== undefined && holds(column.snapshot);
    });
  }

  #column(subject: Subject): { own: Subject; name: string; snapshot: Snapshot; editable: boolean } {
    const own = this.own(subject);
    const column = this.#read.get(subjectKey(own));
    if (column === undefined) throw notFound('This was not read yet, or it was deleted.');
    return { own, name: column.snapshot.head.name, snapshot: column.snapshot, editable: column.editable };
  }
}
