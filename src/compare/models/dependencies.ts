import type { DependencyLine, SnapshotModel } from '../../model/snapshot.ts';
import { type Aligned, byText, changeOf, partsDiffer, section, sumOf } from '../align.ts';
import type {
  DependencyCell,
  DependencyChange,
  DependencyRow,
  DependencySection,
  ModelDependencies,
} from '../comparison.ts';
import { comparePackageVersions, parsePackageVersion, releaseChange } from './packageVersion.ts';
import {
  parseDependency,
  parseRequirement,
  PYTHON,
  pythonRequirement,
  type Requirement,
  specifierKey,
} from './requirement.ts';

/** What every model requires, by package. Models that require nothing anywhere are left out. */
export function compareDependencies(aligned: readonly Aligned<SnapshotModel>[]): DependencySection {
  const models = aligned.map(compareModel).filter((model) => model.rows > 0);
  return { models, ...sumOf(models) };
}

function compareModel({ key, name, cells: versions }: Aligned<SnapshotModel>): ModelDependencies {
  const columns = versions.map((version) => (version ? dependenciesOf(version) : new Map<string, Dependency>()));
  const has = versions.map((version) => version !== undefined);
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort(pythonFirst);
  const rows = names.map((own): DependencyRow => {
    const found = columns.map((column) => column.get(own));
    const cells = found.map((here) => dependencyCell(found[0], here));
    return { name: own, cells, differs: partsDiffer(cells, has) };
  });
  return { key, name, ...section(rows) };
}

const pythonFirst = (a: string, b: string): number => Number(b === PYTHON) - Number(a === PYTHON) || byText(a, b);

/** A package with everything that the first of the files that name it says. */
interface Dependency {
  readonly files: readonly DependencyLine['file'][];
  readonly said: readonly Requirement[];
}

const FILES: readonly DependencyLine['file'][] = ['requirements.txt', 'conda.yaml', 'python_env.yaml'];

/** By package. Where the files were not read, what was noted of them when the model was logged. */
function dependenciesOf({ parts, description }: SnapshotModel): ReadonlyMap<string, Dependency> {
  const found = new Map<string, Dependency>();
  const add = (requirement: Requirement, file: DependencyLine['file'] | null): void => {
    const { files, said } = found.get(requirement.name) ?? { files: [], said: [] };
    const isSaid = files.some((other) => other !== file) || said.some(({ text }) => text === requirement.text);
    found.set(requirement.name, {
      files: file === null || files.includes(file) ? files : [...files, file],
      said: isSaid ? said : [...said, requirement],
    });
  };
  if (parts === null) {
    for (const line of description?.requirements ?? []) add(parseRequirement(line), 'requirements.txt');
  }
  for (const file of FILES) {
    for (const line of parts?.dependencies ?? []) if (line.file === file) add(parseDependency(line), file);
  }
  const python = description?.pythonVersion ?? null;
  if (python !== null && !found.has(PYTHON)) add(pythonRequirement(python), null);
  return found;
}

function dependencyCell(base: Dependency | undefined, here: Dependency | undefined): DependencyCell {
  const change = changeOf(base, here, saysTheSame);
  return {
    text: here ? here.said.map(({ text }) => text).join('\n') : null,
    specifier: here ? here.said.map(({ specifier }) => specifier).join('\n') : null,
    version: here ? pinnedVersion(here) : null,
    files: here?.files ?? [],
    change,
    ...(base && here && change === 'changed' ? kindOfChange(base, here) : { kind: null, direction: null }),
  };
}

/** A package that is named for several platforms is pinned if all lines say one version. */
function pinnedVersion({ said }: Dependency): string | null {
  const [first] = said;
  return first && said.every(({ version }) => version === first.version) ? first.version : null;
}

const besides = ({ said }: Dependency): string => said.map((each) => each.besides).join('\n');

/** Lines are the same that mean the same, however they are written: `numpy == 1.0` and, in conda.yaml, `numpy=1.0`. */
function saysTheSame(a: Dependency, b: Dependency): boolean {
  if (a.said.map(specifierKey).join('\n') === b.said.map(specifierKey).join('\n')) return true;
  const order = orderOfVersions(pinnedVersion(a), pinnedVersion(b));
  return order === 0 && besides(a) === besides(b);
}

/** Null where one of them is not one version, or none that PEP 440 knows. */
function orderOfVersions(a: string | null, b: string | null): number | null {
  const [left, right] = [a, b].map((text) => (text === null ? null : parsePackageVersion(text)));
  return left && right ? comparePackageVersions(left, right) : a !== null && a === b ? 0 : null;
}

function kindOfChange(base: Dependency, here: Dependency): Pick<DependencyCell, 'kind' | 'direction'> {
  const [before, now] = [pinnedVersion(base), pinnedVersion(here)];
  if (before === null || now === null) return { kind: pinning(before, now), direction: null };
  const [from, to] = [parsePackageVersion(before), parsePackageVersion(now)];
  if (!from || !to) return { kind: 'other', direction: null };
  const order = comparePackageVersions(from, to);
  if (order === 0) return { kind: 'other', direction: null };
  return { kind: releaseChange(from, to), direction: order < 0 ? 'up' : 'down' };
}

const pinning = (before: string | null, now: string | null): DependencyChange =>
  now !== null ? 'pinned' : before !== null ? 'unpinned' : 'other';
