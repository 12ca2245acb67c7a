import type { ArtifactFile } from '../model/snapshot.ts';

export interface FileColumn {
  readonly truncated: boolean;
  readonly files: ReadonlyMap<string, ArtifactFile>;
}

/** A file that has one content under several paths. */
export interface RenamedFile {
  /** Its path in the last column that has it. */
  readonly path: string;
  /** Per column; null where the column does not have it. */
  readonly paths: readonly (string | null)[];
}

/**
 * Files of the baseline that a column has under another path. Only what is beyond doubt: the content is there once on
 * each side among what went and what came, and no path stands for two files.
 */
export function renamedFiles(columns: readonly FileColumn[]): RenamedFile[] {
  const [base, ...others] = columns;
  if (base === undefined) return [];
  const targets = others.map((column) => moves(base, column));
  const origins = new Set(targets.flatMap((moved) => [...moved.keys()]));
  const groups = [...origins].flatMap((origin): RenamedFile[] => {
    const names = new Set([origin, ...targets.flatMap((moved) => moved.get(origin) ?? [])]);
    const held = columns.map(({ files }) => [...names].filter((path) => files.has(path)));
    if (held.some((paths) => paths.length > 1)) return [];
    const paths = held.map(([path]) => path ?? null);
    return [{ path: paths.findLast((path) => path !== null) ?? origin, paths }];
  });
  return withoutShared(groups);
}

/** Where the baseline's files went, by their path there. A list that was cut does not tell what is gone. */
function moves(base: FileColumn, here: FileColumn): ReadonlyMap<string, string> {
  if (base.truncated || here.truncated) return new Map();
  const gone = byContent(base, here);
  const came = byContent(here, base);
  const moved = [...gone].flatMap(([sha256, from]): [string, string][] => {
    const to = came.get(sha256);
    return from === null || to === undefined || to === null ? [] : [[from, to]];
  });
  return new Map(moved);
}

/** The paths by content hash of files that the other column does not have; null where several have one content. */
function byContent(column: FileColumn, other: FileColumn): ReadonlyMap<string, string | null> {
  const paths = new Map<string, string | null>();
  for (const { path, size, sha256 } of column.files.values()) {
    // That two files are empty does not make them one.
    if (sha256 === null || size === 0 || other.files.has(path)) continue;
    paths.set(sha256, paths.has(sha256) ? null : path);
  }
  return paths;
}

/** Two files of the baseline may have gone to one path in two columns, which cannot stand in both rows. */
function withoutShared(groups: readonly RenamedFile[]): RenamedFile[] {
  const seen = new Map<string, number>();
  for (const { paths } of groups) {
    for (const path of new Set(paths)) if (path !== null) seen.set(path, (seen.get(path) ?? 0) + 1);
  }
  return groups.filter(({ paths }) => paths.every((path) => path === null || seen.get(path) === 1));
}
