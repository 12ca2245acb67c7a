import { createHash } from 'node:crypto';
import { constants, type Dirent, type Stats } from 'node:fs';
import { readdir, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { normalArtifactPath, parentPath } from '../model/artifactPath.ts';
import { invalid, notFound, type UserError } from '../model/errors.ts';
import { formatBytes } from '../model/format.ts';
import type { ArtifactFile } from '../model/snapshot.ts';
import { FileBytes } from './fileBytes.ts';
import { ArtifactRoot, INCOMING, isCode, isReserved, lstatIfThere, openIfThere } from './artifactRoot.ts';
import { ArtifactWriter, explain, syncDirectory, type ArtifactContent } from './artifactWriter.ts';

/** An entry of a directory; `path` is its base name. Only files have a size, in bytes. */
export interface FileInfo {
  readonly path: string;
  readonly isDirectory: boolean;
  readonly size?: number;
}

/** `size` in bytes, `modified` in milliseconds since the epoch. */
export interface FileStatus {
  readonly kind: 'file' | 'directory';
  readonly size: number;
  readonly modified: number;
}

/** Bytes `start` to `end`, both included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A file held open: its size and its bytes belong to one content, whatever takes its place meanwhile. Whoever opens it
 * reads it once, or closes it.
 */
export interface OpenedFile extends Omit<FileStatus, 'kind'> {
  bytes(range?: ByteRange): FileBytes;
  close(): Promise<void>;
}

/** Files found under a path, sorted; `truncated` when there are more than were asked for. */
export interface FileList {
  readonly files: readonly ArtifactFile[];
  readonly truncated: boolean;
}

const MAX_DIGESTS = 100_000;
/** Files that are looked at in one go while walking. */
const LOOKED_AT = 32;
/** Files of up to so many bytes are read in one go for their digest. */
const READ_WHOLE = 1_000_000;
/** Somebody may write into a tree while it is removed: then it is removed again, for about a second. */
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 20 };
/** How often opening looks again at a file that was replaced while it was looked at. */
const MAX_LOOKS = 100;

// NONBLOCK: opening a pipe that took the file's place must not hang.
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The files under a store's artifacts folder. Paths are relative to it, with slashes, as `checkArtifactPath` allows
 * them: `0/<run>/artifacts/model/MLmodel`. No link is ever followed: every method throws INVALID_PARAMETER_VALUE
 * "Invalid path" for a path that is not allowed, or that leads over a link or to a special file.
 */
export class ArtifactFiles {
  readonly #root: ArtifactRoot;
  readonly #writer: ArtifactWriter;
  /** Digests of files as they were last seen: a comparison that follows a running run asks again and again. */
  readonly #digests = new Map<string, { readonly state: string; readonly sha256: string }>();

  /** @param root an absolute path of a directory that exists. */
  constructor(root: string) {
    this.#root = new ArtifactRoot(root);
    this.#writer = new ArtifactWriter(this.#root);
  }

  /** One level, sorted by name; links and special files are left out. Empty for a missing directory or a file. */
  async list(directory: string): Promise<readonly FileInfo[]> {
    const checked = this.#root.check(directory);
    const status = await this.#root.look(checked);
    const entries = status?.isDirectory() ? await this.#entries(checked) : [];
    const infos = await Promise.all(entries.map((entry) => this.#info(checked, entry)));
    return infos.filter((info) => info !== undefined);
  }

  /**
   * All files below a directory, sorted by path, at most `cap`, with paths relative to it; the digests are those that
   * are known, of files that did not change since. Links and special files are left out; a missing directory has no
   * files.
   */
  async walk(directory: string, cap: number): Promise<FileList> {
    const checked = this.#root.check(directory);
    const status = await this.#root.look(checked);
    const files: ArtifactFile[] = [];
    for await (const file of status?.isDirectory() ? this.#below(checked) : []) {
      if (files.length === cap) return { files, truncated: true };
      files.push({
        path: checked === '' ? file.path : file.path.slice(checked.length + 1),
        size: file.status.size,
        sha256: this.#knownDigest(file.path, file.status) ?? null,
      });
    }
    return { files, truncated: false };
  }

  /** The file's SHA-256 in hexadecimal; throws RESOURCE_DOES_NOT_EXIST for a missing one. */
  async hash(file: string): Promise<string> {
    const checked = this.#root.check(file);
    const known = this.#knownDigest(checked, await this.#root.look(checked));
    if (known !== undefined) return known;
    const { status, sha256 } = await this.#digest(checked);
    if (this.#digests.size >= MAX_DIGESTS) this.#digests.clear();
    this.#digests.set(checked, { state: stateOf(status), sha256 });
    return sha256;
  }

  /** What stands at the path, or undefined. */
  async stat(file: string): Promise<FileStatus | undefined> {
    const status = await this.#root.look(this.#root.check(file));
    if (!status) return undefined;
    return { kind: status.isFile() ? 'file' : 'directory', size: status.size, modified: status.mtimeMs };
  }

  /** The file for reading; throws RESOURCE_DOES_NOT_EXIST for a missing one or a directory. */
  async open(file: string): Promise<OpenedFile> {
    const { handle, status } = await this.#openChecked(this.#root.check(file));
    return {
      size: status.size,
      modified: status.mtimeMs,
      bytes: (range = { start: 0, end: status.size - 1 }) => new FileBytes(handle, range),
      close: async () => handle.close(),
    };
  }

  /** The file's bytes. The stream fails with RESOURCE_DOES_NOT_EXIST for a missing file or a directory. */
  read(file: string, range?: ByteRange): Readable {
    return Readable.from(this.#chunks(this.#root.check(file), range), { objectMode: false });
  }

  /** The file as UTF-8 text, or undefined where there is none; throws INVALID_PARAMETER_VALUE beyond `maxBytes`. */
  async readText(file: string, maxBytes: number): Promise<string | undefined> {
    const checked = this.#root.check(file);
    const status = await this.#root.look(checked);
    if (!status?.isFile()) return undefined;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.#chunks(checked)) {
      size += chunk.length;
      if (size > maxBytes) throw invalid(`${path.posix.basename(checked)} is larger than ${formatBytes(maxBytes)}.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  /**
   * Writes the file whole or not at all, making its parents: when the source fails, what was there before stays.
   * Two writers of one path leave the content of one of them. Throws RESOURCE_EXHAUSTED when the disk is full.
   */
  async write(file: string, content: ArtifactContent): Promise<void> {
    const checked = this.#root.check(file);
    if (checked === '' || file.endsWith('/')) throw invalid('Invalid path');
    await this.#writer.write(checked, content);
  }

  /** Removes a file or a tree; a missing one is no error. Links are removed, never followed. */
  async delete(fileOrDirectory: string): Promise<void> {
    const checked = this.#root.check(fileOrDirectory);
    if (checked === '') throw invalid('Invalid path');
    const parent = parentPath(checked);
    if (!(await this.#root.look(parent))?.isDirectory()) return;
    await removeTree(this.#root.absolute(checked));
    await syncDirectory(this.#root.absolute(parent));
  }

  /** The absolute path of a file or directory, for the editor to open; throws RESOURCE_DOES_NOT_EXIST. */
  async locate(fileOrDirectory: string): Promise<string> {
    const checked = this.#root.check(fileOrDirectory);
    if (!(await this.#root.look(checked))) throw noSuchArtifact(checked);
    return this.#root.absolute(checked);
  }

  /** Removes temporary files left by writers that were killed. */
  async sweep(): Promise<void> {
    await this.#writer.sweep();
  }

  #knownDigest(checked: string, status: Stats | undefined): string | undefined {
    const known = this.#digests.get(checked);
    return known !== undefined && status !== undefined && known.state === stateOf(status) ? known.sha256 : undefined;
  }

  async #digest(checked: string): Promise<{ readonly status: Stats; readonly sha256: string }> {
    const { handle, status } = await this.#openChecked(checked);
    try {
      const digest = createHash('sha256');
      // A stream for a small file takes longer than reading it.
      if (status.size <= READ_WHOLE) digest.update(await handle.readFile());
      else for await (const chunk of handle.createReadStream({ autoClose: false })) digest.update(chunk as Uint8Array);
      return { status, sha256: digest.digest('hex') };
    } finally {
      await handle.close();
    }
  }

  async *#chunks(checked: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const { handle } = await this.#openChecked(checked);
    try {
      yield* handle.createReadStream({ autoClose: false, ...range }) as AsyncIterable<Uint8Array>;
    } finally {
      await handle.close();
    }
  }

  /** The walk and the opening are two moments: what was opened must be the plain file that the walk found. */
  async #openChecked(checked: string): Promise<{ readonly handle: FileHandle; readonly status: Stats }> {
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      const expected = await this.#root.look(checked);
      if (!expected?.isFile()) throw noSuchArtifact(checked);
      const handle = await openIfThere(this.#root.absolute(checked), READ);
      if (!handle) continue;
      const status = await handle.stat();
      if (status.isFile() && status.ino === expected.ino && status.dev === expected.dev) return { handle, status };
      await handle.close();
    }
    throw invalid('Invalid path');
  }

  async *#below(checked: string): AsyncGenerator<{ readonly path: string; readonly status: Stats }> {
    // A directory sorts as its files' paths do: `a.txt` before `a/b`, because "." comes before "/".
    const sortKey = (entry: Dirent): string => (entry.isDirectory() ? `${entry.name}/` : entry.name);
    const entries = await this.#entries(checked);
    const sorted = entries.toSorted((a, b) => compareText(sortKey(a), sortKey(b)));
    // The disk answers several questions faster than one after another.
    for (let first = 0; first < sorted.length; first += LOOKED_AT) {
      const group = sorted
        .slice(first, first + LOOKED_AT)
        .map((entry) => ({ entry, place: join(checked, entry.name) }));
      const looks = group.map(async ({ entry, place }) =>
        entry.isDirectory() ? undefined : lstatIfThere(this.#root.absolute(place)),
      );
      const statuses = await Promise.all(looks);
      for (const [index, { entry, place }] of group.entries()) {
        const status = statuses[index];
        if (entry.isDirectory()) yield* this.#below(place);
        else if (status?.isFile()) yield { path: place, status };
      }
    }
  }

  /** Plain files and directories, sorted by name; empty when the directory went away. */
  async #entries(checked: string): Promise<readonly Dirent[]> {
    const entries = await readDirectory(this.#root.absolute(checked));
    return entries
      .filter((entry) => (entry.isFile() || entry.isDirectory()) && !(checked === '' && entry.name === INCOMING))
      .sort((a, b) => compareText(a.name, b.name));
  }

  async #info(directory: string, entry: Dirent): Promise<FileInfo | undefined> {
    if (entry.isDirectory()) return { path: entry.name, isDirectory: true };
    const status = await lstatIfThere(this.#root.absolute(join(directory, entry.name)));
    return status && { path: entry.name, isDirectory: false, size: status.size };
  }
}

/** The path of an `mlflow-artifacts:/` URI of this store; throws INVALID_PARAMETER_VALUE for any other URI. */
export function artifactPath(uri: string): string {
  const relative = findArtifactPath(uri);
  if (relative === undefined) throw invalid('Only mlflow-artifacts:/ URIs of this store are artifacts here.');
  return relative;
}

/** As `artifactPath`, and undefined for any other URI: an imported run's files may be elsewhere. */
export function findArtifactPath(uri: string): string | undefined {
  const relative = /^mlflow-artifacts:(?:\/\/)?\/(?!\/)(.*)$/s.exec(uri)?.[1];
  const normal = relative === undefined ? undefined : normalArtifactPath(relative);
  return normal === undefined || isReserved(normal) ? undefined : normal;
}

/** What changes whenever the content of a file does. */
const stateOf = ({ ino, size, mtimeMs, ctimeMs }: Stats): string => `${ino}:${size}:${mtimeMs}:${ctimeMs}`;

async function removeTree(place: string): Promise<void> {
  try {
    await rm(place, REMOVE);
  } catch (error) {
    throw explain(error);
  }
}

async function readDirectory(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

const join = (directory: string, name: string): string => (directory === '' ? name : `${directory}/${name}`);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const noSuchArtifact = (checked: string): UserError => notFound(`No such artifact: ${checked}`);
