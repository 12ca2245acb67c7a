import type { MetricRow, MetricValue } from '../comparison.ts';
import { shortName } from './summaryWords.ts';

/** What became of one metric in a column. */
export interface MetricChange {
  readonly row: MetricRow;
  readonly verdict: MetricValue['verdict'];
  readonly isTraining: boolean;
  /** The change in per cent of the baseline, without a sign; infinite where there is none. */
  readonly share: number;
}

/** The metrics of a column that changed and those whose direction is known, the most telling first; none of the machine. */
export function metricChanges(rows: readonly MetricRow[], column: number): MetricChange[] {
  const found = rows
    .filter((row) => !row.system)
    .flatMap((row): MetricChange[] => {
      const value = row.cells[column]?.values?.latest;
      const verdict = value?.verdict ?? null;
      const isSaid = row.cells[column]?.change !== 'same' || verdict !== null;
      return isSaid ? [{ row, verdict, isTraining: isTraining(row), share: shareOf(value) }] : [];
    });
  return found.sort((a, b) => rank(a) - rank(b) || (a.share === b.share ? 0 : b.share - a.share));
}

const isTraining = ({ key }: MetricRow): boolean => /^train(?:ing)?[_/.-]/i.test(key);

/** What measures quality tells more than time and cost, and what is measured while training tells least. */
function rank({ row, isTraining: isLeast }: MetricChange): number {
  if (isLeast) return 3;
  if (row.directionFrom === 'user' || row.directionFrom === 'logged') return 0;
  return row.direction === 'higher' ? 1 : 2;
}

const shareOf = (value: MetricValue | undefined): number =>
  value === undefined || value.percent === null ? Infinity : Math.abs(value.percent);

/** Changes beyond so many per cent, of a tiny value as a rule, say less than both values. */
const MOST_PERCENT = 1_000;

/** `accuracy +0.04`, `latency_ms worse by 12%`, `errors 2 → 0`, `confidence added` */
export function metricWords({ key, cells, direction }: MetricRow, column: number): string {
  const name = shortName(key);
  const [base, here] = [cells[0]?.values?.latest, cells[column]?.values?.latest];
  if (!base || !here) return `${name} ${here ? 'added' : 'missing'}`;
  if (here.deltaText === null) return `${name} ${base.text} → ${here.text}`;
  if (direction !== 'lower' || here.verdict === 'same') return `${name} ${here.deltaText}`;
  const { percent, percentText, value } = here;
  if (percent === null || percentText === null || value === 0 || Math.abs(percent) >= MOST_PERCENT) {
    return `${name} ${base.text} → ${here.text}`;
  }
  return `${name} ${here.verdict} by ${percentText.replace(/^[+−]/, '')}`;
}
