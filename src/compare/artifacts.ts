import { formatBytes } from '../model/format.ts';
import type { ArtifactFile, Snapshot } from '../model/snapshot.ts';
import { anyDiffers, byText, changeOf, section } from './align.ts';
import { artifactKind } from './artifactKind.ts';
import { type FileColumn, renamedFiles } from './artifactRenames.ts';
import type { ArtifactCell, ArtifactRow, ArtifactSection } from './comparison.ts';

interface Column extends FileColumn {
  readonly id: string;
}

/** All files by path; equal content is told by its hash, never by name, size or time. */
export function compareArtifacts(snapshots: readonly Snapshot[]): ArtifactSection {
  const columns = snapshots.map(({ head, artifacts, artifactsTruncated }): Column => {
    const files = new Map(artifacts.map((file) => [file.path, file] as const));
    return { id: `${head.kind} ${head.id}`, truncated: artifactsTruncated, files };
  });
  const renamed = renamedFiles(columns);
  const moved = new Set(renamed.flatMap(({ paths }) => paths.filter((path) => path !== null)));
  const own = new Set(columns.flatMap(({ files }) => [...files.keys()]).filter((path) => !moved.has(path)));
  const rows = [
    ...[...own].map((path) => artifactRow(columns, path, () => path)),
    ...renamed.map(({ path, paths }) => artifactRow(columns, path, (index) => paths[index] ?? null)),
  ];
  return {
    ...section(rows.sort((a, b) => byText(a.path, b.path))),
    truncated: columns.map((column) => column.truncated),
  };
}

/** `pathIn` says where the file stands in a column; null where it has none. */
function artifactRow(columns: readonly Column[], path: string, pathIn: (index: number) => string | null): ArtifactRow {
  const found = columns.map(({ files }, index): ArtifactFile | undefined => files.get(pathIn(index) ?? ''));
  const cells = columns.map((column, index) => {
    const change = changeOfFile(columns[0] ?? column, found[0], column, found[index]);
    return artifactCell(path, found[0], found[index], index === 0, change);
  });
  return { path, kind: artifactKind(path), cells, differs: anyDiffers(cells) };
}

function artifactCell(
  path: string,
  base: ArtifactFile | undefined,
  file: ArtifactFile | undefined,
  isBaseline: boolean,
  change: ArtifactCell['change'],
): ArtifactCell {
  return {
    present: file !== undefined,
    renamedFrom: file === undefined || file.path === path ? null : file.path,
    size: file?.size ?? null,
    sizeText: file ? formatBytes(file.size) : null,
    sha256: file?.sha256 ?? null,
    sizeDeltaText: base && file && !isBaseline ? bytesDelta(file.size - base.size) : null,
    change,
  };
}

/** Null where nothing was gained or lost. */
function bytesDelta(bytes: number): string | null {
  return bytes === 0 ? null : `${bytes > 0 ? '+' : '−'}${formatBytes(Math.abs(bytes))}`;
}

function changeOfFile(
  base: Column,
  before: ArtifactFile | undefined,
  here: Column,
  now: ArtifactFile | undefined,
): ArtifactCell['change'] {
  if (before && now) {
    if (before.path !== now.path) return 'renamed';
    if (before.size !== now.size) return 'changed';
    if (before.sha256 !== null && now.sha256 !== null) return before.sha256 === now.sha256 ? 'same' : 'changed';
    // Two looks at one run or version see one file, hashed or not.
    return base.id === here.id ? 'same' : 'unknown';
  }
  // A list that was cut says nothing about a file that is not on it.
  if (before ? here.truncated : now && base.truncated) return 'unknown';
  return changeOf(before, now);
}
