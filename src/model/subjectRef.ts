import type { Subject } from './subject.ts';

/**
 * The text by which command lines name a subject in its folder: a run's id, `models:/name/3`, `prompts:/name/3`, and
 * `logged:/name/3` for the third model logged under a name.
 */
export function subjectRef(subject: Subject): string {
  switch (subject.kind) {
    case 'run':
      return subject.runId;
    case 'loggedVersion':
      return `logged:/${subject.name}/${subject.version}`;
    case 'modelVersion':
      return `models:/${subject.name}/${subject.version}`;
    case 'promptVersion':
      return `prompts:/${subject.name}/${subject.version}`;
  }
}
