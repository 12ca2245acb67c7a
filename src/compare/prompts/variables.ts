import { parsePromptTemplate, type PromptTemplate, type TemplateField } from '../../model/promptTemplate.ts';
import { byText, mergeOrder } from '../align.ts';
import type { VariableChange } from '../comparison.ts';
import { splitWords } from '../texts/textTokens.ts';

/** A text read as a template, once for all that is asked of it. */
export interface Template extends Pick<PromptTemplate, 'variables' | 'fields'> {
  readonly text: string;
}

export const readTemplate = (text: string): Template => ({ ...parsePromptTemplate(text), text });

const NONE = readTemplate('');

/** The template variables of a text against those of its baseline, in order of appearance. */
export function variableChanges(before: Template = NONE, now: Template = NONE): VariableChange[] {
  if (before === now) return now.variables.map((name) => ({ name, change: 'kept', from: null }));
  const was = new Set(before.variables);
  const is = new Set(now.variables);
  const gone = before.fields.filter(({ name }) => !is.has(name)).slice(0, MOST_PLACES);
  const come = now.fields.filter(({ name }) => !was.has(name)).slice(0, MOST_PLACES);
  const renames = proposedRenames(
    gone.map((field) => surroundings(before.text, field)),
    come.map((field) => surroundings(now.text, field)),
  );
  const replaced = new Set(renames.values());
  return mergeOrder([now.variables, before.variables])
    .filter((name) => !replaced.has(name))
    .map((name): VariableChange => {
      const from = renames.get(name) ?? null;
      if (from !== null) return { name, change: 'renamed', from };
      return { name, change: !is.has(name) ? 'removed' : was.has(name) ? 'kept' : 'added', from: null };
    });
}

/** Renames are looked for among so many places of variables that went, and as many of those that came. */
const MOST_PLACES = 200;

/** A variable and the words around one of its places, the nearest first. */
interface Surroundings {
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** So many characters, and words of them, are looked at on either side. */
const NEAR = 120;
const NEAR_WORDS = 5;
/** What stands where the text ends: a variable that ends both texts stands in the same place. */
const EDGE = '\0';

function surroundings(text: string, { name, start, end }: TemplateField): Surroundings {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const after = text.slice(end, end + NEAR);
  return {
    name,
    before: [...inked(before).toReversed(), EDGE].slice(0, NEAR_WORDS),
    after: [...inked(after), EDGE].slice(0, NEAR_WORDS),
  };
}

const inked = (text: string): string[] => splitWords(text).filter((word) => word.trim() !== '');

/** From the new name to the one it replaces: the names whose places are most alike, each once. */
function proposedRenames(gone: readonly Surroundings[], come: readonly Surroundings[]): ReadonlyMap<string, string> {
  const likely = gone.flatMap((from) =>
    come.map((to) => ({ from: from.name, to: to.name, likeness: placeLikeness(from, to) })),
  );
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  const order = (one: (typeof likely)[number]): string => [one.from, one.to].toSorted(byText).join('\0');
  for (const one of likely.toSorted((a, b) => b.likeness - a.likeness || byText(order(a), order(b)))) {
    if (one.likeness < LEAST_LIKENESS || renames.has(one.to) || taken.has(one.from)) continue;
    renames.set(one.to, one.from);
    taken.add(one.from);
  }
  return renames;
}

/** Two words, or a word and the names' own likeness, or a line that holds nothing else. */
const LEAST_LIKENESS = 2;

function placeLikeness(a: Surroundings, b: Surroundings): number {
  return commonWeight(a.before, b.before) + commonWeight(a.after, b.after) + nameLikeness(a.name, b.name);
}

const isWord = /[\p{L}\p{N}\0]/u;

function commonWeight(a: readonly string[], b: readonly string[]): number {
  let weight = 0;
  for (let at = 0; at < a.length && a[at] === b[at]; at++) weight += isWord.test(a[at] ?? '') ? 1 : 0.5;
  return weight;
}

/** `text` and `input_text`, `userName` and `user_name`. */
function nameLikeness(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  if (!one || !other) return 0;
  return one === other ? 2 : one.includes(other) || other.includes(one) ? 1 : 0;
}
