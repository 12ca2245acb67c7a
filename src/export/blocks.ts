import type { TextDiff } from '../compare/comparison.ts';

/** What a comparison is written down with, whatever the format. */
export type Block = Table | DiffBlock | TextBlock | NoteBlock;

export interface Table {
  readonly kind: 'table';
  readonly title: string | null;
  readonly header: readonly Cell[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly cells: readonly Cell[];
  readonly differs: boolean;
}

/** `logged` is what somebody logged, never to be read as markup; `words` are ours and stand after it. */
export interface Cell {
  readonly logged: string | null;
  readonly words: string;
  readonly tone?: 'better' | 'worse' | 'breaking' | 'changed';
}

export interface DiffBlock {
  readonly kind: 'diff';
  readonly title: string;
  readonly left: string;
  readonly right: string;
  readonly diff: TextDiff;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly title: string;
  readonly text: string;
}

/** A line of our own words; `logged` parts of it stand between them. */
export interface NoteBlock {
  readonly kind: 'note';
  readonly parts: readonly (string | { readonly logged: string })[];
}

export const words = (text: string): Cell => ({ logged: null, words: text });
export const logged = (text: string | null, more = ''): Cell => ({ logged: text, words: text === null ? '–' : more });
