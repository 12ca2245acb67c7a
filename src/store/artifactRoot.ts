import type { Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { checkArtifactPath } from '../model/artifactPath.ts';
import { invalid } from '../model/errors.ts';

/** Where half-written files wait, under the root; no artifact path may name it. */
export const INCOMING = '.incoming';

/** Characters Windows keeps in no file name; elsewhere they are ordinary. */
const NOT_ON_WINDOWS = /[<>"|?*]/;

/** A directory that artifact paths cannot leave: they are checked as text, then walked without following a link. */
export class ArtifactRoot {
  readonly #directory: string;

  /** @param directory an absolute path of a directory that exists. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The normalised path, `''` for the root; throws "Invalid path" where it is not allowed. */
  check(artifactPath: string): string {
    const checked = checkArtifactPath(artifactPath);
    if (isReserved(checked) || (process.platform === 'win32' && NOT_ON_WINDOWS.test(checked)))
      throw invalid('Invalid path');
    return checked;
  }

  /** The absolute path of a checked one, as text: nothing is looked up. */
  absolute(checked: string): string {
    return path.join(this.#directory, ...checked.split('/'));
  }

  /**
   * What stands at a checked path, or undefined. Walks down from the root by lstat and throws "Invalid path" at a link
   * or a special file, so that neither is ever opened.
   */
  async look(checked: string): Promise<Stats | undefined> {
    let status = await lstatIfThere(this.#directory);
    let place = this.#directory;
    for (const name of checked === '' ? [] : checked.split('/')) {
      if (!status?.isDirectory()) return undefined;
      place = path.join(place, name);
      const next = await lstatIfThere(place);
      if (!next) return undefined;
      if (!next.isFile() && !next.isDirectory()) throw invalid('Invalid path');
      status = next;
    }
    return status;
  }
}

/** Whether a normalised path names what is no artifact. */
export function isReserved(checked: string): boolean {
  return checked.split('/', 1)[0]?.toLowerCase() === INCOMING;
}

/** As lstat, and undefined for what is not there; throws "Invalid path" for a path that the system finds too long. */
export async function lstatIfThere(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (isCode(error, 'ENAMETOOLONG')) throw invalid('Invalid path');
    throw error;
  }
}

/** As open, and undefined for what is not there, or became a link where flags forbid one. */
export async function openIfThere(file: string, flags: number): Promise<FileHandle | undefined> {
  try {
    return await open(file, flags);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return undefined;
    throw error;
  }
}

/** Whether the error is the system's, with one of these codes. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
