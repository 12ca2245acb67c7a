import type { Tone as SummaryTone } from '../../src/compare/comparison.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './Tone.module.css';

export type ToneName = SummaryTone | 'same' | 'unknown';

/** The shape says it as well as the colour; the words stand beside it. */
const ICONS: Readonly<Record<ToneName, string>> = {
  neutral: 'circle-small-filled',
  better: 'arrow-circle-up',
  worse: 'arrow-circle-down',
  mixed: 'arrow-swap',
  breaking: 'warning',
  same: 'dash',
  unknown: 'question',
};

/** A sign for whether something got better; decoration for the words beside it. */
export function Tone({ name }: { name: ToneName }) {
  return (
    <span class={styles['tone']} data-tone={name}>
      <Icon name={ICONS[name]} />
    </span>
  );
}
