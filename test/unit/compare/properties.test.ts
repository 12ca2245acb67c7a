import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/compare/compare.ts';
import { type Comparison, SECTION_NAMES } from '../../../src/compare/comparison.ts';
import { metricText } from '../../../src/model/json.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { snapshot } from './arbitrary.ts';

const RUNS = { numRuns: 100 };

/** What a cell says of the other side, said from there. */
const MIRROR: Readonly<Record<string, string>> = {
  added: 'removed',
  removed: 'added',
  pinned: 'unpinned',
  unpinned: 'pinned',
  up: 'down',
  down: 'up',
};
const mirrored = (said: string | null | undefined): string => MIRROR[said ?? ''] ?? String(said);

/** Every row of a comparison of two, by a name that is the same whichever is the baseline, with what its cell says. */
function changesByRow(comparison: Comparison): Map<string, readonly string[]> {
  const rows: [string, readonly (string | null | undefined)[]][] = [];
  for (const name of ['prompts', 'models', 'params', 'tags', 'datasets', 'runInfo', 'inputExamples'] as const) {
    for (const { key, cells } of comparison[name].items) {
      // A prompt that has another name on each side has both in its key.
      rows.push([`${name} ${key.split(', ').toSorted().join(', ')}`, [cells[1]?.change]]);
    }
  }
  for (const { key, cells } of comparison.metrics.items) rows.push([`metrics ${key}`, [cells[1]?.change]]);
  for (const { key, details } of comparison.models.items) {
    for (const { key: own, cells } of details) rows.push([`details ${key} ${own}`, [cells[1]?.change]]);
  }
  for (const { path, cells } of comparison.artifacts.items) {
    const paths = cells.filter((cell) => cell.present).map((cell) => cell.renamedFrom ?? path);
    rows.push([`artifacts ${paths.toSorted().join(' ')}`, [cells[1]?.change]]);
  }
  for (const { key, items } of comparison.dependencies.models) {
    for (const { name, cells } of items) {
      rows.push([`dependencies ${key} ${name}`, [cells[1]?.change, cells[1]?.kind, cells[1]?.direction]]);
    }
  }
  return new Map(rows.map(([key, words]) => [key, words.map(String)]));
}

describe('any two columns', () => {
  it('mirror the answer when they are swapped', () => {
    fc.assert(
      fc.property(snapshot, snapshot, (a, b) => {
        const there = compare([a, b]);
        const back = compare([b, a]);
        const turned = new Map([...changesByRow(there)].map(([key, words]) => [key, words.map(mirrored)]));
        expect(new Map([...changesByRow(back)].map(([key, words]) => [key, words.map(String)]))).toEqual(turned);
      }),
      RUNS,
    );
  });

  it('have metrics whose deltas are the same with the other sign', () => {
    fc.assert(
      fc.property(snapshot, snapshot, (a, b) => {
        const deltas = (comparison: Comparison, sign: number) =>
          comparison.metrics.items.map(({ key, cells }) => {
            const delta = cells[1]?.values?.latest.delta ?? null;
            // A difference of nothing has no sign.
            return [key, delta === null ? null : delta * sign + 0];
          });
        expect(deltas(compare([b, a]), -1)).toEqual(deltas(compare([a, b]), 1));
      }),
      RUNS,
    );
  });

  it('have JSON inside of params that changed back', () => {
    fc.assert(
      fc.property(snapshot, snapshot, (a, b) => {
        const inside = (comparison: Comparison) =>
          comparison.params.items.map(({ cells }) => cells[1]?.inside?.map(({ before, after }) => [before, after]));
        const turned = inside(compare([b, a])).map((changes) => changes?.map(([before, after]) => [after, before]));
        expect(turned).toEqual(inside(compare([a, b])));
      }),
      RUNS,
    );
  });

  it('lose nothing and get nothing they do not have', () => {
    fc.assert(
      fc.property(fc.array(snapshot, { minLength: 1, maxLength: 3 }), (columns) => {
        const comparison = compare(columns);
        for (const [index, column] of columns.entries()) expect(shown(comparison, index)).toEqual(held(column));
      }),
      RUNS,
    );
  });

  it('make one plain value without holes', () => {
    fc.assert(
      fc.property(fc.array(snapshot, { minLength: 1, maxLength: 3 }), (columns) => {
        const comparison = compare(columns);
        expect(structuredClone(comparison)).toEqual(comparison);
        expect(holes(comparison)).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('a column compared with itself', () => {
  it('differs nowhere, and the summary has nothing to say', () => {
    fc.assert(
      fc.property(snapshot, (column) => {
        const { columns, summary } = compare([column, column]);
        expect(SECTION_NAMES.filter((name) => summary.sections[name].differing > 0)).toEqual([]);
        expect(summary.lines).toEqual([]);
        expect(summary.identical).toBe(true);
        expect(['same', 'unknown']).toContain(columns[1]?.verdict.outcome);
      }),
      RUNS,
    );
  });
});

describe('the summary of any columns', () => {
  it('speaks of columns that differ, in short texts, and says identical where it has nothing to say of what counts', () => {
    fc.assert(
      fc.property(fc.array(snapshot, { minLength: 1, maxLength: 4 }), (columns) => {
        const { lines, identical, sections } = compare(columns).summary;
        for (const { section, cells } of lines) {
          expect(sections[section].differing).toBeGreaterThan(0);
          expect(cells).toHaveLength(columns.length);
          expect(cells[0]).toBeNull();
          expect(cells.some((cell) => cell !== null)).toBe(true);
          for (const cell of cells) {
            expect(cell?.text).not.toBe('');
            expect([...(cell?.text ?? '')].length).toBeLessThanOrEqual(140);
            expect(cell?.text ?? '').not.toMatch(/[\n\r]|undefined| $/);
          }
        }
        if (identical) expect(lines).toEqual([]);
      }),
      RUNS,
    );
  });
});

/** Everything a column holds, as texts. */
function held({ params, tags, metrics, prompts, models, artifacts, datasetInputs }: Snapshot): string[] {
  return [
    ...params.map(({ key, value }) => `param ${key} ${value}`),
    ...tags.map(({ key, value }) => `tag ${key} ${value}`),
    ...metrics.map(({ key, value, count }) => `metric ${key} ${metricText(value)} ${count}`),
    ...prompts.map(({ id }) => `prompt ${id}`),
    ...models.map(({ name, version }) => `model ${name} ${version}`),
    ...artifacts.map(({ path, size }) => `file ${path} ${size}`),
    ...datasetInputs.map(({ dataset }) => `dataset ${dataset.name} ${dataset.digest}`),
  ].toSorted();
}

/** Everything that is shown of a column, as the same texts. */
function shown(comparison: Comparison, index: number): string[] {
  const { params, tags, metrics, prompts, models, artifacts, datasets } = comparison;
  const texts = (word: string, rows: typeof tags.items | typeof params.items) =>
    rows.flatMap(({ key, cells }) => (cells[index]?.text == null ? [] : [`${word} ${key} ${cells[index].text}`]));
  return [
    ...texts('param', params.items),
    ...texts('tag', tags.items),
    ...metrics.items.flatMap(({ key, cells }) => {
      const cell = cells[index];
      return cell?.values ? [`metric ${key} ${cell.values.latest.exact} ${cell.count}`] : [];
    }),
    ...prompts.items.flatMap(({ cells }) => (cells[index]?.id == null ? [] : [`prompt ${cells[index].id}`])),
    ...models.items.flatMap(({ name, cells }) =>
      cells[index]?.present ? [`model ${name} ${cells[index].version}`] : [],
    ),
    ...artifacts.items.flatMap(({ path, cells }) => {
      const cell = cells[index];
      return cell?.present ? [`file ${cell.renamedFrom ?? path} ${cell.size}`] : [];
    }),
    ...datasets.items.flatMap(({ name, cells }) =>
      cells[index]?.present ? [`dataset ${name} ${cells[index].digest}`] : [],
    ),
  ].toSorted();
}

/** The places of a value that are undefined. */
function holes(value: unknown, path = ''): string[] {
  if (value === undefined) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => holes(inside, `${path}.${key}`));
}
