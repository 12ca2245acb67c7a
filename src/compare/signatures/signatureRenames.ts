import type { SignatureRename } from '../comparison.ts';
import type { Placed, Swap } from './signatureRows.ts';

/** Pairs looked at one by one; where more went and came at once, only names that differ in spelling are proposed. */
const MOST_PAIRS = 2_500;
const ALIKE = 0.5;
const SAME_PLACE = 0.25;

type Rename = Omit<SignatureRename, 'part'>;

/**
 * Of the fields that went and came in one place: those of one type that are each other's best match, alike in name or
 * where the position helps, or the only ones and in one position. Swapping the sides turns the proposals round.
 */
export function renamesOf(swaps: readonly Swap[]): Rename[] {
  return swaps.flatMap(({ gone, come }) => {
    if (gone.length * come.length > MOST_PAIRS) return respelled(gone, come);
    const scores = gone.map((from) => come.map((to) => likeness(from, to, gone.length === 1 && come.length === 1)));
    return gone.flatMap((from, row): Rename[] => {
      const own = scores[row] ?? [];
      const best = onlyBest(own);
      const back = best === null ? null : onlyBest(scores.map((others) => others[best] ?? 0));
      const to = best !== null && back === row ? come[best] : undefined;
      return to ? [{ from: from.tree.path, to: to.tree.path }] : [];
    });
  });
}

/** The index of the one highest score that is high enough. */
function onlyBest(scores: readonly number[]): number | null {
  const highest = Math.max(...scores);
  const first = scores.indexOf(highest);
  return highest >= ALIKE && scores.lastIndexOf(highest) === first ? first : null;
}

function likeness(from: Placed, to: Placed, only: boolean): number {
  if (from.tree.field.type !== to.tree.field.type) return 0;
  const name = nameLikeness(spelling(from.tree.name), spelling(to.tree.name));
  if (from.position !== to.position) return name;
  return only ? Math.max(ALIKE, name) : name + SAME_PLACE;
}

/** `userId`, `user_id` and `User ID` are one name. */
const spelling = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The share of letter pairs two names have in common; 1 for names spelled alike. */
function nameLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = letterPairs(a);
  const others = letterPairs(b);
  if (pairs.length + others.length === 0) return 0;
  const left = new Map<string, number>();
  for (const pair of pairs) left.set(pair, (left.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of others) {
    const count = left.get(pair) ?? 0;
    if (count > 0) common++;
    left.set(pair, count - 1);
  }
  return (2 * common) / (pairs.length + others.length);
}

const letterPairs = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));

function respelled(gone: readonly Placed[], come: readonly Placed[]): Rename[] {
  const key = ({ tree }: Placed): string => `${tree.field.type} ${spelling(tree.name)}`;
  const bySpelling = Map.groupBy(come, key);
  return [...Map.groupBy(gone, key)].flatMap(([name, [from, ...others]]): Rename[] => {
    const [to, ...more] = bySpelling.get(name) ?? [];
    return from && to && others.length + more.length === 0 ? [{ from: from.tree.path, to: to.tree.path }] : [];
  });
}
