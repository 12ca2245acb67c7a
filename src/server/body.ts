import type { IncomingMessage } from 'node:http';
import { hasBody, MAX_BODY, tooLarge } from './gate.ts';

/** How long the rest of a refused body is read, in milliseconds. */
const DISCARD_TIME = 2000;

/** The whole body of a JSON request; throws Refusal as soon as it grows beyond the limit, however it is sent. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
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
