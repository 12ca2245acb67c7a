import type { Aggregate, MetricCell, MetricRow } from '../../src/compare/comparison.ts';
import { formatTime } from '../../src/model/format.ts';

/** The rows that got worse first, the worst of them at the top; the others stay as they were. */
export function regressionsFirst(rows: readonly MetricRow[], aggregate: Aggregate): readonly MetricRow[] {
  return rows.toSorted((a, b) => {
    const [here, there] = [a.regression[aggregate], b.regression[aggregate]];
    return here === there ? 0 : there - here;
  });
}

/** How many charts can be open: as many as the page's state keeps. */
export const MAX_CHARTS = 100;

/** Whether a metric has more than one point anywhere: a history to draw. */
export const hasHistory = ({ cells }: MetricRow): boolean => cells.some(({ count }) => count > 1);

/** The metrics whose charts are open, in the order of the rows. */
export function openRows(rows: readonly MetricRow[], open: readonly string[]): readonly MetricRow[] {
  const keys = new Set(open);
  return rows.filter(({ key }) => keys.has(key));
}

const COUNT = new Intl.NumberFormat('en');

/** `1 point`, `1,000 points` */
export const pointsText = (count: number): string => `${COUNT.format(count)} ${count === 1 ? 'point' : 'points'}`;

export const AGGREGATE_TITLES: Readonly<Record<Aggregate, string>> = {
  latest: 'Latest',
  best: 'Best',
  min: 'Min',
  max: 'Max',
};

/** What stands behind a cell's value, line by line: every digit, which value it is, when it was logged. */
export function cellTooltip(cell: MetricCell, aggregate: Aggregate): string {
  const value = cell.values?.[aggregate];
  if (value === undefined) return 'Not logged';
  const which = cell.count > 1 ? `${AGGREGATE_TITLES[aggregate]} of ${pointsText(cell.count)}` : '1 point';
  const step = cell.step === null ? [] : [`step ${cell.step}`];
  const time = cell.timestamp === null ? [] : [formatTime(cell.timestamp)];
  const last = [...step, ...time].join(', ');
  return [value.exact, which, last === '' ? '' : `Last logged at ${last}`].filter((line) => line !== '').join('\n');
}

/** Who says whether more of a metric is better. */
const SOURCES = { user: 'set by you', logged: 'as MLflow logged it', name: 'from its name' } as const;

export function directionText({ direction, directionFrom }: Pick<MetricRow, 'direction' | 'directionFrom'>): string {
  const from = directionFrom === null ? '' : ` (${SOURCES[directionFrom]})`;
  if (direction === null) return directionFrom === null ? 'Not known whether more is better' : `No direction${from}`;
  return `${direction === 'higher' ? 'Higher' : 'Lower'} is better${from}`;
}
