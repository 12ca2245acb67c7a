import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { fetchParts } from '../parts.ts';
import { packageExtension } from '../package.ts';
import { temporaryFolder } from '../paths.ts';
import { installExtension } from '../vscode-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Holds the extension as users get it: built for production, packaged, installed. */
    extensionsFolder: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder('extensions');
  await fetchParts(['vscode', 'browser']);
  await installExtension(await packageExtension(folder), folder);
  project.provide('extensionsFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
