/** Between the points that are marked on a long line, in CSS pixels. */
const SPARSE = 90;
/** With less room than this for each, points run together. */
const CLOSE = 14;

/**
 * Which points of a line get its shape: all where there is room, else one in a while, and always those that stand
 * alone between gaps, of which no line would tell. `places` are pixels along the axis, ascending.
 */
export function markedPoints(values: readonly (number | null)[], places: readonly number[], offset: number): number[] {
  const room = (places.at(-1) ?? 0) - (places[0] ?? 0);
  const everyone = values.length <= 1 || room / values.length >= CLOSE;
  let next = (places[0] ?? 0) + offset;
  return values.flatMap((value, index) => {
    if (value === null) return [];
    const isAlone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    const place = places[index] ?? 0;
    if (!everyone && !isAlone && place < next) return [];
    if (!isAlone) next = place + SPARSE;
    return [index];
  });
}

/** One of those that would be drawn over each other. */
export function apart(places: readonly number[], least: number): number[] {
  let last = -Infinity;
  return places.filter((place) => {
    if (place - last < least) return false;
    last = place;
    return true;
  });
}
