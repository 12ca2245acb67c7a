import type { ColumnVerdict, MetricRow, Section, SignatureSection } from './comparison.ts';
import { metricChanges } from './metricChanges.ts';
import { signatureVerdict } from './signatures.ts';
import { listed } from './summaryWords.ts';

interface Judged {
  readonly metrics: Section<MetricRow>;
  readonly signatures: SignatureSection;
}

/** Whether a column is an improvement over the baseline. Measurements of the machine do not count. */
export function verdictOf(column: number, { metrics, signatures }: Judged): ColumnVerdict {
  if (column === 0) return { outcome: 'baseline', better: 0, worse: 0, same: 0, signature: null, text: 'baseline' };
  const changes = metricChanges(metrics.items, column);
  const texts = (verdict: string): string[] =>
    changes.filter((change) => change.verdict === verdict).map(({ text }) => text);
  const [better, worse, same] = [texts('better'), texts('worse'), texts('same').length];
  const outcome = outcomeOf(better.length, worse.length, same);
  return {
    outcome,
    better: better.length,
    worse: worse.length,
    same,
    signature: signatureVerdict(signatures, column),
    text: verdictText(outcome, better, worse),
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

function verdictText(outcome: Outcome, better: readonly string[], worse: readonly string[]): string {
  switch (outcome) {
    case 'better':
      return `better: ${listed(better, { most: TEXT_LENGTH })}`;
    case 'worse':
      return `worse: ${listed(worse, { most: TEXT_LENGTH })}`;
    case 'mixed':
      return `mixed: ${better.length} better, ${worse.length} worse`;
    case 'same':
      return 'same metrics';
    case 'unknown':
      return 'no metrics to judge by';
  }
}
