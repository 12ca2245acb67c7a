import type { SignatureRow } from '../../src/compare/comparison.ts';

/** In a larger table, what is nested and does not differ is closed at first. */
const LARGE = 200;

/** A row of a signature as it is drawn: under the row it is a part of. */
export interface TreeRow {
  readonly row: SignatureRow;
  /** What of the path says only where it stands, and the rest: `customer`, `.name`. */
  readonly prefix: string;
  readonly label: string;
  readonly parts: boolean;
  readonly open: boolean;
}

/**
 * The rows to draw of a signature's table, those under a closed row left out.
 *
 * @param rows In the order of the signature, each before its parts.
 * @param isToggled Whether the reader opened what is closed at first, or the other way round.
 */
export function treeRows(rows: readonly SignatureRow[], isToggled: (path: string) => boolean): readonly TreeRow[] {
  const shown: TreeRow[] = [];
  const parents: string[] = [];
  const differing = rows.length > LARGE ? pathsAboveDifferences(rows) : undefined;
  let closedAt = Infinity;
  rows.forEach((row, index) => {
    parents.length = Math.min(parents.length, row.depth);
    const prefix = parents.findLast((path) => row.path.startsWith(path)) ?? '';
    parents[row.depth] = row.path;
    if (row.depth > closedAt) return;
    const parts = (rows[index + 1]?.depth ?? 0) > row.depth;
    const open = parts && (differing === undefined || differing.has(row.path)) !== isToggled(row.path);
    closedAt = parts && !open ? row.depth : Infinity;
    shown.push({ row, prefix, label: row.path.slice(prefix.length), parts, open });
  });
  return shown;
}

/** The rows that have a part, at any depth, which differs. */
function pathsAboveDifferences(rows: readonly SignatureRow[]): ReadonlySet<string> {
  const paths = new Set<string>();
  const above: string[] = [];
  for (const row of rows) {
    above.length = Math.min(above.length, row.depth);
    if (row.differs) for (const path of above) paths.add(path);
    above[row.depth] = row.path;
  }
  return paths;
}

/** Rows without the ones above them: each by its whole path. */
export const flatRows = (rows: readonly SignatureRow[]): readonly TreeRow[] =>
  rows.map((row) => ({ row, prefix: '', label: row.path, parts: false, open: false }));

/** The rows a row is a part of, the outermost first. */
export function rowsAbove(rows: readonly SignatureRow[], path: string): readonly string[] {
  const above: string[] = [];
  for (const row of rows) {
    above.length = Math.min(above.length, row.depth);
    if (row.path === path) return above;
    above[row.depth] = row.path;
  }
  return [];
}
