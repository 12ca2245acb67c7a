import { useMemo, useRef } from 'preact/hooks';
import type { DiffLine, TextDiff } from '../../src/compare/comparison.ts';
import type { LinePlace } from '../find/places.ts';
import type { CompareView } from '../state.ts';
import { useView } from '../view.ts';
import { diffItems, hasDifferenceAfter, lineNumber, showsLine } from './diffItems.ts';
import type { DiffItem } from './diffItems.ts';
import styles from './DiffTable.module.css';
import { Fold, foldName, openedOf } from './Fold.tsx';
import type { Stretch, UnifiedLine } from './folds.ts';
import { Line } from './Line.tsx';
import type { LineKind } from './Line.tsx';
import { Lines } from './Lines.tsx';
import type { LineRow } from './Lines.tsx';
import { isLongLine } from './longLines.ts';
import { Rest } from './Rest.tsx';
import { useGoalRow } from './useGoalRow.ts';
import type { VariableFinder } from './variableMarks.ts';

/** Rows drawn before the reader asks for all of them: what comes below a text should not be a mile away. */
const PAGE = 400;

export interface DiffLinesProps {
  /** Unique on the page. */
  readonly name: string;
  /** What the text is called where a difference in it is named. */
  readonly title: string;
  readonly diff: TextDiff;
  readonly stretches: readonly Stretch[];
  readonly left: string;
  readonly right: string;
  readonly variables: SideVariables;
  /** Whether the names of the sides are left to screen readers. */
  readonly headless?: boolean;
}

/** What finds the template variables in either text. */
export interface SideVariables {
  readonly left: VariableFinder;
  readonly right: VariableFinder;
}

type Row = LineRow & { readonly item: DiffItem };

/** The rows of a diff as a table of its own, in the layout the reader chose. */
export function DiffLines(props: DiffLinesProps) {
  const { name, title, diff, stretches, left, right } = props;
  const view = useView();
  const layout = view.layout.value;
  const opened = stretches.map((fold) => openedOf(view, name, fold));
  const openedKey = opened.map(({ top, bottom }) => `${top} ${bottom}`).join();
  const items = useMemo(() => {
    const byFold = new Map(stretches.map((stretch, index) => [stretch, opened[index]]));
    return diffItems(diff.rows, stretches, layout, (fold) => byFold.get(fold) ?? { top: 0, bottom: 0 });
  }, [diff, stretches, layout, openedKey]);
  const isWhole = items.length <= PAGE * 1.2 || view.isExpanded(`${name}/whole`);
  const rows = useMemo(
    () => (isWhole ? items : items.slice(0, PAGE)).map((item) => rowOf(item, title)),
    [items, isWhole, title],
  );
  const span = layout === 'split' ? 4 : 3;
  const table = useRef<HTMLTableElement>(null);
  const kept = useGoalRow({
    name,
    table,
    rows,
    isAt: ({ item }, { side, line }) => showsLine(item, side, line),
    reveal: (place) => revealLine(view, props, items, place),
  });
  return (
    <>
      <table ref={table} class={styles['table']} data-layout={layout} data-list={name} aria-rowcount={items.length}>
        <caption class="visually-hidden">{`${title}: ${left} and ${right}`}</caption>
        <Head layout={layout} left={left} right={right} headless={props.headless === true} />
        <Lines
          name={name}
          rows={rows}
          span={span}
          kept={kept}
          cells={({ item }) => <Cells table={props} item={item} span={span} />}
        />
      </table>
      {items.length > PAGE * 1.2 && (
        <Rest
          name={`${name}/whole`}
          first={PAGE}
          count={items.length}
          stop={!isWhole && hasDifferenceAfter(items, PAGE) ? `${title}, further lines` : undefined}
        />
      )}
    </>
  );
}

/** Opens the fold that a line stands in, the rest of a long diff, or a long line, whichever hides the place. */
function revealLine(
  view: CompareView,
  { name, diff, stretches }: DiffLinesProps,
  items: readonly DiffItem[],
  { side, line }: LinePlace,
): void {
  const row = diff.rows.findIndex((one) => one[side]?.number === line);
  if (row === -1) return;
  const item = items.findIndex((one) => showsLine(one, side, line));
  const fold = stretches.find(({ folded, first, end }) => folded && first <= row && row < end);
  const lineName = `${name}/${side}/${line}`;
  const open = (own: string): void => {
    if (!view.isExpanded(own)) view.toggleExpanded(own);
  };
  if (item === -1 && fold !== undefined) open(foldName(name, fold));
  else if (item >= PAGE) open(`${name}/whole`);
  if (isLongLine(diff.rows[row]?.[side]?.segments ?? [])) open(lineName);
}

function rowOf(item: DiffItem, title: string): Row {
  const isStop = item.kind !== 'fold' && item.stop;
  return { key: item.key, item, stop: isStop ? `${title}, line ${lineNumber(item)}` : undefined };
}

interface HeadProps {
  readonly layout: 'split' | 'unified';
  readonly left: string;
  readonly right: string;
  readonly headless: boolean;
}

function Head({ layout, left, right, headless }: HeadProps) {
  if (layout === 'split') {
    return (
      <>
        <colgroup>
          <col class={styles['numbers']} />
          <col />
          <col class={styles['numbers']} />
          <col />
        </colgroup>
        <thead class={headless ? 'visually-hidden' : undefined}>
          <tr>
            {[left, right].map((side, index) => (
              <th key={index} scope="colgroup" colSpan={2} class={styles['side']} title={side}>
                {side}
              </th>
            ))}
          </tr>
        </thead>
      </>
    );
  }
  return (
    <>
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
    </>
  );
}

interface CellsProps {
  readonly table: DiffLinesProps;
  readonly item: DiffItem;
  readonly span: number;
}

function Cells({ table, item, span }: CellsProps) {
  if (item.kind === 'fold') return <Fold name={table.name} fold={item.whole} shown={item.stretch} span={span} />;
  if (item.kind === 'line') return <UnifiedCells table={table} line={item.line} />;
  const { kind, left, right } = item.row;
  const isSame = kind === 'same';
  return (
    <>
      <Side table={table} side="left" line={left} kind={isSame ? 'same' : 'removed'} against={right} />
      <Side table={table} side="right" line={right} kind={isSame ? 'same' : 'added'} against={left} />
    </>
  );
}

interface SideProps {
  readonly table: DiffLinesProps;
  readonly side: 'left' | 'right';
  readonly line: DiffLine | null;
  readonly kind: LineKind;
  readonly against: DiffLine | null;
}

function Side({ table, side, line, kind, against }: SideProps) {
  if (line === null) return <td colSpan={2} class={styles['absent']} />;
  return (
    <>
      <td class={styles['number']} data-kind={kind}>
        {line.number}
      </td>
      <td class={styles['line']} data-kind={kind} data-side={side}>
        <Line
          name={`${table.name}/${side}/${line.number}`}
          line={line}
          kind={kind}
          against={against}
          find={table.variables[side]}
        />
      </td>
    </>
  );
}

function UnifiedCells({
  table,
  line: { kind, line, left, right, against },
}: {
  table: DiffLinesProps;
  line: UnifiedLine;
}) {
  const side = kind === 'removed' ? 'left' : 'right';
  return (
    <>
      <td class={styles['number']} data-kind={kind}>
        {left}
      </td>
      <td class={styles['number']} data-kind={kind}>
        {right}
      </td>
      <td class={styles['line']} data-kind={kind} data-side={side}>
        <Line
          name={`${table.name}/${side}/${line.number}`}
          line={line}
          kind={kind}
          against={against}
          find={table.variables[side]}
        />
      </td>
    </>
  );
}
