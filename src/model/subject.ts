import type { RunRef } from './runRef.ts';

/**
 * What a column of a comparison is about, named among all workspace folders (`folder` is the folder's URI):
 * a run, a model as it was logged (`version` counts the loggings of that name, see LoggedVersion), a version of a
 * registered model, or a version of a prompt in the registry.
 */
export type Subject = RunSubject | LoggedVersionSubject | ModelVersionSubject | PromptVersionSubject;
export type SubjectKind = Subject['kind'];

export interface RunSubject extends RunRef {
  readonly kind: 'run';
}

export interface LoggedVersionSubject {
  readonly kind: 'loggedVersion';
  readonly folder: string;
  readonly name: string;
  readonly version: number;
}

export interface ModelVersionSubject {
  readonly kind: 'modelVersion';
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

export interface PromptVersionSubject {
  readonly kind: 'promptVersion';
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

export const runSubject = ({ folder, runId }: RunRef): RunSubject => ({ kind: 'run', folder, runId });

/** A text for use as a map key, unique per subject. */
export function subjectKey(subject: Subject): string {
  const own = subject.kind === 'run' ? [subject.runId] : [subject.name, String(subject.version)];
  return JSON.stringify([subject.kind, subject.folder, ...own]);
}

export const isSameSubject = (a: Subject, b: Subject): boolean => subjectKey(a) === subjectKey(b);

export const includesSubject = (subjects: readonly Subject[], subject: Subject): boolean =>
  subjects.some((own) => isSameSubject(own, subject));
