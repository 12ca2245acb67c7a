/** A stretch of an axis. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const sizeOf = ({ from, to }: Span): number => to - from;

/** From the first to the last of all places; undefined where there is none. */
export function spanOf(lines: readonly { readonly xs: readonly number[] }[]): Span | undefined {
  const filled = lines.filter(({ xs }) => xs.length > 0);
  if (filled.length === 0) return undefined;
  return {
    from: Math.min(...filled.map(({ xs }) => xs[0] ?? Infinity)),
    to: Math.max(...filled.map(({ xs }) => xs.at(-1) ?? -Infinity)),
  };
}

/** A span that something can be drawn in: one point stands in the middle of a span of 1 on each side. */
export const drawnSpan = (span: Span): Span => (span.to > span.from ? span : { from: span.from - 1, to: span.to + 1 });

/**
 * The part of `whole` that is seen after zooming by `factor` (below 1 comes closer) around a place; null for all of it.
 * No closer than `least` wide.
 */
export function zoomedSpan(seen: Span, whole: Span, factor: number, around: number, least: number): Span | null {
  const size = Math.max(sizeOf(seen) * factor, Math.min(least, sizeOf(whole)));
  const share = sizeOf(seen) === 0 ? 0.5 : (around - seen.from) / sizeOf(seen);
  const from = around - size * share;
  return within({ from, to: from + size }, whole);
}

/** The span moved by a share of itself, no further than the ends; null for all of `whole`. */
export function pannedSpan(seen: Span, whole: Span, share: number): Span | null {
  const by = sizeOf(seen) * share;
  return within({ from: seen.from + by, to: seen.to + by }, whole);
}

/** A span as it can be seen: moved or cut to lie in `whole`; null for all of it. */
export function within(span: Span, whole: Span): Span | null {
  const size = Math.min(sizeOf(span), sizeOf(whole));
  if (size >= sizeOf(whole)) return null;
  const from = Math.min(Math.max(span.from, whole.from), whole.to - size);
  return { from, to: from + size };
}

/** The span with half of itself more on each side: what is asked for, so that moving a little needs no new answer. */
export function widened(span: Span): Span {
  const half = sizeOf(span) / 2;
  return { from: Math.floor(span.from - half), to: Math.ceil(span.to + half) };
}

/** Whether the answer about `asked`, which was wide for the span `seenThen`, still does for another one. */
export function stillServes(asked: Span, seenThen: Span, seen: Span): boolean {
  return seen.from >= asked.from && seen.to <= asked.to && sizeOf(seen) >= sizeOf(seenThen) * 0.6;
}
