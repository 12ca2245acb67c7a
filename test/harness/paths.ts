import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's root: the folder that holds package.json. */
export const projectRoot = resolve(import.meta.dirname, '../..');

/** Everything the tests fetch or build for themselves: git-ignored, safe to delete, fetched again when missing. */
export const partsFolder = join(projectRoot, '.vscode-test');

/** What a test run leaves behind for people to look at: screenshots and logs. Git-ignored. */
export const resultsFolder = join(projectRoot, 'test-results');

export const screenshotsFolder = join(resultsFolder, 'screenshots');

/**
 * Holds the temporary folders of a test run. The first process of the run makes it and takes it away; the others, such
 * as vitest's workers, which are ended without a chance to tidy up, find its name in their environment.
 */
const temporaryRoot = process.env.PROMPTRAIL_TEMPORARY ?? join(tmpdir(), `promptrail-${process.pid}`);
if (process.env.PROMPTRAIL_TEMPORARY === undefined) {
  process.env.PROMPTRAIL_TEMPORARY = temporaryRoot;
  process.once('exit', () => rmSync(temporaryRoot, { recursive: true, force: true }));
}

/**
 * A new empty folder, gone with the test run at the latest. The path is short, because Unix sockets (VS Code makes
 * some) allow about 100 bytes.
 */
export function temporaryFolder(purpose: string): string {
  return mkdtempSync(join(ensureFolder(temporaryRoot), `${purpose}-`));
}

export function ensureFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
