import type { ComponentChildren } from 'preact';
import type { Change, Column, SectionName, TextDiff } from '../../src/compare/comparison.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { useView } from '../view.ts';
import { changeWords } from './changeWords.ts';
import styles from './ComparedTexts.module.css';
import { PlainText } from './PlainText.tsx';
import { TextDiffView } from './TextDiffView.tsx';

export interface TextRow {
  readonly key: string;
  readonly differs: boolean;
  readonly cells: readonly {
    readonly text: string | null;
    readonly change: Change;
    readonly diff: TextDiff | null;
  }[];
}

interface ComparedTextsProps<Row extends TextRow> {
  readonly section: SectionName;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What stands beside a text's name. */
  readonly details: (row: Row, column: number) => ComponentChildren;
  readonly actions?: (row: Row, column: number) => ComponentChildren;
  /** The `data-vscode-context` of a text. */
  readonly context?: (row: Row, column: number) => string | undefined;
}

/** Texts of one run against the baseline's, with more than two runs a tab for each; those of a run alone as they are. */
export function ComparedTexts<Row extends TextRow>(props: ComparedTextsProps<Row>) {
  const view = useView();
  const { section, columns } = props;
  const rows = view.visibleRows(section, props.rows);
  if (rows.length === 0) return null;
  const against = (column: number): ComponentChildren =>
    rows.map((row) => <Text key={row.key} table={props} row={row} column={column} />);
  return (
    <div class={styles['texts']}>
      {columns.length <= 2 ? (
        against(columns.length - 1)
      ) : (
        <Tabs
          id={section}
          label={`Runs against ${columns[0]?.name ?? 'the baseline'}`}
          active={view.candidate.value - 1}
          onChoose={(index) => view.setCandidate(index + 1)}
          tabs={columns.slice(1).map((column, index) => ({
            title: column.name,
            content: () => against(index + 1),
          }))}
        />
      )}
    </div>
  );
}

interface TextProps<Row extends TextRow> {
  readonly table: ComparedTextsProps<Row>;
  readonly row: Row;
  readonly column: number;
}

function Text<Row extends TextRow>({ table, row, column }: TextProps<Row>) {
  const { columns, section } = table;
  const cell = row.cells[column];
  const [left, right] = [columns[0]?.name ?? '', columns[column]?.name ?? ''];
  const words = cell === undefined ? '' : changeWords(cell, left, right);
  const name = `${section}/${row.key}/${column}`;
  return (
    <article class={styles['text']} data-vscode-context={table.context?.(row, column)}>
      <header class={styles['header']}>
        <h3 class={styles['name']}>{row.key}</h3>
        {words !== '' && (
          <span class={styles['words']} data-differs={cell?.change !== 'same'}>
            {words}
          </span>
        )}
        {table.details(row, column)}
        <span class={styles['actions']}>{table.actions?.(row, column)}</span>
      </header>
      {columns.length === 1 ? (
        <PlainText name={name} text={cell?.text ?? ''} />
      ) : cell === undefined || cell.diff === null ? (
        <p class={styles['none']}>{`Neither ${left} nor ${right} has it.`}</p>
      ) : (
        <TextDiffView name={name} diff={cell.diff} left={left} right={right} />
      )}
    </article>
  );
}
