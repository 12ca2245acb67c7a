/** One thing measured several times, beside a rival or a limit measured in the same run. */
export interface Measured {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly rival: string;
  readonly theirs: readonly number[];
}

/** The measured numbers as a Markdown table: every number as `median (min to max)`, and ours against the rival's. */
export function table(rows: readonly Measured[]): string {
  const head = ['What', 'Promptrail', 'Beside', 'Its number', 'Ratio', 'Rounds'];
  const cells = rows.map(({ what, unit, ours, rival, theirs }) => [
    what,
    `${spread(ours)} ${unit}`,
    rival,
    `${spread(theirs)} ${unit}`,
    `${round(median(ours) / median(theirs))}×`,
    String(ours.length),
  ]);
  const all = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...cells.map(line)].join('\n');
}

function spread(values: readonly number[]): string {
  return `${round(median(values))} (${round(Math.min(...values))} to ${round(Math.max(...values))})`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Three digits that say something, without exponents. */
function round(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** Rounds on stderr as they come: a benchmark that says nothing for minutes looks stuck. */
export function progress(text: string): void {
  process.stderr.write(`[bench] ${text}\n`);
}
