import type { ComponentChildren } from 'preact';
import type { Column } from '../../src/compare/comparison.ts';
import { ChangeMark } from '../ui/ChangeMark.tsx';
import type { MarkedChange } from '../ui/ChangeMark.tsx';
import { TextButton } from '../ui/TextButton.tsx';
import { useView } from '../view.ts';
import styles from './CompareTable.module.css';

/** Rows drawn at once; a table of thousands would make the page slow for nobody's good. */
const PAGE = 300;

interface Row {
  readonly differs: boolean;
  readonly cells: readonly { readonly change: MarkedChange }[];
}

interface CompareTableProps<One extends Row> {
  /** Unique on the page. */
  readonly name: string;
  /** Read as the table's caption. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly One[];
  readonly keyOf: (row: One) => string;
  readonly head: (row: One) => ComponentChildren;
  readonly cell: (row: One, column: number) => ComponentChildren;
  /** The `data-vscode-context` of a cell. */
  readonly context?: (row: One, column: number) => string | undefined;
  /** Whether cells are numbers, which line up by their digits. */
  readonly numeric?: boolean;
}

/** One row for each thing, one cell for each run; the marks say how a cell relates to the baseline's. */
export function CompareTable<One extends Row>(props: CompareTableProps<One>) {
  const view = useView();
  const { name, caption, columns, rows, keyOf, head } = props;
  const shown = view.isExpanded(name) ? rows : rows.slice(0, PAGE);
  if (rows.length === 0) return null;
  return (
    <>
      <table class={styles['table']} data-numeric={props.numeric === true}>
        <caption class="visually-hidden">{caption}</caption>
        <colgroup>
          <col class={styles['labels']} />
          <col span={columns.length} />
        </colgroup>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Name</th>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column.name}
                {index === 0 && columns.length > 1 && ' (baseline)'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)} class={styles['row']} data-differs={row.differs}>
              <th scope="row" class={styles['head']}>
                {head(row)}
              </th>
              {row.cells.map((_, column) => (
                <Cell key={column} table={props} row={row} column={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > PAGE && (
        <p class={styles['more']}>
          <TextButton onPress={() => view.toggleExpanded(name)}>
            {view.isExpanded(name) ? `Show the first ${PAGE} rows` : `Show all ${rows.length} rows`}
          </TextButton>
        </p>
      )}
    </>
  );
}

interface CellProps<One extends Row> {
  readonly table: CompareTableProps<One>;
  readonly row: One;
  readonly column: number;
}

function Cell<One extends Row>({ table, row, column }: CellProps<One>) {
  const change = row.cells[column]?.change ?? 'same';
  return (
    <td class={styles['cell']} data-change={change} data-vscode-context={table.context?.(row, column)}>
      <span class={styles['mark']}>
        <ChangeMark change={change} />
      </span>
      {table.cell(row, column)}
    </td>
  );
}

interface MissingProps {
  /** For example `not logged`. */
  readonly what: string;
  readonly change?: MarkedChange | undefined;
}

/** What stands where a run has no such value: said in words where the baseline has one, else as quietly as can be. */
export function Missing({ what, change = 'same' }: MissingProps) {
  if (change !== 'same') return <span class={styles['missing']}>{what}</span>;
  return (
    <span class={styles['missing']}>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{what}</span>
    </span>
  );
}
