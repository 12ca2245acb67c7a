import { writeFileSync } from 'node:fs';

/** Leaves what a program of the extension host measured where the benchmark outside reads it. */
export function report(value: unknown): void {
  const file = process.env.PROMPTRAIL_BENCH_REPORT;
  if (file === undefined) throw new Error('The benchmark did not say where to report.');
  writeFileSync(file, JSON.stringify(value));
}
