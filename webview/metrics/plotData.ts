import { drawable, merge, spread, undrawn } from './lines.ts';
import type { Line, Undrawn } from './lines.ts';
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

/** @param smoothing Weight of the past, see `smoothed`; 0 for none. */
export function plotData(
  lines: readonly Line[],
  visible: readonly boolean[],
  smoothing: number,
  log: boolean,
): PlotData {
  const { xs, rows } = merge(lines);
  const raw = lines.map((line) => drawable(line.ys, log));
  const smooth = smoothing === 0 ? null : raw.map((values) => smoothed(values, smoothing));
  const along = (all: readonly (readonly (number | null)[])[]): PlotData['raw'] =>
    all.map((values, index) => spread(values, rows[index] ?? [], xs.length));
  return {
    xs,
    raw: along(raw),
    smooth: smooth && along(smooth),
    lines: lines.map((line, index) => ({
      ...line,
      main: (smooth ?? raw)[index] ?? [],
      undrawn: undrawn(line, log),
      visible: visible[index] ?? true,
    })),
  };
}

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
