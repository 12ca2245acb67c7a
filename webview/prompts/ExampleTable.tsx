import { useMemo } from 'preact/hooks';
import type { ValueCell } from '../../src/compare/comparison.ts';
import { ChangeMark } from '../ui/ChangeMark.tsx';
import { LongText } from '../ui/LongText.tsx';
import { useView } from '../view.ts';
import type { ExampleProps } from './ExampleArticle.tsx';
import styles from './ExampleTable.module.css';
import { examplePage, recordPairs } from './examplePages.ts';
import type { RecordPair } from './examplePages.ts';
import { Pager, pageOf } from './Pager.tsx';

/** A tabular example: one row per record, changed cells with what stood there before. */
export function ExampleTable({ row, column, columns }: ExampleProps) {
  const view = useView();
  const name = `inputExamples/${row.key}/${column}/table`;
  const before = column === 0 ? null : (row.cells[0]?.table ?? null);
  const after = row.cells[column]?.table ?? null;
  const pairs = useMemo(() => recordPairs(before, column === 0 ? after : (after ?? [])), [before, after, column]);
  const shown = examplePage(pairs.length, pageOf(view, name));
  const title = `Input example of ${row.key}`;
  const against = column === 0 ? '' : `: ${columns[0]?.name ?? ''} and ${columns[column]?.name ?? ''}`;
  return (
    <>
      {/* A wide table scrolls by itself, and by the keyboard. */}
      <div class={styles['frame']} role="group" aria-label={title} tabIndex={0}>
        <table class={styles['table']} aria-rowcount={pairs.length + 1}>
          <caption class="visually-hidden">{`${title}${against}`}</caption>
          <thead>
            <tr>
              <th scope="col" class={styles['number']}>
                <span class="visually-hidden">Record</span>
              </th>
              {row.tableColumns?.map((key) => (
                <th key={key} scope="col" class={styles['key']}>
                  {key}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pairs.slice(shown.first, shown.end).map((pair, index) => (
              <Record
                key={index}
                name={name}
                title={title}
                index={shown.first + index}
                pair={column === 0 ? { ...pair, before: pair.after, differs: false } : pair}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Pager name={name} title={title} shown={shown} />
    </>
  );
}

interface RecordProps {
  readonly name: string;
  readonly title: string;
  readonly index: number;
  readonly pair: RecordPair;
}

function Record({ name, title, index, pair: { before, after, differs } }: RecordProps) {
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'same';
  const stop = differs && { 'data-stop': '', 'data-stop-name': `${title}, record ${index + 1}` };
  const cells = after ?? before ?? [];
  return (
    <tr data-change={change} {...stop}>
      <th scope="row" class={styles['number']}>
        <ChangeMark change={change} />
        {index + 1}
      </th>
      {cells.map((cell, place) => (
        <td key={place} class={styles['cell']} data-change={change === 'same' ? cell.change : change}>
          <Value
            name={`${name}/${index}/${place}`}
            before={before?.[place]}
            cell={after === undefined ? undefined : cell}
            whole={change !== 'same'}
          />
        </td>
      ))}
    </tr>
  );
}

interface ValueProps {
  readonly name: string;
  readonly before: ValueCell | undefined;
  /** Undefined where the record was removed. */
  readonly cell: ValueCell | undefined;
  /** Whether the whole record was added or removed, so that its cells need no marks of their own. */
  readonly whole: boolean;
}

function Value({ name, before, cell, whole }: ValueProps) {
  const [old, now] = [before?.text ?? null, cell?.text ?? null];
  if (whole || cell === undefined || cell.change === 'same') {
    const text = cell === undefined ? old : now;
    return text === null ? <span class={styles['none']}>–</span> : <LongText name={name} text={text} />;
  }
  return (
    <>
      {old !== null && (
        <del class={styles['before']}>
          <span class="visually-hidden">Removed: </span>
          <LongText name={`${name}/before`} text={old} />
        </del>
      )}
      {now !== null && (
        <ins class={styles['after']}>
          <span class="visually-hidden">Added: </span>
          <LongText name={name} text={now} />
        </ins>
      )}
    </>
  );
}
