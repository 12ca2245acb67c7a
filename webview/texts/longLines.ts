import type { DiffSegment } from '../../src/compare/comparison.ts';

/** A line longer than this is drawn in parts, until the reader asks for all of it. */
export const LONG_LINE = 2000;
/** Of unchanged text inside a long line this much stands on either side of what is left out. */
const AROUND = 120;
/** The least number of characters worth leaving out. */
const LEAST = 80;

/** A part of a line: text that is drawn, or how many characters are left out in its place. */
export type LinePart = DiffSegment | { readonly omitted: number };

const lengthOf = (segments: readonly DiffSegment[]): number =>
  segments.reduce((sum, segment) => sum + segment.text.length, 0);

export const isLongLine = (segments: readonly DiffSegment[]): boolean => lengthOf(segments) > LONG_LINE;

/** The parts of a long line that matter: around what changed, or its start; whole for a line of ordinary length. */
export function cutLine(segments: readonly DiffSegment[]): readonly LinePart[] {
  if (!isLongLine(segments)) return segments;
  const hasChange = segments.some((segment) => segment.changed);
  const parts = hasChange ? segments.flatMap((segment, index) => shorten(segment, index === 0)) : segments;
  return cutAfter(parts, LONG_LINE);
}

function shorten(segment: DiffSegment, isFirst: boolean): readonly LinePart[] {
  const { text } = segment;
  const before = isFirst ? 0 : AROUND;
  const omitted = text.length - before - AROUND;
  if (segment.changed || omitted < LEAST) return [segment];
  const [start, end] = [wholeCharacters(text, before), wholeCharacters(text, text.length - AROUND)];
  const shown = [
    { ...segment, text: text.slice(0, start) },
    { omitted: end - start },
    { ...segment, text: text.slice(end) },
  ];
  return shown.filter((part) => 'omitted' in part || part.text !== '');
}

/** The parts up to about `most` characters, and how many are left out after them. */
function cutAfter(parts: readonly LinePart[], most: number): readonly LinePart[] {
  const cut: LinePart[] = [];
  let [room, omitted] = [most, 0];
  for (const part of parts) {
    if ('omitted' in part) {
      if (room > 0) cut.push(part);
      else omitted += part.omitted;
      continue;
    }
    const length = part.text.length > room + LEAST ? wholeCharacters(part.text, room) : part.text.length;
    if (room > 0 && length > 0) cut.push({ ...part, text: part.text.slice(0, length) });
    const rest = room > 0 ? part.text.length - length : part.text.length;
    omitted += rest;
    room -= part.text.length;
  }
  return omitted > 0 ? [...cut, { omitted }] : cut;
}

/** An index near `index` that does not stand inside a surrogate pair. */
const wholeCharacters = (text: string, index: number): number =>
  /[\uD800-\uDBFF]/.test(text.charAt(index - 1)) ? index - 1 : index;
