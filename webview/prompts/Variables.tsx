import type { VariableChange } from '../../src/compare/comparison.ts';
import styles from './Variables.module.css';

const SIGNS = { kept: '', added: '+', removed: '−' } as const;

/** A prompt's template variables, those that came and those that went marked. */
export function Variables({ variables }: { variables: readonly VariableChange[] }) {
  if (variables.length === 0) return null;
  return (
    <ul class={styles['variables']} aria-label="Template variables">
      {variables.map(({ name, change }) => (
        <li key={name} class={styles['variable']} data-change={change} title={`Variable ${change}`}>
          <span class={styles['sign']} aria-hidden="true">
            {SIGNS[change]}
          </span>
          <span class={styles['name']}>{`{${name}}`}</span>
          <span class="visually-hidden">{` ${change}`}</span>
        </li>
      ))}
    </ul>
  );
}
