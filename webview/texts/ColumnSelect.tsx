import type { Ref } from 'preact';
import type { Column } from '../../src/compare/comparison.ts';
import { columnNames } from '../tables/columnNames.ts';
import styles from './Candidates.module.css';

interface ColumnSelectProps {
  readonly label: string;
  readonly columns: readonly Column[];
  /** The first column to choose from. */
  readonly from?: number;
  readonly value: number;
  readonly onChoose?: (column: number) => void;
  readonly element?: Ref<HTMLSelectElement>;
}

/** A list to choose a column from. */
export function ColumnSelect({ label, columns, from = 0, value, onChoose, element = null }: ColumnSelectProps) {
  return (
    <select
      ref={element}
      class={styles['select']}
      aria-label={label}
      onChange={(event) => onChoose?.(Number(event.currentTarget.value))}
    >
      {columnNames(columns).map(
        (name, index) =>
          index >= from && (
            <option key={index} value={index} selected={index === value}>
              {name}
            </option>
          ),
      )}
    </select>
  );
}
