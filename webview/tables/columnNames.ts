import type { Column } from '../../src/compare/comparison.ts';

/** The names of columns where they stand side by side in a list or legend: different ones, whatever the runs are called. */
export function columnNames(columns: readonly Pick<Column, 'name'>[]): readonly string[] {
  const taken = new Set(columns.map(({ name }) => name));
  const seen = new Set<string>();
  return columns.map(({ name }) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let number = 2;
    while (taken.has(`${name} (${number})`)) number++;
    taken.add(`${name} (${number})`);
    return `${name} (${number})`;
  });
}
