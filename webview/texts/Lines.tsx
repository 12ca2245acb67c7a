import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useArrival, usePlaces, useRowGoal } from '../find/places.ts';
import { useVirtualRows } from '../tables/useVirtualRows.ts';

/** A row of text in pixels, before it was ever drawn. */
const HEIGHT = 20;

export interface LineRow {
  /** Unique among the rows. */
  readonly key: string;
  /** What "next difference" calls it when it stops there. */
  readonly stop?: string | undefined;
}

interface LinesProps<Row extends LineRow> {
  /** That of the text, unique on the page; the table around carries it as `data-list`. */
  readonly name: string;
  /** The same array as long as the rows are the same. */
  readonly rows: readonly Row[];
  /** With the rows that come after these when the reader asks for all of them. */
  readonly all?: readonly Row[];
  readonly showAll?: () => void;
  /** How many columns the table has. */
  readonly span: number;
  /** A row that is drawn wherever the page is scrolled to. */
  readonly kept?: number | null;
  readonly cells: (row: Row) => ComponentChildren;
}

/** The body of a table of any length: rows are drawn as they come into sight. */
export function Lines<Row extends LineRow>(props: LinesProps<Row>) {
  const { name, rows, all = rows, span, kept = null, showAll, cells } = props;
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const goal = useRowGoal(name);
  const goalIndex = goal === undefined ? -1 : keys.indexOf(goal.place.row);
  const { list, drawn, after, measure } = useVirtualRows<HTMLTableSectionElement>({
    keys,
    height: HEIGHT,
    kept: useKept(keys, goalIndex === -1 ? kept : goalIndex),
  });
  useLayoutEffect(() => {
    if (goal !== undefined && goalIndex === -1) showAll?.();
  }, [goal, goalIndex]);
  useStops(name, all, () => list.current?.closest('table'));
  useArrival(goal, () => list.current?.querySelector<HTMLElement>(`tr[data-index="${goalIndex}"]`));
  return (
    <tbody ref={list}>
      {drawn.flatMap(({ index, space }) => {
        const row = rows[index];
        if (row === undefined) return [];
        const line = <KeptLine key={row.key} row={row} index={index} measure={measure} cells={cells} />;
        return space > 0.5 ? [<Space key={`before ${row.key}`} height={space} span={span} />, line] : [line];
      })}
      {after > 0.5 && <Space key="after" height={after} span={span} />}
    </tbody>
  );
}

/** The row the page goes to, or went to last: it stays until the page has scrolled there, and while it has the focus. */
function useKept(keys: readonly string[], wanted: number | null): number | null {
  const last = useRef<string | undefined>(undefined);
  if (wanted !== null) last.current = keys[wanted];
  const index = last.current === undefined ? -1 : keys.indexOf(last.current);
  return index === -1 ? null : index;
}

interface KeptLineProps<Row extends LineRow> {
  readonly row: Row;
  readonly index: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly cells: (row: Row) => ComponentChildren;
}

/** A row that is left as it is while the page scrolls. */
function KeptLine<Row extends LineRow>({ row, index, measure, cells }: KeptLineProps<Row>) {
  return useMemo(
    () => (
      <tr ref={measure} data-index={index} data-row={row.key} aria-rowindex={index + 1}>
        {cells(row)}
      </tr>
    ),
    [row, index, measure, cells],
  );
}

/** Says which rows "next difference" stops at, drawn or not. */
function useStops(name: string, rows: readonly LineRow[], tableOf: () => Element | null | undefined): void {
  const places = usePlaces();
  useLayoutEffect(() => {
    const table = tableOf();
    if (table == null) return;
    places?.keep(table, () => ({
      list: name,
      rows: rows.map((row) => row.key),
      stops: rows.flatMap(({ key, stop }, index) => (stop === undefined ? [] : [{ row: key, index, name: stop }])),
    }));
  }, [places, name, rows]);
}

function Space({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height: `${height}px`, padding: 0 }} />
    </tr>
  );
}
