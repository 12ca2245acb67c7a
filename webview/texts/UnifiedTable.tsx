import type { DiffRow } from '../../src/compare/comparison.ts';
import styles from './DiffTable.module.css';
import { unifiedLines } from './folds.ts';
import { Line } from './Line.tsx';
import type { DiffTableProps } from './SplitTable.tsx';

/** A diff as one column: removed lines, then those that replace them. */
export function UnifiedTable({ left, right, children }: DiffTableProps) {
  return (
    <table class={styles['table']}>
      <caption class="visually-hidden">{`${left} and ${right}, in one column`}</caption>
      <colgroup>
        <col class={styles['numbers']} />
        <col class={styles['numbers']} />
        <col />
      </colgroup>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{`Line in ${left}`}</th>
          <th scope="col">{`Line in ${right}`}</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function UnifiedRows({ rows }: { rows: readonly DiffRow[] }) {
  return (
    <>
      {unifiedLines(rows).map(({ kind, line, left, right, paired }, index) => (
        <tr key={index}>
          <td class={styles['number']} data-kind={kind}>
            {left}
          </td>
          <td class={styles['number']} data-kind={kind}>
            {right}
          </td>
          <td class={styles['line']} data-kind={kind}>
            <Line line={line} kind={kind} paired={paired} />
          </td>
        </tr>
      ))}
    </>
  );
}
