/** A run of pieces that stands in both lists: where it starts in each, and how long it is. */
export interface Anchor {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

/**
 * What surely belongs together in two lists of numbers: runs of `length` (a power of two) that occur once in each, in
 * the longest chain that stands in the same order in both. None overlaps another.
 */
export function anchorsOf(left: readonly number[], right: readonly number[], length: number): Anchor[] {
  const runs = runsOf(left, right, length);
  const places = new Map<number, number>();
  for (const [place, run] of runs.right.entries()) places.set(run, places.has(run) ? -1 : place);
  const seen = new Set<number>();
  const twice = new Set(runs.left.filter((run) => seen.size === seen.add(run).size));
  const unique = runs.left.flatMap((run, place): [number, number][] => {
    const other = places.get(run) ?? -1;
    return other < 0 || twice.has(run) ? [] : [[place, other]];
  });
  return merged(longestChain(unique), length);
}

/** For each place of both lists a number for the run that starts there, equal for equal runs. */
function runsOf(
  left: readonly number[],
  right: readonly number[],
  length: number,
): { readonly left: readonly number[]; readonly right: readonly number[] } {
  let runs = { left, right };
  let size = 2 + [...left, ...right].reduce((most, number) => Math.max(most, number), 0);
  for (let half = 1; half < length; half *= 2) {
    const numberOf = new Map<number, number>();
    const doubled = (list: readonly number[]): number[] =>
      list.slice(half).map((second, place) => {
        const pair = (list[place] ?? 0) * size + second;
        const known = numberOf.get(pair);
        if (known === undefined) numberOf.set(pair, numberOf.size);
        return known ?? numberOf.size - 1;
      });
    runs = { left: doubled(runs.left), right: doubled(runs.right) };
    size = numberOf.size + 1;
  }
  return runs;
}

/** The longest choice of pairs that grows in both numbers; the list grows in the first one. */
function longestChain(pairs: readonly [number, number][]): [number, number][] {
  /** By length of the chain: the pair that ends it lowest. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    before.push(ends[low - 1] ?? -1);
    ends[low] = index;
  }
  const chain: [number, number][] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

/** Runs that overlap on one diagonal as one; of others that overlap, the first. */
function merged(chain: readonly [number, number][], length: number): Anchor[] {
  const anchors: Anchor[] = [];
  for (const [left, right] of chain) {
    const last = anchors.at(-1);
    if (last && left - last.left === right - last.right && left <= last.left + last.length) {
      anchors[anchors.length - 1] = { ...last, length: left - last.left + length };
    } else if (!last || (left >= last.left + last.length && right >= last.right + last.length)) {
      anchors.push({ left, right, length });
    }
  }
  return anchors;
}
