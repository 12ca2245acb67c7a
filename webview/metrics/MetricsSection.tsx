import type { Comparison, MetricCell } from '../../src/compare/comparison.ts';
import { CompareTable, Missing } from '../tables/CompareTable.tsx';
import { Name } from '../ui/Name.tsx';
import { useView } from '../view.ts';
import styles from './MetricsSection.module.css';

export function MetricsSection({ comparison }: { comparison: Comparison }) {
  const rows = useView().visibleRows('metrics', comparison.metrics.items);
  return (
    <CompareTable
      name="metrics"
      caption="Metrics, latest values"
      numeric
      columns={comparison.columns}
      rows={rows}
      keyOf={(row) => row.key}
      head={(row) => <Name text={row.key} />}
      cell={(row, column) => <Value cell={row.cells[column]} />}
    />
  );
}

/** The value, then how far it is from the baseline's. Whether more is better is not ours to say. */
function Value({ cell }: { cell: MetricCell | undefined }) {
  if (cell === undefined || cell.text === null) return <Missing what="not logged" change={cell?.change} />;
  const at = cell.step === null ? '' : `, step ${cell.step}`;
  return (
    <span class={styles['metric']} title={`${cell.exact}${at}`}>
      <span>{cell.text}</span>
      {cell.deltaText !== null && cell.delta !== 0 && (
        <span class={styles['delta']}>
          {cell.deltaText}
          {cell.percentText !== null && <span class={styles['percent']}> ({cell.percentText})</span>}
        </span>
      )}
    </span>
  );
}
