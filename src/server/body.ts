import type { IncomingMessage } from 'node:http';
import { hasBody, MAX_BODY, tooLarge } from './gate.ts';

/** How long the rest of a refused body is read, in milliseconds. */
const DISCARD_TIME = 2000;
const EMPTY = Buffer.alloc(0);

/** The whole body of a JSON request; throws Refusal as soon as it grows beyond the limit, however it is sent. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (!hasBody(request)) return EMPTY;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > MAX_BODY) finish(() => reject(tooLarge()));
    };
    const end = (): void => finish(() => resolve(chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks)));
    const fail = (): void => finish(() => reject(request.errored ?? new Error('The request was cut off.')));
    const finish = (settle: () => void): void => {
      request.off('data', take).off('end', end).off('close', fail).off('error', fail);
      request.pause(); // whoever refuses the request reads the rest
      settle();
    };
    request.on('data', take).on('end', end).on('close', fail).on('error', fail);
  });
}

/**
 * Reads on and forgets what is left of a refused body, for a short time: a client that is still sending when its
 * connection is closed sees a broken pipe and never the answer. True when all was read and the connection is usable.
 */
export async function discardBody(request: IncomingMessage): Promise<boolean> {
  if (!hasBody(request) || request.complete) return true;
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      resolve(request.complete);
    };
    const timer = setTimeout(finish, DISCARD_TIME);
    request.on('end', finish).on('close', finish).on('error', finish).resume();
  });
}
