import { formatBytes } from '../model/format.ts';
import type { ArtifactFile, Snapshot } from '../model/snapshot.ts';
import { anyDiffers, byText, changeOf, section } from './align.ts';
import type { ArtifactCell, ArtifactRow, ArtifactSection } from './comparison.ts';

interface Column {
  readonly id: string;
  readonly truncated: boolean;
  readonly files: ReadonlyMap<string, ArtifactFile>;
}

/** All files by path; equal content is told by its hash, never by name, size or time. */
export function compareArtifacts(snapshots: readonly Snapshot[]): ArtifactSection {
  const columns = snapshots.map(({ head, artifacts, artifactsTruncated }): Column => {
    const files = new Map(artifacts.map((file) => [file.path, file] as const));
    return { id: head.id, truncated: artifactsTruncated, files };
  });
  const paths = [...new Set(columns.flatMap(({ files }) => [...files.keys()]))].sort(byText);
  const rows = paths.map((path): ArtifactRow => {
    const cells = columns.map((column) => artifactCell(columns[0] ?? column, column, path));
    return { path, kind: 'other', cells, differs: anyDiffers(cells) };
  });
  return { ...section(rows), truncated: columns.map((column) => column.truncated) };
}

function artifactCell(base: Column, here: Column, path: string): ArtifactCell {
  const file = here.files.get(path);
  return {
    present: file !== undefined,
    renamedFrom: null,
    size: file?.size ?? null,
    sizeText: file ? formatBytes(file.size) : null,
    sha256: file?.sha256 ?? null,
    sizeDeltaText: null,
    change: artifactChange(base, here, path),
  };
}

function artifactChange(base: Column, here: Column, path: string): ArtifactCell['change'] {
  const before = base.files.get(path);
  const now = here.files.get(path);
  if (before && now) {
    if (before.size !== now.size) return 'changed';
    if (before.sha256 !== null && now.sha256 !== null) return before.sha256 === now.sha256 ? 'same' : 'changed';
    // Two looks at one column see one file, hashed or not.
    return base.id === here.id ? 'same' : 'unknown';
  }
  // A list that was cut says nothing about a file that is not on it.
  if (before ? here.truncated : now && base.truncated) return 'unknown';
  return changeOf(before, now);
}
