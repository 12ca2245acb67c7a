import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parentPath } from '../model/artifactPath.ts';
import { invalid, UserError } from '../model/errors.ts';
import { INCOMING, isCode, lstatIfThere, openIfThere, type ArtifactRoot } from './artifactRoot.ts';

export type ArtifactContent = Readable | string | Uint8Array;

/** O_NOFOLLOW is not known on Windows, where making links needs a privilege. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
/** Bytes of one write, and bytes after which the system is asked to bring them to the disk. */
const WRITE_SIZE = 1024 * 1024;
const FLUSH_SIZE = 64 * WRITE_SIZE;
/** A temporary file of a process that is still there counts as left over after a day. */
const ABANDONED = 24 * 60 * 60 * 1000;
/** How often a folder is made again that somebody deletes at the same time. */
const MAX_TRIES = 100;

/**
 * Writes files whole or not at all: into a temporary file, flushed to disk, then renamed into place. Readers see the
 * old content until then, and keep it when the source is cut or the process killed.
 */
export class ArtifactWriter {
  readonly #root: ArtifactRoot;
  readonly #ours = new Set<string>();

  constructor(root: ArtifactRoot) {
    this.#root = root;
  }

  /** Writes a checked path, making its parents; throws "Invalid path" where a directory or a link stands there. */
  async write(checked: string, content: ArtifactContent): Promise<void> {
    const temporary = await this.#fill(content);
    try {
      await this.#publish(temporary, checked);
    } finally {
      await rm(temporary, { force: true });
      this.#ours.delete(path.basename(temporary));
    }
  }

  /** Removes temporary files that no living process is writing. */
  async sweep(): Promise<void> {
    const directory = this.#root.absolute(INCOMING);
    const status = await lstatIfThere(directory);
    if (!status?.isDirectory()) return;
    for (const name of await readdir(directory)) {
      const file = path.join(directory, name);
      const modified = (await lstatIfThere(file))?.mtimeMs ?? 0;
      if (this.#abandoned(name, modified)) await rm(file, { force: true, recursive: true });
    }
  }

  async #fill(content: ArtifactContent): Promise<string> {
    const name = `${process.pid}-${randomUUID()}`;
    this.#ours.add(name);
    const file = path.join(this.#root.absolute(INCOMING), name);
    try {
      await writeInto(await this.#create(file), content);
      return file;
    } catch (error) {
      await rm(file, { force: true });
      this.#ours.delete(name);
      throw explain(error);
    }
  }

  async #create(file: string): Promise<FileHandle> {
    return untilThere(async () => {
      await this.#makeDirectory(INCOMING);
      return open(file, CREATE, 0o600);
    });
  }

  async #publish(temporary: string, checked: string): Promise<void> {
    const directory = await untilThere(async () => this.#move(temporary, checked));
    await syncDirectory(directory);
  }

  /** Renames into place and returns the folder; ENOENT when that is deleted meanwhile. */
  async #move(temporary: string, checked: string): Promise<string> {
    const directory = await this.#makeDirectory(parentPath(checked));
    const target = this.#root.absolute(checked);
    const there = await lstatIfThere(target);
    if (there && !there.isFile()) throw invalid('Invalid path');
    // The walk and the rename are two moments: a parent that became a link meanwhile must not lead the rename out.
    const expected = path.join(await realpath(this.#root.absolute('')), ...parentPath(checked).split('/'));
    if ((await realpath(directory)) !== expected) throw invalid('Invalid path');
    await rename(temporary, target);
    return directory;
  }

  /** Makes a directory and its parents one by one, so that none of them is a link. */
  async #makeDirectory(checked: string): Promise<string> {
    let place = this.#root.absolute('');
    await makeIfMissing(place);
    for (const name of checked === '' ? [] : checked.split('/')) {
      const parent = place;
      place = path.join(place, name);
      if (await makeIfMissing(place)) await syncDirectory(parent);
      if (!(await lstat(place)).isDirectory()) throw invalid('Invalid path');
    }
    return place;
  }

  #abandoned(name: string, modified: number): boolean {
    if (this.#ours.has(name)) return false;
    const pid = Number(/^\d+(?=-)/.exec(name)?.[0]);
    if (pid === process.pid || !isRunning(pid)) return true;
    return Date.now() - modified > ABANDONED;
  }
}

/**
 * Flushes a directory's entries, so that a rename survives a power loss; one that is gone has none. Windows has no such
 * call and needs none.
 */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await openIfThere(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

/** Repeats what fails because a folder went away in between. */
async function untilThere<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!isCode(error, 'ENOENT') || tries === MAX_TRIES) throw explain(error);
    }
  }
}

async function writeInto(handle: FileHandle, content: ArtifactContent): Promise<void> {
  try {
    await (content instanceof Readable ? writeStream(handle, content) : handle.writeFile(content));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes, each time, what came while the last was written; the disk begins before all is there. */
async function writeStream(handle: FileHandle, content: Readable): Promise<void> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  let unflushed = 0;
  let written = Promise.resolve();
  let flushed = Promise.resolve();
  for await (const piece of content as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    pieces.push(bytes);
    size += bytes.length;
    if (size < WRITE_SIZE) continue;
    await written;
    written = begun(writeAll(handle, pieces, size));
    unflushed += size;
    [pieces, size] = [[], 0];
    if (unflushed < FLUSH_SIZE) continue;
    await flushed;
    flushed = begun(handle.datasync());
    unflushed = 0;
  }
  await Promise.all([written, flushed]);
  if (size > 0) await writeAll(handle, pieces, size);
}

/** At the file's end; the system may take less at once. */
async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], size: number): Promise<void> {
  const { bytesWritten } = await handle.writev(pieces);
  if (bytesWritten < size) await handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
}

/** What runs meanwhile: its failure counts when it is waited for. */
function begun(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

async function makeIfMissing(directory: string): Promise<boolean> {
  try {
    await mkdir(directory, { mode: 0o700 });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw explain(error);
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return isCode(error, 'EPERM');
  }
}

/** What the system's refusal means to the user; any other error as it is. */
export function explain(error: unknown): unknown {
  if (isCode(error, 'ENOSPC', 'EDQUOT')) {
    const text = 'The disk that holds the artifacts is full. Free some room and try again.';
    return new UserError('RESOURCE_EXHAUSTED', text, { cause: error });
  }
  if (isCode(error, 'ENOENT', 'ENOTEMPTY')) {
    const text = 'The folder of this artifact is being deleted or written by somebody else. Try again.';
    return new UserError('TEMPORARILY_UNAVAILABLE', text, { cause: error });
  }
  return isCode(error, 'ENAMETOOLONG') ? invalid('Invalid path') : error;
}
