import type { ComponentChildren } from 'preact';
import type { Column, ValueCell } from '../../src/compare/comparison.ts';
import { LongText } from '../ui/LongText.tsx';
import type { Cut } from '../ui/cuts.ts';
import { CompareTable, Missing } from './CompareTable.tsx';

interface ValueRow {
  readonly differs: boolean;
  readonly cells: readonly ValueCell[];
}

interface ValueTableProps<One extends ValueRow> {
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly One[];
  readonly keyOf: (row: One) => string;
  readonly head: (row: One) => ComponentChildren;
  /** How much of a long text is shown at first. */
  readonly cut?: (row: One) => Cut;
}

/** A table whose cells are plain logged texts. */
export function ValueTable<One extends ValueRow>(props: ValueTableProps<One>) {
  const text = (row: One, column: number): ComponentChildren => {
    const value = row.cells[column]?.text ?? null;
    return value === null ? (
      <Missing what="not set" change={row.cells[column]?.change} />
    ) : (
      <LongText name={`${props.name}/${props.keyOf(row)}/${column}`} text={value} cut={props.cut?.(row) ?? 'normal'} />
    );
  };
  return <CompareTable {...props} cell={text} />;
}
