/** A run of pieces that stands in both lists: where it starts in each, and how long it is. */
export interface Anchor {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

/** Pieces of two lists as numbers below `size`, equal ones as equal numbers. */
export interface NumberedLists {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly size: number;
}

/**
 * What surely belongs together in two lists: runs of `length` (a power of two) that occur once in each, in the longest
 * chain that stands in the same order in both. None overlaps another.
 */
export function anchorsOf(lists: NumberedLists, length: number): Anchor[] {
  let runs = lists;
  for (let half = 1; half < length; half *= 2) runs = doubled(runs, half);
  const leftPlaces = onlyPlaces(runs.left, runs.size);
  const rightPlaces = onlyPlaces(runs.right, runs.size);
  const unique: [number, number][] = [];
  for (const [place, run] of runs.left.entries()) {
    const other = rightPlaces[run] ?? NOWHERE;
    if (leftPlaces[run] === place && other >= 0) unique.push([place, other]);
  }
  return merged(longestChain(unique), length);
}

const NOWHERE = -1;
const TWICE = -2;

/** Where each number stands, if it stands in one place alone. */
function onlyPlaces(list: readonly number[], size: number): Int32Array {
  const places = new Int32Array(size).fill(NOWHERE);
  for (const [place, number] of list.entries()) places[number] = places[number] === NOWHERE ? place : TWICE;
  return places;
}

/** Out of the runs of `half` pieces that start at each place those of twice as many, equal ones as equal numbers. */
function doubled({ left, right, size }: NumberedLists, half: number): NumberedLists {
  const numberOf = new Map<number, number>();
  const pairs = (list: readonly number[]): number[] => {
    const numbers: number[] = [];
    for (let place = 0; place + half < list.length; place++) {
      const pair = (list[place] ?? 0) * size + (list[place + half] ?? 0);
      const known = numberOf.get(pair);
      if (known === undefined) numberOf.set(pair, numberOf.size);
      numbers.push(known ?? numberOf.size - 1);
    }
    return numbers;
  };
  const both = { left: pairs(left), right: pairs(right) };
  return { ...both, size: numberOf.size };
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
