import type { ComponentChildren } from 'preact';
import type { DiffLine, DiffRow } from '../../src/compare/comparison.ts';
import styles from './DiffTable.module.css';
import { Line } from './Line.tsx';
import type { LineKind } from './Line.tsx';

export interface DiffTableProps {
  readonly left: string;
  readonly right: string;
  readonly children: ComponentChildren;
}

/** A diff as two columns, row by row. */
export function SplitTable({ left, right, children }: DiffTableProps) {
  return (
    <table class={styles['table']}>
      <caption class="visually-hidden">{`${left} and ${right}, side by side`}</caption>
      <colgroup>
        <col class={styles['numbers']} />
        <col />
        <col class={styles['numbers']} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="colgroup" colSpan={2} class={styles['side']}>
            {left}
          </th>
          <th scope="colgroup" colSpan={2} class={styles['side']}>
            {right}
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function SplitRows({ rows }: { rows: readonly DiffRow[] }) {
  return (
    <>
      {rows.map((row, index) => (
        <tr key={index}>
          <Side line={row.left} kind={row.kind === 'same' ? 'same' : 'removed'} paired={row.kind === 'changed'} />
          <Side line={row.right} kind={row.kind === 'same' ? 'same' : 'added'} paired={row.kind === 'changed'} />
        </tr>
      ))}
    </>
  );
}

interface SideProps {
  readonly line: DiffLine | null;
  readonly kind: LineKind;
  readonly paired: boolean;
}

function Side({ line, kind, paired }: SideProps) {
  if (line === null) return <td colSpan={2} class={styles['absent']} />;
  return (
    <>
      <td class={styles['number']} data-kind={kind}>
        {line.number}
      </td>
      <td class={styles['line']} data-kind={kind}>
        <Line line={line} kind={kind} paired={paired} />
      </td>
    </>
  );
}
