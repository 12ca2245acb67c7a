import { oneLine } from '../../model/oneLine.ts';
import type { Change, SummaryCell } from '../comparison.ts';

/** About as many characters as stand in a table's cell without crowding it. */
const CELL_LENGTH = 80;
const VALUE_LENGTH = 28;

export const neutral = (text: string | null): SummaryCell | null =>
  text === null || text === '' ? null : { text, tone: 'neutral' };

/** `1 file`, `3 files`, `2 dependencies` */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

interface ListLayout {
  /** How long the text may become; one part is always said. */
  readonly most?: number;
  readonly separator?: string;
  /** What there are more of. */
  readonly noun?: string;
  /** How many there are where only the first of them are given. */
  readonly total?: number;
  /** What to say of those that are only counted, given how many are said: ` (2 worse)`. */
  readonly ofRest?: (said: number) => string;
}

/** More than this many never fit: no need to put more into words. */
export const MOST_LISTED = 30;

/** As many as fit, the first in any case, and how many there are more: `temperature 0.7 → 0.2, 3 more`. */
export function listed(parts: readonly string[], layout: ListLayout = {}): string {
  const { most = CELL_LENGTH, separator = ', ', noun, total = parts.length, ofRest = () => '' } = layout;
  const more = (left: number): string => {
    const words = `${left} more${noun === undefined ? '' : ` ${left === 1 ? noun : `${noun}s`}`}`;
    return left === 0 ? '' : separator + words + ofRest(total - left);
  };
  const whole = parts.slice(0, MOST_LISTED).join(separator);
  if (parts.length === total && total <= MOST_LISTED && whole.length <= most) return whole;
  let text = parts[0] ?? '';
  for (let next = 1; next < parts.length; next++) {
    const longer = `${text}${separator}${parts[next]}`;
    if ((longer + more(total - next - 1)).length > most) return text + more(total - next);
    text = longer;
  }
  return text + more(total - parts.length);
}

/** A value on one line, cut where it is long. */
export function shortValue(text: string): string {
  const characters = [...oneLine(text)];
  if (characters.length === 0) return text === '' ? 'empty' : 'blank';
  return characters.length <= VALUE_LENGTH ? characters.join('') : `${characters.slice(0, VALUE_LENGTH - 1).join('')}…`;
}

/** A name or path, cut in front: its end tells it apart. */
export function shortName(text: string): string {
  const characters = [...oneLine(text)];
  return characters.length <= VALUE_LENGTH ? characters.join('') : `…${characters.slice(1 - VALUE_LENGTH).join('')}`;
}

/** `temperature 0.7 → 0.2`, `top_p 1 added`, `language removed` */
export function valueChange(name: string, before: string | null, after: string | null): string {
  const said = shortName(name);
  if (after === null) return `${said} removed`;
  if (before === null) return `${said} ${shortValue(after)} added`;
  const [from, to] = [shortValue(before), shortValue(after)];
  // Long values that begin alike would read as if nothing had changed.
  return from === to ? `${said} changed` : `${said} ${from} → ${to}`;
}

/** `1 file changed, 2 added`: how many there are of each change, the noun said once. */
export function tally(counts: Readonly<Partial<Record<string, number>>>, noun: string): string[] {
  return Object.entries(counts)
    .filter(([, count = 0]) => count > 0)
    .map(([change, count = 0], index) => (index === 0 ? `${counted(count, noun)} ${change}` : `${count} ${change}`));
}

export const isChanged = (change: Change | 'renamed' | 'unknown' | undefined): boolean =>
  change !== undefined && change !== 'same';
