import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../fixtures/golden/compare');

/** Compares a text with its golden file. `PROMPTRAIL_GOLDEN=write` writes the files anew: read the difference then. */
export function expectGolden(name: string, text: string): void {
  const file = join(FOLDER, name);
  if (process.env['PROMPTRAIL_GOLDEN'] === 'write') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
