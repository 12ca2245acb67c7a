import type { ColumnVerdict, MetricRow, Section, SignatureSection } from '../comparison.ts';
import { type MetricChange, metricChanges, metricWords } from './metricChanges.ts';
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
  const count = (verdict: string): number => changes.filter((change) => change.verdict === verdict).length;
  const [better, worse, same] = [count('better'), count('worse'), count('same')];
  const outcome = outcomeOf(better, worse, same);
  return {
    outcome,
    better,
    worse,
    same,
    signature: signatureVerdict(signatures, column),
    text: verdictText(outcome, changes, column),
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

function verdictText(outcome: Outcome, changes: readonly MetricChange[], column: number): string {
  const those = (verdict: MetricChange['verdict']): MetricChange[] =>
    changes.filter((each) => each.verdict === verdict);
  const texts = (some: readonly MetricChange[]): string => {
    const first = some.slice(0, MOST_LISTED).map(({ row }) => metricWords(row, column));
    return listed(first, { most: TEXT_LENGTH, total: some.length });
  };
  switch (outcome) {
    case 'better':
      return `better: ${texts(those('better'))}${missingWords(those(null), column)}`;
    case 'worse':
      return `worse: ${texts(those('worse'))}`;
    case 'mixed':
      return `mixed: ${those('better').length} better, ${those('worse').length} worse`;
    case 'same':
      return those(null).length === 0 ? 'same metrics' : 'no metric better or worse';
    case 'unknown':
      return 'no metrics to judge by';
  }
}

/** A run that did not get as far as to measure what the baseline did is not simply better. */
function missingWords(changes: readonly MetricChange[], column: number): string {
  const missing = changes.filter(({ row }) => row.direction !== null && !row.cells[column]?.values);
  const [first] = missing;
  if (first === undefined) return '';
  return `; ${missing.length === 1 ? metricWords(first.row, column) : `${missing.length} missing`}`;
}
