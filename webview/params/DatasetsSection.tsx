import type { Comparison, DatasetCell } from '../../src/compare/comparison.ts';
import { CompareTable, Missing } from '../tables/CompareTable.tsx';
import { LongText } from '../ui/LongText.tsx';
import { useView } from '../view.ts';
import styles from './DatasetsSection.module.css';

export function DatasetsSection({ comparison }: { comparison: Comparison }) {
  const rows = useView().visibleRows('datasets', comparison.datasets.items);
  return (
    <CompareTable
      name="datasets"
      caption="Datasets"
      columns={comparison.columns}
      rows={rows}
      keyOf={(row) => row.key}
      head={(row) => (
        <>
          {row.name}
          {row.context !== null && <div class={styles['context']}>{row.context}</div>}
        </>
      )}
      cell={(row, column) => <Dataset name={`datasets/${row.key}/${column}`} cell={row.cells[column]} />}
    />
  );
}

function Dataset({ name, cell }: { name: string; cell: DatasetCell | undefined }) {
  if (cell === undefined || !cell.present) return <Missing what="not used" change={cell?.change} />;
  const facts = [
    ['Digest', cell.digest],
    ['Source', [cell.sourceType, cell.source].filter((part) => part !== null).join(': ')],
    ['Schema', cell.schema],
    ['Profile', cell.profile],
  ] as const;
  return (
    <dl class={styles['facts']}>
      {facts.map(
        ([label, text]) =>
          text !== null &&
          text !== '' && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <LongText name={`${name}/${label}`} text={text} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
