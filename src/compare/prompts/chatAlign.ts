import type { ChatMessage } from '../comparison.ts';
import { Effort, stretchesOf } from '../texts/edits.ts';
import { splitWords } from '../texts/textTokens.ts';

export interface MessagePair {
  readonly left: ChatMessage | null;
  readonly right: ChatMessage | null;
  /** Whether they stand elsewhere in the order of the messages both prompts have. */
  readonly moved: boolean;
}

/** So many pairs of messages are looked at; in longer prompts only what is equal is found outside of the common ends. */
const MOST_PAIRS = 40_000;
/** Steps of the search for what is equal in those. */
const MOST_STEPS = 500_000;
/** Words of a message that are looked at. */
const JUDGED_WORDS = 2_000;
/** Messages of other roles, or in another order, are the same ones if they share this much of their words. */
const LIKE = 0.6;

/** Roles by another name. */
const SAME_ROLE: Readonly<Record<string, string>> = {
  human: 'user',
  ai: 'assistant',
  model: 'assistant',
  developer: 'system',
};
const roleOf = ({ role }: ChatMessage): string => SAME_ROLE[role.toLowerCase()] ?? role.toLowerCase();

/**
 * Which messages belong together: the choice, in the order of both prompts, that puts most likeness side by side; then,
 * of those left over, the ones that are alike but stand elsewhere.
 */
export function alignedMessages(left: readonly ChatMessage[], right: readonly ChatMessage[]): MessagePair[] {
  const start = commonCount(left, right, (list, index) => list[index]);
  const leftRest = left.slice(start);
  const rightRest = right.slice(start);
  const end = commonCount(leftRest, rightRest, (list, index) => list[list.length - 1 - index]);
  const middle = new Alignment(leftRest.slice(0, leftRest.length - end), rightRest.slice(0, rightRest.length - end));
  return [
    ...sideBySide(left.slice(0, start), right.slice(0, start)),
    ...middle.pairs(),
    ...sideBySide(left.slice(left.length - end), right.slice(right.length - end)),
  ];
}

type Pick = (list: readonly ChatMessage[], index: number) => ChatMessage | undefined;

function commonCount(left: readonly ChatMessage[], right: readonly ChatMessage[], pick: Pick): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && isEqual(pick(left, count), pick(right, count))) count++;
  return count;
}

const isEqual = (a: ChatMessage | undefined, b: ChatMessage | undefined): boolean =>
  a?.text === b?.text && a?.role === b?.role;

const sideBySide = (left: readonly ChatMessage[], right: readonly ChatMessage[]): MessagePair[] =>
  left.map((message, index) => ({ left: message, right: right[index] ?? null, moved: false }));

class Alignment {
  readonly #left: readonly Profile[];
  readonly #right: readonly Profile[];
  readonly #looksClosely: boolean;

  constructor(left: readonly ChatMessage[], right: readonly ChatMessage[]) {
    this.#left = left.map(profileOf);
    this.#right = right.map(profileOf);
    this.#looksClosely = left.length * right.length <= MOST_PAIRS;
  }

  pairs(): MessagePair[] {
    const inOrder = this.#looksClosely ? this.#bestChain() : this.#equalChain();
    const leftFree = new Set(this.#left);
    const rightFree = new Set(this.#right);
    const pairs: MessagePair[] = [];
    const take = (left: Profile, right: Profile, moved: boolean): void => {
      leftFree.delete(left);
      rightFree.delete(right);
      pairs.push({ left: left.message, right: right.message, moved });
    };
    for (const [left, right] of inOrder) take(left, right, false);
    for (const [left, right] of this.#moved(leftFree, rightFree)) take(left, right, true);
    for (const { message } of leftFree) pairs.push({ left: message, right: null, moved: false });
    for (const { message } of rightFree) pairs.push({ left: null, right: message, moved: false });
    return pairs;
  }

  /** By dynamic programming from the end: the greatest sum of worths. */
  #bestChain(): [Profile, Profile][] {
    const width = this.#right.length + 1;
    const best = new Float64Array((this.#left.length + 1) * width);
    const worths = this.#left.map((left) => this.#right.map((right) => worth(left, right)));
    for (let at = this.#left.length - 1; at >= 0; at--) {
      for (let to = this.#right.length - 1; to >= 0; to--) {
        const paired =
          (worths[at]?.[to] ?? 0) > 0 ? (worths[at]?.[to] ?? 0) + (best[(at + 1) * width + to + 1] ?? 0) : 0;
        best[at * width + to] = Math.max(paired, best[(at + 1) * width + to] ?? 0, best[at * width + to + 1] ?? 0);
      }
    }
    const chain: [Profile, Profile][] = [];
    for (let [at, to] = [0, 0]; at < this.#left.length && to < this.#right.length;) {
      const here = best[at * width + to] ?? 0;
      const value = worths[at]?.[to] ?? 0;
      const [left, right] = [this.#left[at], this.#right[to]];
      if (left && right && value > 0 && here === value + (best[(at + 1) * width + to + 1] ?? 0)) {
        chain.push([left, right]);
        at++;
        to++;
      } else if (here === best[(at + 1) * width + to]) at++;
      else to++;
    }
    return chain;
  }

  #equalChain(): [Profile, Profile][] {
    const [left, right] = [this.#left.map(contentOf), this.#right.map(contentOf)];
    let [at, to] = [0, 0];
    return stretchesOf(left, right, 1, new Effort(MOST_STEPS)).stretches.flatMap((stretch): [Profile, Profile][] => {
      const leftHere = this.#left.slice(at, (at += stretch.left));
      const rightHere = this.#right.slice(to, (to += stretch.right));
      return leftHere.flatMap((message, index): [Profile, Profile][] => {
        const other = rightHere[index];
        return stretch.same && other ? [[message, other]] : [];
      });
    });
  }

  /** The most alike first; each message once. */
  #moved(leftFree: ReadonlySet<Profile>, rightFree: ReadonlySet<Profile>): [Profile, Profile][] {
    const candidates = this.#looksClosely ? allPairs(leftFree, rightFree) : equalPairs(leftFree, rightFree);
    const taken = new Set<Profile>();
    return candidates
      .toSorted((a, b) => b.likeness - a.likeness)
      .flatMap(({ left, right }): [Profile, Profile][] => {
        if (taken.has(left) || taken.has(right)) return [];
        taken.add(left).add(right);
        return [[left, right]];
      });
  }
}

interface Candidate {
  readonly left: Profile;
  readonly right: Profile;
  readonly likeness: number;
}

function allPairs(leftFree: ReadonlySet<Profile>, rightFree: ReadonlySet<Profile>): Candidate[] {
  return [...leftFree].flatMap((left) =>
    [...rightFree].flatMap((right): Candidate[] => {
      const likeness = likenessOf(left, right);
      return left.role === right.role && likeness >= LIKE ? [{ left, right, likeness }] : [];
    }),
  );
}

function equalPairs(leftFree: ReadonlySet<Profile>, rightFree: ReadonlySet<Profile>): Candidate[] {
  const byContent = Map.groupBy(rightFree, contentOf);
  return [...leftFree].flatMap((left): Candidate[] => {
    const right = byContent.get(contentOf(left))?.shift();
    return right === undefined ? [] : [{ left, right, likeness: 1 }];
  });
}

/** A message and how often each word occurs in it. */
interface Profile {
  readonly message: ChatMessage;
  readonly role: string;
  readonly words: ReadonlyMap<string, number>;
  readonly count: number;
}

const contentOf = ({ role, message }: Profile): string => JSON.stringify([role, message.text]);

function profileOf(message: ChatMessage): Profile {
  const words = new Map<string, number>();
  const list = splitWords(message.text.slice(0, JUDGED_WORDS * 10)).filter((word) => /[\p{L}\p{N}]/u.test(word));
  for (const word of list) words.set(word, (words.get(word) ?? 0) + 1);
  return { message, role: roleOf(message), words, count: list.length };
}

/** The share of their words that two messages have in common, 0 to 1. */
function likenessOf(a: Profile, b: Profile): number {
  if (a.message.text === b.message.text) return 1;
  if (a.count === 0 || b.count === 0) return 0;
  const [few, many] = a.words.size <= b.words.size ? [a.words, b.words] : [b.words, a.words];
  let shared = 0;
  for (const [word, count] of few) shared += Math.min(count, many.get(word) ?? 0);
  // Not quite 1: the texts do differ.
  return Math.min(0.99, (2 * shared) / (a.count + b.count));
}

/** How much it is worth to set two messages side by side; 0 for never. */
function worth(a: Profile, b: Profile): number {
  const likeness = likenessOf(a, b);
  if (a.role !== b.role) return likeness >= LIKE ? likeness : 0;
  if (likeness === 1) return 2;
  // There is one system message as a rule: whatever it says now, it is still the same one.
  return likeness + (a.role === 'system' ? 0.5 : 0.2);
}
