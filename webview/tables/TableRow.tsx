import { useMemo } from 'preact/hooks';
import { ChangeMark } from '../ui/ChangeMark.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { CompareTableProps, Entry, Row } from './CompareTable.tsx';
import styles from './CompareTable.module.css';
import type { GridCell } from './grid.ts';

interface DrawnProps<One extends Row> {
  readonly table: CompareTableProps<One>;
  readonly entry: Entry<One>;
  readonly index: number;
  readonly measure: (element: HTMLElement | null) => void;
}

interface TableRowProps<One extends Row> extends DrawnProps<One> {
  /** The columns, or -1 for the head, of the active cell and of the pointed one, where they are in this row. */
  readonly active: number | null;
  readonly pointed: number | null;
  readonly copy: (cell: GridCell, what: 'cell' | 'row') => void;
}

/** A row that is left as it is while the page scrolls. */
export function KeptRow<One extends Row>(props: TableRowProps<One>) {
  const { table, entry, index, measure, active, pointed } = props;
  return useMemo(() => <TableRow {...props} />, [table, entry, index, measure, active, pointed]);
}

function TableRow<One extends Row>({ table, entry, index, measure, active, pointed, copy }: TableRowProps<One>) {
  const { row, key } = entry;
  const name = table.nameOf?.(row) ?? key;
  const shared = (column: number) => ({
    'data-column': column,
    tabIndex: active === column ? 0 : -1,
    'data-vscode-context': column === -1 ? undefined : table.context?.(row, column),
  });
  return (
    <tr
      ref={measure}
      class={styles['row']}
      data-index={index}
      data-row={key}
      data-differs={row.differs}
      data-stop={row.differs ? '' : undefined}
      data-stop-name={row.differs ? name : undefined}
      data-vscode-context={table.rowContext?.(row)}
      aria-rowindex={index + 2}
    >
      <th scope="row" class={styles['head']} {...shared(-1)}>
        <span data-value="">{table.head(row)}</span>
        {pointed !== null && <Copy what={`the row ${name}`} press={() => copy({ row: key, column: -1 }, 'row')} />}
      </th>
      {row.cells.map(({ change }, column) => (
        <td key={column} class={styles['cell']} data-change={change} {...shared(column)}>
          <span class={styles['mark']}>
            <ChangeMark change={change} />
          </span>
          <div data-value="">{table.cell(row, column)}</div>
          {pointed === column && <Copy what="the value" press={() => copy({ row: key, column }, 'cell')} />}
        </td>
      ))}
    </tr>
  );
}

/** For the pointer; who has no pointer presses Ctrl+C on the cell. */
function Copy({ what, press }: { what: string; press: () => void }) {
  return (
    <button
      type="button"
      class={styles['copy']}
      tabIndex={-1}
      aria-hidden="true"
      title={`Copy ${what}`}
      onClick={press}
    >
      <Icon name="copy" />
    </button>
  );
}

export function Details<One extends Row>({ table, entry, index, measure }: DrawnProps<One>) {
  return (
    <tr ref={measure} class={styles['detailsRow']} data-index={index} aria-rowindex={index + 2}>
      <td colSpan={table.columns.length + 1}>
        <div class={styles['details']}>{table.details?.(entry.row)}</div>
      </td>
    </tr>
  );
}
