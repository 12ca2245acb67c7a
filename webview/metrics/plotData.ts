import { drawable, merge, spread, undrawn } from './lines.ts';
import type { Line, Merged, Undrawn } from './lines.ts';
import { smoothed } from './smoothing.ts';

/** What a plot draws. */
export interface PlotData {
  readonly xs: readonly number[];
  /** Per line, along `xs`: what was logged. */
  readonly raw: readonly (readonly (number | null | undefined)[])[];
  /** Per line: its moving average; null where none is asked for. */
  readonly smooth: readonly (readonly (number | null | undefined)[])[] | null;
  readonly lines: readonly PlottedLine[];
}

export interface PlottedLine extends Line {
  /** What is drawn in full at each of `xs`: the average, or the value itself. */
  readonly main: readonly (number | null)[];
  readonly undrawn: Undrawn;
  readonly visible: boolean;
}

/** Lines brought together on one axis, before what the user moves all the time. */
export interface Basis {
  readonly lines: readonly Line[];
  readonly merged: Merged;
  /** Per line: its own values as they can be drawn, and the same along the shared places. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly raw: PlotData['raw'];
  readonly undrawn: readonly Undrawn[];
}

export function plotBasis(lines: readonly Line[], log: boolean): Basis {
  const merged = merge(lines);
  const values = lines.map((line) => drawable(line.ys, log));
  return { lines, merged, values, raw: along(values, merged), undrawn: lines.map((line) => undrawn(line, log)) };
}

/** @param smoothing Weight of the past, see `smoothed`; 0 for none. */
export function plotData(basis: Basis, visible: readonly boolean[], smoothing: number): PlotData {
  const { lines, merged, values, raw } = basis;
  const averages = smoothing === 0 ? null : values.map((own) => smoothed(own, smoothing));
  return {
    xs: merged.xs,
    raw,
    smooth: averages && along(averages, merged),
    lines: lines.map((line, index) => ({
      ...line,
      main: (averages ?? values)[index] ?? [],
      undrawn: basis.undrawn[index] ?? NOTHING_UNDRAWN,
      visible: visible[index] ?? true,
    })),
  };
}

const NOTHING_UNDRAWN: Undrawn = { nan: [], positive: [], negative: [], notAboveZero: [] };

const along = (all: Basis['values'], { xs, rows }: Merged): PlotData['raw'] =>
  all.map((values, index) => spread(values, rows[index] ?? [], xs.length));

/** The index of the line's point nearest to a place; -1 where the line does not reach there. */
export function nearestPoint(xs: readonly number[], x: number, tolerance: number): number {
  const first = xs[0];
  const last = xs.at(-1);
  if (first === undefined || last === undefined || x < first - tolerance || x > last + tolerance) return -1;
  let low = 0;
  let high = xs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const before = xs[low - 1];
  return before !== undefined && x - before < (xs[low] ?? Infinity) - x ? low - 1 : low;
}
