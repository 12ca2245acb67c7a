import type { Column } from '../../src/compare/comparison.ts';
import type { RunStatus } from '../../src/model/run.ts';

export const STATUS_WORDS: Readonly<Record<RunStatus, string>> = {
  RUNNING: 'Running',
  SCHEDULED: 'Scheduled',
  FINISHED: 'Finished',
  FAILED: 'Failed',
  KILLED: 'Killed',
};

/** When the run started, as this reader's language and time zone have it. */
export function startedText({ startTime }: Column): string {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(Number(startTime));
}

/** A run's head in one line: `advanced_llm_sim · Nov 3, 2026, 10:00 AM · 1.2 s`. */
export function factsLine(column: Column): string {
  const time = column.durationText ?? (column.status === null ? null : STATUS_WORDS[column.status].toLowerCase());
  return [column.modelType, startedText(column), time].filter((fact) => fact !== null).join(' · ');
}

/** A run's head with labels, for its own page. */
export function labelledFacts(column: Column): readonly (readonly [label: string, text: string])[] {
  const facts = [
    ['Status', column.status === null ? null : STATUS_WORDS[column.status]],
    ['Experiment', column.experimentName],
    ['Model type', column.modelType],
    ['Started', startedText(column)],
    ['Duration', column.durationText],
  ] as const;
  return facts.flatMap(([label, text]) => (text === null ? [] : [[label, text] as const]));
}
