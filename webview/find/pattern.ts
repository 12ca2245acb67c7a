export interface FindOptions {
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

/** What a search looks for, as a global expression; undefined for the empty query. */
export function findPattern(query: string, { matchCase, wholeWord }: FindOptions): RegExp | undefined {
  if (query === '') return undefined;
  const text = query.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])` : text;
  return new RegExp(whole, matchCase ? 'gu' : 'giu');
}
