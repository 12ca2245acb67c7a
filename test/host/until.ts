import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `look` gives a value other than undefined and returns it; fails with what was waited for. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  milliseconds = 20_000,
): Promise<T> {
  for (const deadline = Date.now() + milliseconds; ; await delay(50)) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${milliseconds} ms`);
  }
}

/** As `until`, for a condition. */
export async function untilTrue(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  await until(what, async () => ((await holds()) ? true : undefined));
}
