import type { ArtifactFile } from '../../model/snapshot.ts';

/** Files of one row, one per column. */
export type Files = readonly (ArtifactFile | undefined)[];

/**
 * Rows of files by path, with those joined that are one file under several names. Only what is beyond doubt: the
 * content is there once on each side among what went and what came, and no path stands for two files.
 */
export function joinRenamed(rows: readonly Files[], truncated: readonly boolean[]): Files[] {
  const targets = new Map<Files, Set<Files>>();
  for (const column of truncated.keys()) {
    // A list that was cut does not tell what is gone.
    if (column === 0 || truncated[0] || truncated[column]) continue;
    for (const [from, to] of moves(rows, column)) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  }
  const groups = withoutShared([...targets].map(([from, to]) => [from, ...to])).flatMap((group) => {
    const isOne = truncated.every((_, column) => group.filter((row) => row[column]).length <= 1);
    return isOne ? [group] : [];
  });
  const moved = new Set(groups.flat());
  return [...rows.filter((row) => !moved.has(row)), ...groups.map(joined)];
}

const joined = (group: readonly Files[]): Files =>
  (group[0] ?? []).map((_, column) => group.find((row) => row[column])?.[column]);

/** Rows that the column lost, each with the one that has its content there. */
function moves(rows: readonly Files[], column: number): [Files, Files][] {
  const came = byContent(rows.filter((row) => row[column] && !row[0]));
  if (came.size === 0) return [];
  const gone = byContent(rows.filter((row) => row[0] && !row[column]));
  return [...gone].flatMap(([sha256, from]): [Files, Files][] => {
    const to = came.get(sha256);
    return from && to ? [[from, to]] : [];
  });

  /** By content hash; null where several have one content. */
  function byContent(some: readonly Files[]): ReadonlyMap<string, Files | null> {
    const found = new Map<string, Files | null>();
    for (const row of some) {
      const { size = 0, sha256 = null } = row[column] ?? row[0] ?? {};
      // That two files are empty does not make them one.
      if (sha256 !== null && size > 0) found.set(sha256, found.has(sha256) ? null : row);
    }
    return found;
  }
}

/** Two files of the baseline may have gone to one path in two columns, which cannot stand in both rows. */
function withoutShared(groups: readonly (readonly Files[])[]): (readonly Files[])[] {
  const seen = new Map<Files, number>();
  for (const row of groups.flat()) seen.set(row, (seen.get(row) ?? 0) + 1);
  return groups.filter((group) => group.every((row) => seen.get(row) === 1));
}
