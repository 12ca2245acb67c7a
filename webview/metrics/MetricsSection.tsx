import type { Aggregate, Comparison, MetricCell } from '../../src/compare/comparison.ts';
import { CompareTable, Missing } from '../tables/CompareTable.tsx';
import { Name } from '../ui/Name.tsx';
import { useView } from '../view.ts';
import styles from './MetricsSection.module.css';

export function MetricsSection({ comparison }: { comparison: Comparison }) {
  const view = useView();
  const { aggregate } = view.ui.value.metrics;
  const rows = view.visibleRows('metrics', comparison.metrics.items);
  return (
    <CompareTable
      name="metrics"
      caption={`Metrics, ${aggregate} values`}
      numeric
      columns={comparison.columns}
      rows={rows}
      keyOf={(row) => row.key}
      head={(row) => <Name text={row.key} />}
      cell={(row, column) => <Value cell={row.cells[column]} aggregate={aggregate} />}
    />
  );
}

/** The value, then how far it is from the baseline's. */
function Value({ cell, aggregate }: { cell: MetricCell | undefined; aggregate: Aggregate }) {
  const value = cell?.values?.[aggregate];
  if (cell === undefined || value === undefined) return <Missing what="not logged" change={cell?.change} />;
  const at = cell.step === null ? '' : `, step ${cell.step}`;
  return (
    <span class={styles['metric']} title={`${value.exact}${at}`}>
      <span>{value.text}</span>
      {value.deltaText !== null && value.delta !== 0 && (
        <span class={styles['delta']}>
          {value.deltaText}
          {value.percentText !== null && <span class={styles['percent']}> ({value.percentText})</span>}
        </span>
      )}
    </span>
  );
}
