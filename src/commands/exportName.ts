import type { NamedSubject } from '../panels/compareActions.ts';

/** Bytes of one column's name: two of them and an extension stay below what a file system takes, 255. */
const MOST_BYTES = 100;

/** The names of the first two columns, as far as every file system takes them. */
export function exportName(columns: readonly Pick<NamedSubject, 'name'>[]): string {
  const words = columns.slice(0, 2).map(({ name }) => cut(name.replace(/[^\p{L}\p{N}._-]+/gu, '_')));
  return words.join('_vs_').replace(/^\.+/, '') || 'comparison';
}

function cut(name: string): string {
  let bytes = 0;
  const kept: string[] = [];
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    kept.push(character);
  }
  return kept.join('');
}
