import { useEffect, useMemo } from 'preact/hooks';
import { ChartData } from './chartData.ts';
import type { ChartLine } from './chartSetup.ts';
import type { Histories } from './histories.ts';
import type { ChartAxis } from './lines.ts';

/** About twice as many points as there are pixels beside each other on most screens: more could not be seen. */
const MOST = 2000;

/** The histories of a chart's lines, read while it is in view and whenever there are more points. */
export function useChartData(
  histories: Histories,
  lines: readonly ChartLine[],
  axis: ChartAxis,
  inView: boolean,
): ChartData {
  const data = useMemo(() => new ChartData(histories), [histories]);
  useEffect(() => () => data.dispose(), [data]);
  useEffect(() => {
    if (inView) {
      const sources = lines.map(({ source }) => source);
      data.show(sources, axis, MOST);
    }
  }, [data, lines, axis, inView]);
  return data;
}
