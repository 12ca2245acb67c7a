import type { VariableCheck } from '../../src/compare/comparison.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './Checks.module.css';

/** Where the template and what the model takes do not fit together: worth knowing, nothing to shout about. */
export function Checks({ checks }: { checks: readonly VariableCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <ul class={styles['checks']} aria-label="Checks of the template's variables">
      {checks.map(({ kind, name, text }) => (
        <li key={`${kind} ${name}`} class={styles['check']}>
          <Icon name="warning" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
