/** One occurrence of what is looked for: the how-manieth in the how-manieth text. */
export interface Match {
  readonly text: number;
  readonly occurrence: number;
}

export interface Matches {
  readonly items: readonly Match[];
  /** Whether there are more than were counted. */
  readonly more: boolean;
}

export const NO_MATCHES: Matches = { items: [], more: false };

/** All occurrences in the texts, in order, but no more than `most`. */
export function findMatches(texts: readonly { readonly text: string }[], pattern: RegExp, most: number): Matches {
  const items: Match[] = [];
  for (const [text, { text: content }] of texts.entries()) {
    const count = countOf(content, pattern, most - items.length + 1);
    for (let occurrence = 0; occurrence < count; occurrence++) items.push({ text, occurrence });
    if (items.length > most) return { items: items.slice(0, most), more: true };
  }
  return { items, more: false };
}

function countOf(text: string, pattern: RegExp, most: number): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) {
    if (++count >= most) break;
  }
  return count;
}
