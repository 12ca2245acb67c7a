import { formatBytes } from '../../model/format.ts';
import type { ArtifactFile, Snapshot } from '../../model/snapshot.ts';
import { anyDiffers, byText, changeOf, section } from '../align.ts';
import { artifactKind } from './artifactKind.ts';
import { type Files, joinRenamed } from './artifactRenames.ts';
import type { ArtifactCell, ArtifactRow, ArtifactSection } from '../comparison.ts';

interface Column {
  readonly id: string;
  readonly truncated: boolean;
}

/** All files by path; equal content is told by its hash, never by name, size or time. */
export function compareArtifacts(snapshots: readonly Snapshot[]): ArtifactSection {
  const columns = snapshots.map(({ head, artifactsTruncated }): Column => {
    return { id: `${head.kind} ${head.id}`, truncated: artifactsTruncated };
  });
  const truncated = columns.map((column) => column.truncated);
  const rows = joinRenamed(filesByPath(snapshots), truncated).map((files) => artifactRow(columns, files));
  return { ...section(rows.sort((a, b) => byText(a.path, b.path))), truncated };
}

function filesByPath(snapshots: readonly Snapshot[]): Files[] {
  const rows = new Map<string, (ArtifactFile | undefined)[]>();
  for (const [index, { artifacts }] of snapshots.entries()) {
    for (const file of artifacts) {
      let row = rows.get(file.path);
      if (row === undefined) {
        row = snapshots.map(() => undefined);
        rows.set(file.path, row);
      }
      row[index] = file;
    }
  }
  return [...rows.values()];
}

function artifactRow(columns: readonly Column[], files: Files): ArtifactRow {
  const path = files.findLast((file) => file !== undefined)?.path ?? '';
  const cells: ArtifactCell[] = [];
  for (const [index, column] of columns.entries()) {
    cells.push(artifactCell(path, columns[0] ?? column, column, files[0], files[index], cells[0]));
  }
  return { path, kind: artifactKind(path), cells, differs: anyDiffers(cells) };
}

/** `baseCell` is undefined for the baseline itself. */
function artifactCell(
  path: string,
  base: Column,
  here: Column,
  before: ArtifactFile | undefined,
  now: ArtifactFile | undefined,
  baseCell: ArtifactCell | undefined,
): ArtifactCell {
  const change = changeOfFile(base, before, here, now);
  if (now === undefined) {
    return {
      present: false,
      renamedFrom: null,
      size: null,
      sizeText: null,
      sha256: null,
      sizeDeltaText: null,
      change,
    };
  }
  const isSameSize = baseCell?.size === now.size;
  return {
    present: true,
    renamedFrom: now.path === path ? null : now.path,
    size: now.size,
    sizeText: isSameSize ? baseCell.sizeText : formatBytes(now.size),
    sha256: now.sha256,
    sizeDeltaText: baseCell && before && !isSameSize ? bytesDelta(now.size - before.size) : null,
    change,
  };
}

const bytesDelta = (bytes: number): string => `${bytes > 0 ? '+' : '−'}${formatBytes(Math.abs(bytes))}`;

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
