import type { Change } from '../../src/compare/comparison.ts';
import styles from './ChangeMark.module.css';

export type MarkedChange = Change | 'renamed' | 'unknown';

const MARKS = {
  added: { sign: '+', word: 'Added' },
  removed: { sign: '−', word: 'Removed' },
  changed: { sign: '~', word: 'Changed' },
  renamed: { sign: '→', word: 'Renamed' },
  unknown: { sign: '?', word: 'Not known to be equal' },
} as const;

/** How a value relates to the baseline's, as a sign with a word for it. Nothing for an unchanged one. */
export function ChangeMark({ change }: { change: MarkedChange }) {
  if (change === 'same') return null;
  const { sign, word } = MARKS[change];
  return (
    <span class={styles['mark']} data-change={change} title={word}>
      <span aria-hidden="true">{sign}</span>
      <span class="visually-hidden">{word}: </span>
    </span>
  );
}
