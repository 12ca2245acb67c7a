import { useEffect, useMemo } from 'preact/hooks';
import { ChartData } from './chartData.ts';
import type { ChartLine } from './chartSetup.ts';
import type { Histories } from './histories.ts';
import type { ChartAxis } from './lines.ts';

/** Points of all lines together that are drawn without the cursor lagging behind. */
const BUDGET = 10_000;

/** About as many points of a line as could be seen, in a chart over the whole page and in one of several. */
const mostPoints = (lines: number, wide: boolean): number =>
  Math.round(Math.max(500, Math.min(wide ? 2000 : 1000, BUDGET / lines)));

/** The histories of a chart's lines, read while it is in view and whenever there are more points. */
export function useChartData(
  histories: Histories,
  lines: readonly ChartLine[],
  { axis, wide, inView }: { readonly axis: ChartAxis; readonly wide: boolean; readonly inView: boolean },
): ChartData {
  const data = useMemo(() => new ChartData(histories), [histories]);
  useEffect(() => () => data.dispose(), [data]);
  useEffect(() => {
    if (inView) {
      const sources = lines.map(({ source }) => source);
      data.show(sources, axis, mostPoints(sources.length, wide));
    }
  }, [data, lines, axis, wide, inView]);
  return data;
}
