/**
 * `npm run bench [-- <name> ...]`: measures and prints; asserts nothing. Names: activation, panel, stall, store,
 * comparison; all of them when none is given.
 */
import { activation } from './activation.ts';
import { comparison } from './comparison.ts';
import { panel } from './panel.ts';
import { stall } from './stall.ts';
import { store } from './store.ts';
import { type Measured, progress, table } from './table.ts';

const benchmarks: Readonly<Record<string, () => Measured[] | Promise<Measured[]>>> = {
  activation,
  panel,
  stall,
  store,
  comparison,
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benchmarks);
const unknown = names.find((name) => !(name in benchmarks));
if (unknown === undefined) {
  const rows: Measured[] = [];
  for (const name of names) {
    progress(name);
    rows.push(...((await benchmarks[name]?.()) ?? []));
  }
  process.stdout.write(`Each number is the median (smallest to largest) of its rounds.\n\n${table(rows)}\n`);
} else {
  process.stderr.write(`There is no benchmark "${unknown}"; there are ${Object.keys(benchmarks).join(', ')}.\n`);
  process.exitCode = 1;
}
