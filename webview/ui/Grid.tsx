import type { ComponentChildren } from 'preact';
import styles from './Grid.module.css';

interface GridProps {
  readonly label: string;
  /** The first column heads the rows. */
  readonly header: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

/** A small grid that the arrow keys move in. It draws every row, so it is not for long tables. */
export function Grid({ label, header, rows }: GridProps) {
  const columns = `var(--label) repeat(${header.length - 1}, minmax(0, 1fr))`;
  return (
    <vscode-data-grid generate-header="none" grid-template-columns={columns} aria-label={label}>
      <vscode-data-grid-row row-type="header" class={styles['header']}>
        {header.map((title, index) => (
          <vscode-data-grid-cell
            key={index}
            class={index === 0 ? styles['first'] : styles['cell']}
            cell-type="columnheader"
            grid-column={String(index + 1)}
          >
            {index === 0 ? title : <span class={styles['title']}>{title}</span>}
          </vscode-data-grid-cell>
        ))}
      </vscode-data-grid-row>
      {rows.map((row) => (
        <vscode-data-grid-row key={row.key} class={styles['row']}>
          {row.cells.map((cell, index) => (
            <Cell key={index} index={index}>
              {cell}
            </Cell>
          ))}
        </vscode-data-grid-row>
      ))}
    </vscode-data-grid>
  );
}

function Cell({ index, children }: { index: number; children: ComponentChildren }) {
  const first = index === 0;
  return (
    <vscode-data-grid-cell
      class={first ? styles['first'] : styles['cell']}
      grid-column={String(index + 1)}
      {...(first && { 'cell-type': 'rowheader' as const })}
    >
      {children}
    </vscode-data-grid-cell>
  );
}
