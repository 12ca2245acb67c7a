/** The points of one metric, sorted along the axis that was asked for, as columns of equal length. */
export interface MetricHistory {
  readonly steps: readonly number[];
  /** Milliseconds since the epoch. */
  readonly timestamps: readonly number[];
  /** NaN and infinities as they were logged. */
  readonly values: readonly number[];
  /**
   * How many points the asked range has; more than are here when they were thinned: of each stretch the first, the
   * least and the greatest are kept.
   */
  readonly total: number;
}

export interface HistoryRange {
  readonly axis: 'step' | 'time';
  /** Inclusive; steps, or milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** Which points of a long history are drawn: about `most`, none of them where the curve would lose a peak. */
export function thinnedIndexes(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values.map((_, index) => index);
  // Each stretch keeps up to four points.
  const stretches = Math.max(1, Math.floor(most / 4));
  const kept: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const first = Math.floor((stretch * values.length) / stretches);
    const end = Math.floor(((stretch + 1) * values.length) / stretches);
    kept.push(...telling(values, first, end));
  }
  const last = values.length - 1;
  return kept.at(-1) === last ? kept : [...kept, last];
}

/** The first point of a stretch, its least, its greatest, and a gap (NaN) where it has one: in their order. */
function telling(values: readonly number[], first: number, end: number): readonly number[] {
  let least = first;
  let greatest = first;
  let gap = -1;
  for (let index = first; index < end; index++) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) gap = gap === -1 ? index : gap;
    // A comparison with NaN is false: where the stretch begins with a gap, the first number takes its place.
    if (!(value >= (values[least] ?? NaN)) && !Number.isNaN(value)) least = index;
    if (!(value <= (values[greatest] ?? NaN)) && !Number.isNaN(value)) greatest = index;
  }
  return [...new Set([first, least, greatest, ...(gap === -1 ? [] : [gap])])].sort((a, b) => a - b);
}
