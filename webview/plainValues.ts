/** Plain values as messages carry them: objects, arrays, texts, numbers, bigints, booleans and null. */

export function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && isSameValue(one[key], other[key]));
}

/** How much there is in a value: a character each, and one for everything that is not text. Counts no further than `enough`. */
export function sizeOfValue(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length;
  if (!isObject(value)) return 1;
  let size = 1;
  for (const key of Object.keys(value)) {
    if (size >= enough) break;
    size += sizeOfValue(value[key], enough - size);
  }
  return size;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
