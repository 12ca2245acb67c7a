import type { LoggedVersion, RegisteredVersionRef } from '../model/models.ts';
import type { RunSnapshot } from '../model/snapshot.ts';
import { alignByName, type Aligned, anyDiffers, changeOf, section } from './align.ts';
import type { ModelCell, ModelRow, Section } from './comparison.ts';

/** The models of all runs, aligned by the name they were logged under. */
export const alignModels = (snapshots: readonly RunSnapshot[]): Aligned<LoggedVersion>[] =>
  alignByName(
    snapshots.map((snapshot) => snapshot.models),
    (model) => model.name,
  );

export function compareModels(models: readonly Aligned<LoggedVersion>[]): Section<ModelRow> {
  return section(
    models.map(({ key, name, cells: versions }): ModelRow => {
      const cells = versions.map((version) => modelCell(versions[0], version));
      return { key, name, cells, differs: anyDiffers(cells) };
    }),
  );
}

function modelCell(base: LoggedVersion | undefined, here: LoggedVersion | undefined): ModelCell {
  return {
    present: here !== undefined,
    version: here?.version ?? null,
    modelId: here?.modelId ?? null,
    registered: here?.registered.map(registeredText) ?? [],
    flavors: here?.description?.flavors ?? [],
    mlflowVersion: here?.description?.mlflowVersion ?? null,
    pythonVersion: here?.description?.pythonVersion ?? null,
    problems: here?.description?.problems ?? [],
    change: changeOf(base, here, sameMake),
  };
}

const registeredText = ({ name, version, aliases }: RegisteredVersionRef): string =>
  [`${name} v${version}`, ...aliases.map((alias) => `@${alias}`)].join(' ');

function sameMake(a: LoggedVersion, b: LoggedVersion): boolean {
  const flavors = (version: LoggedVersion): string => [...(version.description?.flavors ?? [])].sort().join('\n');
  return (
    flavors(a) === flavors(b) &&
    a.description?.mlflowVersion === b.description?.mlflowVersion &&
    a.description?.pythonVersion === b.description?.pythonVersion
  );
}
