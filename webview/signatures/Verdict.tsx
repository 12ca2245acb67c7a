import type { SignatureVerdict } from '../../src/compare/comparison.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './Verdict.module.css';
import { VERDICT_ICONS, VERDICT_WORDS } from './verdictWords.ts';

/** Whether callers break, as a sign and a word. */
export function Verdict({ verdict }: { verdict: SignatureVerdict }) {
  return (
    <span class={styles['verdict']} data-verdict={verdict}>
      <Icon name={VERDICT_ICONS[verdict]} />
      {VERDICT_WORDS[verdict]}
    </span>
  );
}
