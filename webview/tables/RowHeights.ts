/** So many rows tell how high one of their kind is. */
const ENOUGH = 12;
/** A difference of fewer pixels is not worth moving anything. */
const LEAST = 2;

interface Kind {
  readonly seen: readonly number[];
  readonly learnt: number | undefined;
}

const UNSEEN: Kind = { seen: [], learnt: undefined };

/**
 * How high rows are that were never drawn: as those of their kind that were drawn at this width first. Learnt once for a
 * width, so that the page does not move for each row that comes into sight.
 */
export class RowHeights {
  readonly #first: number;
  readonly #kinds = new Map<string, Kind>();
  #width: number | undefined;
  #turn = 0;

  /** @param first The height of any row before one was seen. */
  constructor(first: number) {
    this.#first = first;
  }

  /** Another number whenever a height was learnt. */
  get turn(): number {
    return this.#turn;
  }

  of(kind: string): number {
    return this.#kinds.get(kind)?.learnt ?? this.#first;
  }

  /** A row was drawn. At another width what was learnt holds until enough rows were seen there. */
  see(kind: string, height: number, width: number): void {
    if (width !== this.#width) this.#startOver(width);
    const { seen, learnt } = this.#kinds.get(kind) ?? UNSEEN;
    if (seen.length >= ENOUGH) return;
    const all = [...seen, height];
    const found = all.length < ENOUGH ? undefined : median(all);
    const isNews = found !== undefined && Math.abs(found - this.of(kind)) >= LEAST;
    if (isNews) this.#turn++;
    this.#kinds.set(kind, { seen: all, learnt: isNews ? found : learnt });
  }

  #startOver(width: number): void {
    this.#width = width;
    for (const [kind, { learnt }] of this.#kinds) this.#kinds.set(kind, { seen: [], learnt });
  }
}

function median(heights: readonly number[]): number {
  return heights.toSorted((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
}
