import type { Column, SignatureAspect, SignatureCell, SignatureRow } from '../../src/compare/comparison.ts';
import { Missing } from '../tables/CompareTable.tsx';
import { ChangeMark } from '../ui/ChangeMark.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Name } from '../ui/Name.tsx';
import styles from './SignatureGrid.module.css';

interface SignatureGridProps {
  readonly title: string;
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly SignatureRow[];
}

/** One table of a signature; rows are aligned by where their value stands. */
export function SignatureGrid({ title, label, columns, rows }: SignatureGridProps) {
  if (rows.length === 0) return null;
  return (
    <Grid
      label={label}
      header={[title, ...columns.map((column) => column.name)]}
      rows={rows.map((row) => ({
        key: row.path,
        cells: [
          <span class={styles['path']} style={{ paddingLeft: `${row.depth * 12}px` }}>
            <Name text={row.path} />
          </span>,
          ...row.cells.map((cell) => <Field cell={cell} />),
        ],
      }))}
    />
  );
}

function Field({ cell }: { cell: SignatureCell }) {
  return (
    <span class={styles['field']}>
      <span class={styles['mark']}>
        <ChangeMark change={cell.change} />
      </span>
      {cell.type === null ? <Missing what="not in the signature" change={cell.change} /> : <Facts cell={cell} />}
    </span>
  );
}

function Facts({ cell }: { cell: SignatureCell }) {
  const mark = (aspect: SignatureAspect): string | undefined =>
    cell.changed.includes(aspect) ? styles['changed'] : undefined;
  return (
    <>
      <code class={mark('type')}>{cell.type}</code>
      {cell.required !== null && (
        <span class={mark('optionality') ?? styles['muted']}>{cell.required ? ' required' : ' optional'}</span>
      )}
      {cell.default !== null && (
        <span class={styles['muted']}>
          {' = '}
          <code class={mark('default')}>{cell.default}</code>
        </span>
      )}
    </>
  );
}
