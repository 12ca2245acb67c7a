/** Where a bar stands, in per cent of the room for bars. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

/**
 * Bars from zero to each value, on one scale that always has zero in it; null where there is no value to draw. A
 * value other than zero is never without a bar.
 */
export function barsOf(values: readonly (number | null)[]): readonly (Bar | null)[] {
  const finite = values.filter((value) => value !== null && Number.isFinite(value)) as readonly number[];
  const least = Math.min(0, ...finite);
  const greatest = Math.max(0, ...finite);
  // Halves: the distance of two doubles may be more than any double.
  const half = greatest / 2 - least / 2;
  const place = (value: number): number => (half === 0 ? 0 : ((value / 2 - least / 2) / half) * 100);
  return values.map((value) => {
    if (value === null || !Number.isFinite(value)) return null;
    const [left, right] = value < 0 ? [place(value), place(0)] : [place(0), place(value)];
    return { left: rounded(left), width: value === 0 ? 0 : Math.max(0.5, rounded(right - left)) };
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
