import type { Change, Counts, Section } from './comparison.ts';

/** Counts the rows and those that differ. */
export function section<Row extends { readonly differs: boolean }>(items: readonly Row[]): Section<Row> {
  return { items, rows: items.length, differing: items.filter((row) => row.differs).length };
}

export const sumOf = (counts: readonly Counts[]): Counts => ({
  rows: counts.reduce((sum, each) => sum + each.rows, 0),
  differing: counts.reduce((sum, each) => sum + each.differing, 0),
});

/** How a value relates to the baseline's; null or undefined is "not there". */
export function changeOf<T>(
  base: T | null | undefined,
  here: T | null | undefined,
  equal: (a: T, b: T) => boolean = (a, b) => a === b,
): Change {
  const inBase = base !== null && base !== undefined;
  const isHere = here !== null && here !== undefined;
  if (inBase && isHere) return equal(base, here) ? 'same' : 'changed';
  return inBase ? 'removed' : isHere ? 'added' : 'same';
}

export const anyDiffers = (cells: readonly { readonly change: string }[]): boolean =>
  cells.some((cell) => cell.change !== 'same');

/**
 * Whether parts of a thing differ among the columns that have the thing: that one has it not at all is said once, of the
 * thing, and not of each part. Where none shares it with the baseline there is nothing but that to say.
 *
 * @param has Whether a column has the thing.
 */
export function partsDiffer(cells: readonly { readonly change: string }[], has: readonly boolean[]): boolean {
  const shared = has[0] === true ? cells.filter((_, column) => column > 0 && has[column] === true) : [];
  return anyDiffers(shared.length > 0 ? shared : cells);
}

/** By code units: the same order on every machine, in every language. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The union of several orders: all of the first list, and each key of a later list that is new right after the key
 * it follows there.
 */
export function mergeOrder(lists: readonly (readonly string[])[]): string[] {
  const [first = []] = lists;
  if (lists.every((list) => isSameList(list, first)) && new Set(first).size === first.length) return [...first];
  const next = new Map<string | null, string | null>([[null, null]]);
  for (const list of lists) {
    let before: string | null = null;
    for (const key of list) {
      if (!next.has(key)) {
        next.set(key, next.get(before) ?? null);
        next.set(before, key);
      }
      before = key;
    }
  }
  const order: string[] = [];
  for (let key = next.get(null) ?? null; key !== null; key = next.get(key) ?? null) order.push(key);
  return order;
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((each, index) => each === b[index]));

/** Things of one name across the columns; a column that has no such thing has undefined. */
export interface Aligned<T> {
  /** Unique among the aligned. */
  readonly key: string;
  readonly name: string;
  readonly cells: readonly (T | undefined)[];
}

/**
 * Aligns the lists of all columns by name. Where a column has several of a name, the last ones stand in one row, then
 * the ones before them: of several tries, the last is the one that counts.
 */
export function alignByName<T>(columns: readonly (readonly T[])[], nameOf: (item: T) => string): Aligned<T>[] {
  const numbered = columns.map((items) => numberFromLast(items, nameOf));
  const names = new Map(numbered.flatMap((items) => items.map(({ id, name, nth }) => [id, { name, nth }] as const)));
  const byId = numbered.map((items) => new Map(items.map(({ id, item }) => [id, item] as const)));
  const order = mergeOrder(numbered.map((items) => items.map(({ id }) => id)));
  const keys = new Set([...names.values()].filter(({ nth }) => nth === 1).map(({ name }) => name));
  return order.map((id) => {
    const { name, nth } = names.get(id) ?? { name: id, nth: 1 };
    return { key: nth === 1 ? name : freeKey(name, nth, keys), name, cells: byId.map((column) => column.get(id)) };
  });
}

interface Numbered<T> {
  /** Name and number, as one text that no name can imitate. */
  readonly id: string;
  readonly name: string;
  /** 1 for the last of its name, 2 for the one before it. */
  readonly nth: number;
  readonly item: T;
}

function numberFromLast<T>(items: readonly T[], nameOf: (item: T) => string): Numbered<T>[] {
  const seen = new Map<string, number>();
  return items
    .toReversed()
    .map((item) => {
      const name = nameOf(item);
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return { id: `${nth}:${name}`, name, nth, item };
    })
    .toReversed();
}

/** `name (2)`, or the next number when something is really called that. */
function freeKey(name: string, nth: number, taken: Set<string>): string {
  let number = nth;
  while (taken.has(`${name} (${number})`)) number++;
  const key = `${name} (${number})`;
  taken.add(key);
  return key;
}
