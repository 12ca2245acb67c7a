import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's root: the folder that holds package.json. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** Everything the tests fetch or build for themselves: git-ignored, safe to delete, fetched again when missing. */
export const partsFolder = join(projectRoot, '.vscode-test');

/** What a test run leaves behind for people to look at: screenshots and logs. Git-ignored. */
export const resultsFolder = join(projectRoot, 'test-results');

export const screenshotsFolder = join(resultsFolder, 'screenshots');

/** A new empty folder for one test. The path is short, because Unix sockets (VS Code makes some) allow ~100 bytes. */
export function temporaryFolder(purpose: string): string {
  return mkdtempSync(join(tmpdir(), `promptrail-${purpose}-`));
}

export function ensureFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
