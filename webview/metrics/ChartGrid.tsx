import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Column, MetricRow } from '../../src/compare/comparison.ts';
import type { MetricHistory } from '../../src/model/metricHistory.ts';
import { useView } from '../view.ts';
import { useChartTheme } from './chartTheme.ts';
import { ChartToolbar } from './ChartToolbar.tsx';
import styles from './Charts.module.css';
import { Histories } from './histories.ts';
import { MetricChart } from './MetricChart.tsx';
import { useMetricsUi } from './useMetricsUi.ts';

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
  const smoothing = useSmoothing();
  if (open.length === 0) return null;
  return (
    <section class={styles['charts']} aria-label={title}>
      <ChartToolbar smoothing={smoothing} />
      <div class={styles['grid']} data-count={Math.min(open.length, 3)}>
        {open.map((row) => (
          <MetricChart
            key={row.key}
            row={row}
            rows={rows}
            columns={columns}
            theme={theme}
            histories={histories}
            smoothing={smoothing}
            wide={open.length === 1}
            wanted={row.key === wanted}
            onClose={(figure) => {
              passFocus(figure);
              onClose(row.key);
            }}
          />
        ))}
      </div>
    </section>
  );
}

/** A chart that goes leaves the focus to the one beside it; the last one to the table above. */
function passFocus(figure: HTMLElement): void {
  const beside = figure.nextElementSibling ?? figure.previousElementSibling;
  const above = figure.closest('section')?.previousElementSibling?.querySelector('[tabindex="0"]');
  const next = beside ?? above;
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
}

/** Milliseconds that the slider must rest before the page notes where it stands. */
const REST = 250;

/** What the slider says. The charts follow it at once, the rest of the page when it rests. */
function useSmoothing(): Signal<number> {
  const { metrics, change } = useMetricsUi();
  const smoothing = useSignal(metrics.smoothing);
  useEffect(() => {
    smoothing.value = metrics.smoothing;
  }, [metrics.smoothing]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = smoothing.subscribe((value) => {
      clearTimeout(timer);
      timer = setTimeout(() => change({ smoothing: value }), REST);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
  return smoothing;
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
