import type { MetricRow, MetricValue } from '../comparison.ts';
import { shortName } from './summaryWords.ts';

/** What became of one metric in a column. */
export interface MetricChange {
  readonly row: MetricRow;
  readonly verdict: MetricValue['verdict'];
}

/** The metrics of a column that changed and those whose direction is known, the most telling first; none of the machine. */
export function metricChanges(rows: readonly MetricRow[], column: number): MetricChange[] {
  const found = rows
    .filter((row) => !row.system)
    .flatMap((row) => {
      const value = row.cells[column]?.values?.latest;
      const isSaid = row.cells[column]?.change !== 'same' || (value?.verdict ?? null) !== null;
      return isSaid ? [{ row, verdict: value?.verdict ?? null, rank: rank(row), share: shareOf(value) }] : [];
    });
  found.sort((a, b) => a.rank - b.rank || b.share - a.share);
  return found;
}

/** What measures quality tells more than time and cost, and what is measured while training tells least. */
function rank({ key, direction, directionFrom }: MetricRow): number {
  if (/^train(?:ing)?[_/.-]/i.test(key)) return 3;
  if (directionFrom === 'user' || directionFrom === 'logged') return 0;
  return direction === 'higher' ? 1 : 2;
}

const shareOf = (value: MetricValue | undefined): number =>
  value === undefined || value.percent === null ? Infinity : Math.abs(value.percent);

/** `accuracy +0.04`, `latency_ms worse by 12%`, `confidence added` */
export function metricWords({ key, cells, direction }: MetricRow, column: number): string {
  const name = shortName(key);
  const [base, here] = [cells[0]?.values?.latest, cells[column]?.values?.latest];
  if (!base || !here) return `${name} ${here ? 'added' : 'missing'}`;
  if (here.deltaText === null) return `${name} ${base.text} → ${here.text}`;
  if (direction !== 'lower' || here.verdict === 'same') return `${name} ${here.deltaText}`;
  const size = (here.percentText ?? here.deltaText).replace(/^[+−]/, '');
  return `${name} ${here.verdict} by ${size}`;
}
