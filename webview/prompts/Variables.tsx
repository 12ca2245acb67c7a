import type { VariableChange } from '../../src/compare/comparison.ts';
import styles from './Variables.module.css';

const SIGNS = { added: '+', removed: '−', renamed: '~' } as const;

const titleOf = (change: VariableChange['change']): string =>
  change === 'kept' ? 'Template variable' : `Template variable, ${change}`;

/** A prompt's template variables, those that came and those that went marked. */
export function Variables({ variables }: { variables: readonly VariableChange[] }) {
  if (variables.length === 0) return null;
  return (
    <ul class={styles['variables']} aria-label="Template variables">
      {variables.map(({ name, change }) => (
        <li key={name} class={styles['variable']} data-change={change} title={titleOf(change)}>
          {change !== 'kept' && (
            <span class={styles['sign']} aria-hidden="true">
              {SIGNS[change]}
            </span>
          )}
          <span class={styles['name']}>{`{${name}}`}</span>
          {change !== 'kept' && <span class="visually-hidden">{` ${change}`}</span>}
        </li>
      ))}
    </ul>
  );
}
