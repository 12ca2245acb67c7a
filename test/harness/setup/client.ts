import { ensureBuilt } from '../build.ts';
import { fetchParts } from '../parts.ts';

/** The client tests run against the tracking server as built, with the Python environments in place. */
export async function setup(): Promise<void> {
  await Promise.all([ensureBuilt(), fetchParts(['python'])]);
}
