/** How much of a text is shown before it is asked for. */
const CUTS = {
  short: { characters: 90, lines: 2 },
  normal: { characters: 280, lines: 6 },
  page: { characters: 8000, lines: 60 },
} as const;

export type Cut = keyof typeof CUTS;

/** The start of a text; the text itself where all of it is shown at first. */
export function cutText(text: string, cut: Cut): string {
  const { characters, lines } = CUTS[cut];
  const first = text.split('\n', lines + 1);
  const start = first.length > lines ? first.slice(0, lines).join('\n') : text;
  return start.length > characters ? start.slice(0, characters).replace(/[\uD800-\uDBFF]$/, '') : start;
}
