import type { ColumnVerdict, MetricRow, Section, SignatureSection } from '../comparison.ts';
import { metricChanges, metricWords } from './metricChanges.ts';
import { signatureVerdict } from '../signatures/signatures.ts';
import { listed, MOST_LISTED } from './summaryWords.ts';

interface Judged {
  readonly metrics: Section<MetricRow>;
  readonly signatures: SignatureSection;
}

/** Whether a column is an improvement over the baseline. Measurements of the machine do not count. */
export function verdictOf(column: number, { metrics, signatures }: Judged): ColumnVerdict {
  if (column === 0) return { outcome: 'baseline', better: 0, worse: 0, same: 0, signature: null, text: 'baseline' };
  const changes = metricChanges(metrics.items, column);
  const rows = (verdict: string): MetricRow[] =>
    changes.filter((change) => change.verdict === verdict).map(({ row }) => row);
  const [better, worse, same] = [rows('better'), rows('worse'), rows('same').length];
  const outcome = outcomeOf(better.length, worse.length, same);
  return {
    outcome,
    better: better.length,
    worse: worse.length,
    same,
    signature: signatureVerdict(signatures, column),
    text: verdictText(outcome, better, worse, column),
  };
}

type Outcome = Exclude<ColumnVerdict['outcome'], 'baseline'>;

function outcomeOf(better: number, worse: number, same: number): Outcome {
  if (better > 0 && worse > 0) return 'mixed';
  if (better > 0) return 'better';
  if (worse > 0) return 'worse';
  return same > 0 ? 'same' : 'unknown';
}

const TEXT_LENGTH = 48;

function verdictText(
  outcome: Outcome,
  better: readonly MetricRow[],
  worse: readonly MetricRow[],
  column: number,
): string {
  const texts = (rows: readonly MetricRow[]): string => {
    const first = rows.slice(0, MOST_LISTED).map((row) => metricWords(row, column));
    return listed(first, { most: TEXT_LENGTH, total: rows.length });
  };
  switch (outcome) {
    case 'better':
      return `better: ${texts(better)}`;
    case 'worse':
      return `worse: ${texts(worse)}`;
    case 'mixed':
      return `mixed: ${better.length} better, ${worse.length} worse`;
    case 'same':
      return 'same metrics';
    case 'unknown':
      return 'no metrics to judge by';
  }
}
