import type { Column, MetricRow } from '../../src/compare/comparison.ts';
import type { Subject } from '../../src/model/subject.ts';
import type { LineSource } from './chartData.ts';
import { lineStyle } from './lineStyle.ts';
import type { LineStyle } from './lineStyle.ts';
import { columnNames } from '../tables/columnNames.ts';

/** One line of a chart before any of its points: what it is called and looks like. */
export interface ChartLine {
  /** Unique in the chart. */
  readonly id: string;
  readonly name: string;
  readonly style: LineStyle;
  readonly source: LineSource;
}

/** The lines of a chart: one for each column that logged the metric, or several metrics. */
export function chartLines(
  metrics: readonly MetricRow[],
  columns: readonly Column[],
  subjects: readonly Subject[],
  highContrast: boolean,
): readonly ChartLine[] {
  const names = columnNames(columns);
  return metrics.flatMap((row, metric) =>
    row.cells.flatMap(({ count }, column): ChartLine[] => {
      const subject = subjects[column];
      if (count === 0 || subject === undefined) return [];
      const own = names[column] ?? '';
      return [
        {
          id: `${metric} ${column}`,
          name: metrics.length === 1 ? own : columns.length === 1 ? row.key : `${own}: ${row.key}`,
          style: lineStyle(column, highContrast, metric),
          source: { subject, key: row.key, count },
        },
      ];
    }),
  );
}
