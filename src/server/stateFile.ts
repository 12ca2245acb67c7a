import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const schema = z.object({
  version: z.literal(1),
  pid: z.int().check(z.positive()),
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  token: z.string().check(z.minLength(32)),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
});

/** Where a folder's server is or last was, and its token. The file outlives the server: port and token stay the same. */
export type ServerRecord = z.output<typeof schema>;

/** The record, or undefined where there is none that this user alone can have written. */
export function readStateFile(file: string): ServerRecord | undefined {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (!status?.isFile() || !isPrivate(status.uid, status.mode)) return undefined;
  const parsed = schema.safeParse(parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

/** Replaces the record whole, readable by this user alone. */
export function writeStateFile(file: string, record: ServerRecord): void {
  makePrivateFolder(path.dirname(file));
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  writeSync(descriptor, JSON.stringify(record));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(temporary, file);
}

export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** Windows keeps no such modes; there the user's profile folder is private by itself. */
function isPrivate(owner: number, mode: number): boolean {
  return process.platform === 'win32' || (owner === process.getuid?.() && (mode & 0o077) === 0);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
