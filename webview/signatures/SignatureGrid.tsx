import { useMemo, useRef } from 'preact/hooks';
import type { Column, SignatureCell, SignatureColumn, SignatureRow } from '../../src/compare/comparison.ts';
import { useArrival, useRowGoal } from '../find/places.ts';
import { CompareTable } from '../tables/CompareTable.tsx';
import { fieldText } from '../tables/rowTexts.ts';
import { ChangeMark } from '../ui/ChangeMark.tsx';
import { Grid } from '../ui/Grid.tsx';
import { useView } from '../view.ts';
import { copyOf } from './copyOf.ts';
import type { Copy } from './copyOf.ts';
import { Field, Path } from './SignatureCells.tsx';
import styles from './SignatureGrid.module.css';
import { flatRows, treeRows } from './signatureTree.ts';
import type { TreeRow } from './signatureTree.ts';
import { useOpenedAbove } from './useOpenedAbove.ts';

/** A grid draws all its rows; a larger table draws those that are seen. */
const MOST_GRID_ROWS = 200;

interface SignatureGridProps {
  /** Unique on the page. */
  readonly name: string;
  readonly title: string;
  readonly label: string;
  readonly columns: readonly Column[];
  /** Per column; what is not there at all is said once, above, and not row by row. */
  readonly signatures: readonly SignatureColumn[];
  readonly rows: readonly SignatureRow[];
  /** Whether rows are left out, so that those that are shown do not stand under the ones they are parts of. */
  readonly flat: boolean;
}

/** One table of a signature; rows are aligned by where their value stands. */
export function SignatureGrid(props: SignatureGridProps) {
  const { name, flat } = props;
  const view = useView();
  const rows = useMemo(() => view.visibleRows('signatures', props.rows), [view, props.rows, flat]);
  const toggled = rows.filter(({ path }) => view.isExpanded(toggleName(name, path))).map(({ path }) => path);
  const tree = useMemo(() => {
    const paths = new Set(toggled);
    return flat ? flatRows(rows) : treeRows(rows, (path) => paths.has(path));
  }, [rows, flat, toggled.join('\n')]);
  useOpenedAbove(name, rows, tree, (path) => view.toggleExpanded(toggleName(name, path)));
  if (rows.length === 0) return null;
  const Table = tree.length > MOST_GRID_ROWS ? LargeTable : SmallGrid;
  return <Table {...props} tree={tree} onToggle={(path) => view.toggleExpanded(toggleName(name, path))} />;
}

/** A cell as it is drawn: without a mark where its whole signature is missing. */
const shownCell = (cell: SignatureCell, signature: SignatureColumn | undefined): SignatureCell =>
  signature?.state === 'present' ? cell : { ...cell, change: 'same' };

const toggleName = (name: string, path: string): string => `${name}/toggled/${path}`;

interface TableProps extends SignatureGridProps {
  readonly tree: readonly TreeRow[];
  readonly onToggle: (path: string) => void;
}

function SmallGrid({ name, title, label, columns, signatures, tree, onToggle }: TableProps) {
  const view = useView();
  const frame = useRef<HTMLDivElement>(null);
  const goal = useRowGoal(name);
  useArrival(goal, () => {
    const all = frame.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [];
    const path = [...all].find((element) => element.dataset['path'] === goal?.place.row);
    const row = path?.closest<HTMLElement>('vscode-data-grid-row');
    const cell = `vscode-data-grid-cell[grid-column="${(goal?.place.column ?? -1) + 2}"]`;
    return row?.querySelector<HTMLElement>(cell) ?? row;
  });
  return (
    <div
      ref={frame}
      onKeyDown={(event) => {
        const copied = copiedIn(event, tree);
        if (copied === undefined) return;
        event.preventDefault();
        void view.copy(copied.text, copied.what);
      }}
    >
      <Grid
        label={label}
        header={[title, ...columns.map((column) => column.name)]}
        rows={tree.map((one) => ({
          key: one.row.path,
          cells: [
            <span key="path" {...(one.row.differs && { 'data-stop': '', 'data-stop-name': one.row.path })}>
              <Path tree={one} onToggle={onToggle} />
            </span>,
            ...one.row.cells.map((cell, column) => (
              <GridCell key={column} cell={cell} signature={signatures[column]} />
            )),
          ],
        }))}
      />
    </div>
  );
}

/** What is to be copied of the cell that has the focus; undefined for other keys, and where text is selected. */
function copiedIn(event: KeyboardEvent, tree: readonly TreeRow[]): Copy | undefined {
  const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
  if (!isCopy || getSelection()?.isCollapsed === false || !(event.target instanceof Element)) return undefined;
  const cell = event.target.closest('vscode-data-grid-cell');
  const path = cell?.closest('vscode-data-grid-row')?.querySelector<HTMLElement>('[data-path]')?.dataset['path'];
  const row = tree.find((one) => one.row.path === path);
  return row && copyOf(row, Number(cell?.getAttribute('grid-column') ?? 1) - 2, event.shiftKey);
}

interface GridCellProps {
  readonly cell: SignatureCell;
  readonly signature: SignatureColumn | undefined;
}

function GridCell({ cell, signature }: GridCellProps) {
  const shown = shownCell(cell, signature);
  return (
    <span>
      <span class={styles['mark']}>
        <ChangeMark change={shown.change} />
      </span>
      <Field cell={shown} />
    </span>
  );
}

function LargeTable({ name, title, label, columns, signatures, tree, onToggle }: TableProps) {
  const rows = useMemo(
    () =>
      tree.map((one) => ({
        tree: one,
        cells: one.row.cells.map((cell, column) => shownCell(cell, signatures[column])),
        differs: one.row.differs,
      })),
    [tree, signatures],
  );
  return (
    <>
      <h4 class={styles['title']}>{title}</h4>
      <CompareTable
        name={name}
        caption={label}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.tree.row.path}
        head={(row) => <Path tree={row.tree} onToggle={onToggle} />}
        cell={(row, column) => {
          const cell = row.cells[column];
          return cell && <Field cell={cell} />;
        }}
        textOf={(row, column) => {
          const cell = row.cells[column];
          return cell === undefined ? null : fieldText(cell);
        }}
      />
    </>
  );
}
