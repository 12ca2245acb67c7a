import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useVirtualRows } from '../tables/useVirtualRows.ts';
import { listEntries } from './lineEntries.ts';

/** A row of text in pixels, before it was ever drawn. */
const HEIGHT = 20;

export interface LineRow {
  readonly key: string;
  /** What "next difference" calls it when it stops there. */
  readonly stop?: string | undefined;
}

interface LinesProps<Row extends LineRow> {
  /** The same array as long as the rows are the same. */
  readonly rows: readonly Row[];
  /** How many columns the table has. */
  readonly span: number;
  readonly height?: number;
  /** A row that is drawn wherever the page is scrolled to. */
  readonly kept?: number | null;
  readonly cells: (row: Row) => ComponentChildren;
}

/** The body of a table of any length: rows are drawn as they come into sight. */
export function Lines<Row extends LineRow>({ rows, span, height = HEIGHT, kept = null, cells }: LinesProps<Row>) {
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);
  const places = useMemo(() => rows.flatMap((row, index) => (row.stop === undefined ? [] : [index])), [rows]);
  const virtual = useVirtualRows<HTMLTableSectionElement>({ keys, height, kept });
  return (
    <tbody ref={virtual.list}>
      {listEntries(virtual, places, rows.length).map((entry) => {
        if (entry.kind === 'space') return <Space key={`before ${entry.before}`} height={entry.height} span={span} />;
        const row = rows[entry.index];
        const isDrawn = entry.kind === 'row';
        return (
          row !== undefined && (
            <tr
              key={row.key}
              ref={isDrawn ? virtual.measure : null}
              data-index={entry.index}
              aria-rowindex={entry.index + 1}
              {...(row.stop !== undefined && { 'data-stop': '', 'data-stop-name': row.stop })}
            >
              {isDrawn ? cells(row) : <td colSpan={span} style={{ height: `${entry.height}px` }} />}
            </tr>
          )
        );
      })}
    </tbody>
  );
}

function Space({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height: `${height}px`, padding: 0 }} />
    </tr>
  );
}
