import type { MetricHistory } from '../../src/model/metricHistory.ts';
import type { Span } from './span.ts';

/** What a chart's horizontal axis is: the step, the wall clock, or the time since a column's own first point. */
export type ChartAxis = 'step' | 'time' | 'relative';

/** The points of one column along an axis, in its order; values may be NaN or infinite. */
export interface Line {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/** Where the relative time of a history begins, in milliseconds since the epoch; 0 for an empty one. */
export function originOf({ timestamps }: MetricHistory): number {
  return timestamps.reduce((least, time) => Math.min(least, time), timestamps[0] ?? 0);
}

export function lineOf(history: MetricHistory, axis: ChartAxis, origin: number): Line {
  const { steps, timestamps, values } = history;
  const places = axis === 'step' ? steps : timestamps;
  const xs = axis === 'relative' ? places.map((time) => time - origin) : places;
  if (xs.every((x, index) => index === 0 || x >= (xs[index - 1] ?? x))) return { xs, ys: values };
  const order = xs.map((_, index) => index).sort((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0));
  return { xs: order.map((index) => xs[index] ?? 0), ys: order.map((index) => values[index] ?? NaN) };
}

/** The line with one stretch of it replaced by the closer look that was taken at it. */
export function withDetail(line: Line, detail: Line, { from, to }: Span): Line {
  const before = line.xs.findIndex((x) => x >= from);
  const after = line.xs.findIndex((x) => x > to);
  const start = before === -1 ? line.xs.length : before;
  const end = after === -1 ? line.xs.length : after;
  const around = (own: readonly number[], inside: readonly number[]): readonly number[] => [
    ...own.slice(0, start),
    ...inside,
    ...own.slice(end),
  ];
  return { xs: around(line.xs, detail.xs), ys: around(line.ys, detail.ys) };
}

/** The places of all lines together, and where in them each line's points stand. */
export interface Merged {
  /** Ascending; the same place as often as one line has it: a line that goes straight up is one. */
  readonly xs: readonly number[];
  /** Per line: the index in `xs` of each of its points. */
  readonly rows: readonly (readonly number[])[];
}

export function merge(lines: readonly Line[]): Merged {
  const xs: number[] = [];
  const rows: number[][] = lines.map(() => []);
  const heads = lines.map(() => 0);
  for (;;) {
    let least = Infinity;
    lines.forEach((line, index) => {
      least = Math.min(least, line.xs[heads[index] ?? 0] ?? Infinity);
    });
    if (least === Infinity) return { xs, rows };
    lines.forEach((line, index) => {
      const head = heads[index] ?? 0;
      if (line.xs[head] !== least) return;
      rows[index]?.push(xs.length);
      heads[index] = head + 1;
    });
    xs.push(least);
  }
}

/**
 * One line's values along the merged places: undefined where the line has no point, which is drawn through; null where
 * its point is a gap. A gap reaches to the line's own neighbours, over the places of others in between.
 */
export function spread(
  values: readonly (number | null)[],
  rows: readonly number[],
  length: number,
): (number | null | undefined)[] {
  const all = Array.from({ length }, (): number | null | undefined => undefined);
  rows.forEach((row, index) => {
    const value = values[index] ?? null;
    all[row] = value;
    if (value !== null) return;
    all.fill(null, (rows[index - 1] ?? -1) + 1, rows[index + 1] ?? length);
  });
  return all;
}

/** Values as they can be drawn: null for NaN, infinities and, on a log scale, whatever is not above zero. */
export function drawable(ys: readonly number[], log: boolean): (number | null)[] {
  return ys.map((y) => (Number.isFinite(y) && (!log || y > 0) ? y : null));
}

/** Points that cannot be drawn, by why; their indexes in the line. */
export interface Undrawn {
  readonly nan: readonly number[];
  readonly positive: readonly number[];
  readonly negative: readonly number[];
  /** Finite ones that a log scale has no place for. */
  readonly notAboveZero: readonly number[];
}

export function undrawn({ ys }: Line, log: boolean): Undrawn {
  const all = ys.map((_, index) => index);
  const y = (index: number): number => ys[index] ?? NaN;
  return {
    nan: all.filter((index) => Number.isNaN(y(index))),
    positive: all.filter((index) => y(index) === Infinity),
    negative: all.filter((index) => y(index) === -Infinity),
    notAboveZero: log ? all.filter((index) => Number.isFinite(y(index)) && y(index) <= 0) : [],
  };
}
