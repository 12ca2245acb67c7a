/** One thing measured several times, beside a rival or a limit measured in the same run. */
export interface Measured {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly rival: string;
  readonly theirs: readonly number[];
  /** How many times better than the rival it is meant to be. */
  readonly goal?: number;
}

/** `runs/s`; of every other unit less is better. */
const isRate = (unit: string): boolean => unit.endsWith('/s');

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
  return markdown(head, cells);
}

/** The same against a rival to be beaten: how many times better, and whether that is what was meant. */
export function goalTable(rows: readonly Measured[]): string {
  const head = ['What', 'Promptrail', 'Beside', 'Its number', 'Better', 'Goal', 'Reached', 'Rounds'];
  const cells = rows.map((row) => [
    row.what,
    `${spread(row.ours)} ${row.unit}`,
    row.rival,
    `${spread(row.theirs)} ${row.unit}`,
    times(better(row)),
    row.goal === undefined ? '' : times(row.goal),
    row.goal === undefined ? '' : better(row) >= row.goal ? 'yes' : 'no',
    String(row.ours.length),
  ]);
  return markdown(head, cells);
}

/** The rows that have a goal, medians alone. */
export function shortTable(rows: readonly Measured[]): string {
  const head = ['What', 'Promptrail', 'Beside', 'Its number', 'Better'];
  const cells = rows
    .filter(({ goal }) => goal !== undefined)
    .map((row) => [
      row.what,
      `${round(median(row.ours))} ${row.unit}`,
      row.rival,
      `${round(median(row.theirs))} ${row.unit}`,
      times(better(row)),
    ]);
  return markdown(head, cells);
}

/** How many times better than the rival: faster, or smaller. */
export function better({ unit, ours, theirs }: Measured): number {
  const ratio = median(ours) / median(theirs);
  return isRate(unit) ? ratio : 1 / ratio;
}

function markdown(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const times = (value: number): string => `${round(value)}×`;

function spread(values: readonly number[]): string {
  return `${round(median(values))} (${round(Math.min(...values))} to ${round(Math.max(...values))})`;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Three digits that say something, without exponents. */
function round(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** Rounds on stderr as they come: a benchmark that says nothing for minutes looks stuck. */
export function progress(text: string): void {
  process.stderr.write(`[bench] ${text}\n`);
}
