import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { ByteRange } from './artifacts.ts';

/** Bytes read and written by one call: small enough to stay in a processor's cache on their way. */
const BUFFER_SIZE = 256 * 1024;

/**
 * The bytes of an open file on their way out. Two buffers serve the whole file, one being read while the other is
 * written: a stream would take new memory for each piece, twice the time and a hundred megabytes.
 */
export class FileBytes {
  readonly #handle: FileHandle;
  readonly #range: ByteRange;

  /** Takes the handle over: it is closed in the end. */
  constructor(handle: FileHandle, range: ByteRange) {
    this.#handle = handle;
    this.#range = range;
  }

  /** Writes exactly these bytes, or fails: who announced a length must not send less. Does not end the target. */
  async sendTo(target: Writable): Promise<void> {
    let cut: (error: Error) => void = () => undefined;
    const close = (): void => cut(new Error('The reader of the file went away.'));
    target.once('close', close);
    const write = async (bytes: Buffer): Promise<void> =>
      new Promise((resolve, reject) => {
        cut = reject;
        if (target.destroyed) close();
        target.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    try {
      await this.#pump(write);
    } finally {
      target.off('close', close);
      await this.#handle.close();
    }
  }

  /** For those who do not send them. */
  destroy(): void {
    void this.#handle.close();
  }

  async #pump(write: (bytes: Buffer) => Promise<void>): Promise<void> {
    const { start, end } = this.#range;
    const size = Math.min(BUFFER_SIZE, Math.max(0, end - start + 1));
    let [filling, leaving] = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
    let written = Promise.resolve();
    for (let position = start; position <= end;) {
      const wanted = Math.min(size, end - position + 1);
      const { bytesRead } = await this.#handle.read(filling, 0, wanted, position);
      await written;
      if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
      written = write(filling.subarray(0, bytesRead));
      written.catch(() => undefined); // it counts when the next piece is there
      position += bytesRead;
      [filling, leaving] = [leaving, filling];
    }
    await written;
  }
}
