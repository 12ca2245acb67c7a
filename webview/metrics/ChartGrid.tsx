import { useMemo } from 'preact/hooks';
import type { Column, MetricRow } from '../../src/compare/comparison.ts';
import type { MetricHistory } from '../../src/model/metricHistory.ts';
import { useView } from '../view.ts';
import { useChartTheme } from './chartTheme.ts';
import { ChartToolbar } from './ChartToolbar.tsx';
import styles from './Charts.module.css';
import { Histories } from './histories.ts';
import { MetricChart } from './MetricChart.tsx';

interface ChartGridProps {
  readonly title: string;
  readonly columns: readonly Column[];
  /** The metrics whose charts are open. */
  readonly open: readonly MetricRow[];
  /** All that can be drawn. */
  readonly rows: readonly MetricRow[];
  /** The metric whose chart was opened last, which is to be seen. */
  readonly wanted: string | null;
  readonly onClose: (key: string) => void;
}

/** The open charts, as many beside each other as there is room for. */
export function ChartGrid({ title, columns, open, rows, wanted, onClose }: ChartGridProps) {
  const theme = useChartTheme();
  const histories = useHistories();
  if (open.length === 0) return null;
  return (
    <section class={styles['charts']} aria-label={title}>
      <ChartToolbar />
      <div class={styles['grid']} data-count={Math.min(open.length, 3)}>
        {open.map((row) => (
          <MetricChart
            key={row.key}
            row={row}
            rows={rows}
            columns={columns}
            theme={theme}
            histories={histories}
            wanted={row.key === wanted}
            onClose={() => onClose(row.key)}
          />
        ))}
      </div>
    </section>
  );
}

function useHistories(): Histories {
  const view = useView();
  return useMemo(
    () =>
      new Histories(async (...question) => {
        let answer: MetricHistory | undefined;
        await view.ask(async (host) => {
          answer = await host.metricHistory(...question);
        });
        return answer;
      }),
    [view],
  );
}
