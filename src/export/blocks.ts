import type { TextDiff } from '../compare/comparison.ts';

/** What a comparison is written down with, whatever the format. */
export type Block = Table | DiffBlock | TextBlock | NoteBlock | ListBlock;

/** Words of ours; `logged` parts are what somebody logged, never to be read as markup. */
export type Line = readonly (string | { readonly logged: string })[];

export interface Table {
  readonly kind: 'table';
  readonly title: Line | null;
  readonly header: readonly Cell[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly cells: readonly Cell[];
  readonly differs: boolean;
  /** It differs between any two runs and says nothing about a change: a name, a time. */
  readonly isIdentity?: boolean;
}

/** `logged` is what somebody logged, never to be read as markup; `words` are ours and stand after it. */
export interface Cell {
  readonly logged: string | null;
  readonly words: string;
  readonly tone?: 'better' | 'worse' | 'breaking' | 'changed';
}

export interface DiffBlock {
  readonly kind: 'diff';
  readonly title: Line;
  readonly left: string;
  readonly right: string;
  readonly diff: TextDiff;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly title: Line;
  readonly text: string;
}

export interface NoteBlock {
  readonly kind: 'note';
  readonly line: Line;
}

export interface ListBlock {
  readonly kind: 'list';
  readonly title: Line;
  readonly items: readonly Line[];
}

export const words = (text: string): Cell => ({ logged: null, words: text });
/** What stands in a cell where nothing was logged. */
export const NOTHING = '–';
export const logged = (text: string | null, more = ''): Cell => ({
  logged: text,
  words: text === null ? NOTHING : more,
});

export const note = (...line: Line): NoteBlock => ({ kind: 'note', line });

/** The texts, each marked as logged, with commas between. */
export const loggedList = (texts: readonly string[]): Line =>
  texts.flatMap((text, index) => (index === 0 ? [{ logged: text }] : [', ', { logged: text }]));
