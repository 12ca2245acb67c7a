import { normalArtifactPath } from '../../model/artifactPath.ts';
import { notFound } from '../../model/errors.ts';
import type { LoggedVersion } from '../../model/models.ts';
import type { Run } from '../../model/run.ts';
import type { ArtifactFile } from '../../model/snapshot.ts';
import { findArtifactPath } from '../artifacts.ts';
import type { Store } from '../store.ts';

/** How many files of a column are listed. */
const MAX_FILES = 10_000;
/** Bytes hashed at most, per file and per column. */
const MAX_HASHED_FILE = 32_000_000;
const MAX_HASHED = 256_000_000;
/** Files that are read at a time: the disk answers several faster than one after another. */
const AT_ONCE = 8;

/** A folder of the store whose files a column shows, and what stands before their paths there. */
interface FilePlace {
  readonly prefix: string;
  readonly folder: string;
}

/**
 * The run's own folder (only for the run itself), then those of the logged models that are not inside of it (MLflow 2
 * keeps them there), each under the model's name. Of models logged twice under one name, the last bears the bare name.
 */
export function filePlaces(run: Run | null, models: readonly LoggedVersion[]): readonly FilePlace[] {
  const own = run === null ? undefined : findArtifactPath(run.info.artifactUri);
  const places: FilePlace[] = own === undefined ? [] : [{ prefix: '', folder: own }];
  const named = new Set<string>();
  for (const model of models.toReversed()) {
    const folder = findArtifactPath(model.artifactUri);
    if (folder === undefined || (own !== undefined && `${folder}/`.startsWith(`${own}/`))) continue;
    places.push({ prefix: prefixOf(named.has(model.name) ? `${model.name} v${model.version}` : model.name), folder });
    named.add(model.name);
  }
  return places;
}

/** An MLflow 2 client names a model by its folder in the run, which may be the whole of it: `.`, or nothing. */
function prefixOf(name: string): string {
  const folder = normalArtifactPath(name) ?? name;
  return folder === '' ? '' : `${folder}/`;
}

export interface PlacedFile extends ArtifactFile {
  /** The file's path in the store. */
  readonly file: string;
}

/** Sorted by path, with the digests that are known already. */
export async function listFiles(
  store: Store,
  places: readonly FilePlace[],
): Promise<{ readonly files: readonly PlacedFile[]; readonly truncated: boolean }> {
  const found = new Map<string, PlacedFile>();
  let truncated = false;
  for (const { prefix, folder } of places) {
    const list = await store.artifacts.walk(folder, MAX_FILES - found.size);
    truncated ||= list.truncated;
    for (const { path, size, sha256 } of list.files) {
      const shown = prefix + path;
      if (!found.has(shown)) found.set(shown, { path: shown, size, sha256, file: `${folder}/${path}` });
    }
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, truncated };
}

/**
 * The files with their digests, except those larger than `hashUpTo` bytes, those beyond what is hashed at most, and those
 * that cannot be read any more: a run that goes on may remove what it wrote.
 */
export async function withDigests(
  store: Store,
  files: readonly PlacedFile[],
  hashUpTo = MAX_HASHED_FILE,
): Promise<readonly ArtifactFile[]> {
  let left = MAX_HASHED;
  const hashed = files.map(({ size }) => {
    const isHashed = size <= hashUpTo && size <= left;
    if (isHashed) left -= size;
    return isHashed;
  });
  const artifacts: ArtifactFile[] = [];
  for (let first = 0; first < files.length; first += AT_ONCE) {
    const next = files.slice(first, first + AT_ONCE).map(async ({ path, size, sha256, file }, index) => {
      const isWanted = hashed[first + index] === true;
      return { path, size, sha256: isWanted ? (sha256 ?? (await hashOrNull(store, file))) : null };
    });
    artifacts.push(...(await Promise.all(next)));
  }
  return artifacts;
}

const hashOrNull = async (store: Store, file: string): Promise<string | null> =>
  store.artifacts.hash(file).catch(() => null);

/** The file's path in the store. Throws RESOURCE_DOES_NOT_EXIST, and INVALID_PARAMETER_VALUE for a path that is not allowed. */
export async function findFile(store: Store, places: readonly FilePlace[], path: string): Promise<string> {
  for (const { prefix, folder } of places) {
    if (!path.startsWith(prefix)) continue;
    const file = `${folder}/${path.slice(prefix.length)}`;
    if ((await store.artifacts.stat(file))?.kind === 'file') return file;
  }
  throw notFound(`There is no artifact "${path}".`);
}
