import type { SnapshotModel } from '../model/snapshot.ts';
import { type Aligned, alignByName, anyDiffers, byText, changeOf, section, sumOf } from './align.ts';
import type { DependencyRow, DependencySection, ModelDependencies } from './comparison.ts';

/** What every model requires, by package. Models that require nothing anywhere are left out. */
export function compareDependencies(aligned: readonly Aligned<SnapshotModel>[]): DependencySection {
  const models = aligned.map(compareRequirements).filter((model) => model.rows > 0);
  return { models, ...sumOf(models) };
}

function compareRequirements({ key, name, cells }: Aligned<SnapshotModel>): ModelDependencies {
  const required = cells.map((version) => (version?.description?.requirements ?? []).map(parseRequirement));
  const rows = alignByName(required, (requirement) => requirement.name).map((row): DependencyRow => {
    const base = row.cells[0];
    const dependencies = row.cells.map((here) => ({
      text: here?.text ?? null,
      specifier: here?.specifier ?? null,
      version: here ? (/^==\s*([^\s,;*]+)$/.exec(here.specifier)?.[1] ?? null) : null,
      files: here ? (['requirements.txt'] as const) : [],
      kind: null,
      direction: null,
      change: changeOf(base, here, (a, b) => withoutSpace(a.specifier) === withoutSpace(b.specifier)),
    }));
    return { name: row.name, cells: dependencies, differs: anyDiffers(dependencies) };
  });
  return { key, name, ...section(rows.sort((a, b) => byText(a.name, b.name))) };
}

export interface Requirement {
  /** As pip compares names (PEP 503); the whole line where it names no package (an option, a URL, a path). */
  readonly name: string;
  readonly specifier: string;
  readonly text: string;
}

/** Reads one line of requirements.txt (PEP 508, and pip's own lines that name no package). */
export function parseRequirement(line: string): Requirement {
  const text = line.replace(/\s+#.*$/, '').trim();
  const [, name, specifier = ''] =
    /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*((?:[[=<>!~;@(]|\s--).*)?$/.exec(text) ?? [];
  if (name === undefined) return { name: text, specifier: '', text };
  return { name: name.toLowerCase().replace(/[-_.]+/g, '-'), specifier: specifier.trim(), text };
}

const withoutSpace = (specifier: string): string => specifier.replace(/\s+/g, '');
