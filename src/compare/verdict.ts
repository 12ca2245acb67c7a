import type { ColumnVerdict, MetricRow, Section } from './comparison.ts';

/** Whether the column of this index is an improvement over the baseline. */
export function verdictOf(index: number, { metrics }: { readonly metrics: Section<MetricRow> }): ColumnVerdict {
  if (index === 0) return { outcome: 'baseline', better: 0, worse: 0, same: 0, signature: null, text: 'baseline' };
  const said = metrics.items
    .filter((row) => !row.system)
    .map((row) => row.cells[index]?.values?.latest.verdict ?? null);
  const count = (verdict: string): number => said.filter((each) => each === verdict).length;
  const [better, worse, same] = [count('better'), count('worse'), count('same')];
  const outcome =
    better > 0 && worse > 0 ? 'mixed' : better > 0 ? 'better' : worse > 0 ? 'worse' : same > 0 ? 'same' : 'unknown';
  return { outcome, better, worse, same, signature: null, text: outcome };
}
