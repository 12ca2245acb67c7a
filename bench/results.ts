import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../test/harness/paths.ts';
import { goalTable, type Measured, shortTable, table } from './table.ts';

/** What one benchmark found, when and where. */
export interface Result {
  readonly date: string;
  readonly machine: string;
  readonly rows: readonly Measured[];
}

export type Results = Readonly<Record<string, Result>>;

const FILE = join(projectRoot, 'docs/performance.json');
const DOCUMENTS = ['docs/performance.md', 'README.md'].map((name) => join(projectRoot, name));

const TABLES: Readonly<Record<string, (rows: readonly Measured[]) => string>> = {
  beside: table,
  goals: goalTable,
  short: shortTable,
};

/** Between the two comments stands what was measured: `<!-- bench <kind of table>: <benchmarks> -->`, `<!-- /bench -->`. */
const BLOCK = /(<!-- bench (\w+): ([\w ]+) -->\n)[\s\S]*?(<!-- \/bench -->)/g;

/** Keeps results beside those of other benchmarks and puts them into the documents; what people wrote there stays. */
export async function keep(found: Results): Promise<void> {
  const before = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Results) : {};
  const results = { ...before, ...found };
  await write(FILE, JSON.stringify(results, shortened));
  for (const document of DOCUMENTS) {
    const text = readFileSync(document, 'utf8');
    const renewed = text.replaceAll(BLOCK, (block, start: string, kind: string, names: string, end: string) => {
      const chosen = names.split(' ').map((name) => [name, results[name]] as const);
      const inside = blockText(kind, chosen);
      return inside === undefined ? block : `${start}\n${inside}\n\n${end}`;
    });
    if (renewed !== text) await write(document, renewed);
  }
}

/** Nothing when a benchmark of the block was never kept: its rows would be lost. */
function blockText(kind: string, chosen: ReadonlyArray<readonly [string, Result | undefined]>): string | undefined {
  const results = chosen.flatMap(([name, result]) => (result ? [{ name, ...result }] : []));
  const draw = TABLES[kind];
  if (draw === undefined || results.length < chosen.length) return undefined;
  const byOccasion = Map.groupBy(results, ({ date, machine }) => `${date}: ${machine}`);
  const occasions = [...byOccasion].map(([occasion, of]) => {
    const which = byOccasion.size === 1 ? '' : ` (${of.map(({ name }) => name).join(', ')})`;
    return `Measured${which} on ${occasion}.`;
  });
  return `${occasions.join(' ')}\n\n${draw(results.flatMap(({ rows }) => rows))}`;
}

async function write(path: string, text: string): Promise<void> {
  const options = await resolveConfig(path);
  writeFileSync(path, await format(text, { ...options, filepath: path }));
}

/** Four digits say all there is to say. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
