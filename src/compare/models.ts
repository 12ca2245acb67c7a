import type { RegisteredVersionRef } from '../model/models.ts';
import type { Snapshot, SnapshotModel } from '../model/snapshot.ts';
import { alignByName, type Aligned, anyDiffers, changeOf, section } from './align.ts';
import type { ModelCell, ModelDetailRow, ModelRow, Section } from './comparison.ts';
import { paramCells } from './params.ts';

/** The models of all columns, aligned by the name they were logged under. */
export const alignModels = (snapshots: readonly Snapshot[]): Aligned<SnapshotModel>[] =>
  alignByName(
    snapshots.map((snapshot) => snapshot.models),
    (model) => model.name,
  );

export function compareModels(models: readonly Aligned<SnapshotModel>[], effort: number): Section<ModelRow> {
  return section(
    models.map(({ key, name, cells: versions }): ModelRow => {
      const details = modelDetails(versions, effort);
      const differing = versions.map((_, index) => details.some((row) => row.cells[index]?.change !== 'same'));
      const cells = versions.map((version, index) => modelCell(versions[0], version, differing[index] ?? false));
      return { key, name, cells, details, differs: anyDiffers(cells) };
    }),
  );
}

function modelCell(base: SnapshotModel | undefined, here: SnapshotModel | undefined, differs: boolean): ModelCell {
  return {
    present: here !== undefined,
    version: here?.version ?? null,
    modelId: here?.modelId ?? null,
    registered: here?.registered.map(registeredText) ?? [],
    flavors: here?.description?.flavors ?? [],
    mlflowVersion: here?.description?.mlflowVersion ?? null,
    pythonVersion: here?.description?.pythonVersion ?? null,
    problems: here?.description?.problems ?? [],
    change: changeOf(base, here, () => !differs),
  };
}

const registeredText = ({ name, version, aliases }: RegisteredVersionRef): string =>
  [`${name} v${version}`, ...aliases.map((alias) => `@${alias}`)].join(' ');

function modelDetails(versions: readonly (SnapshotModel | undefined)[], effort: number): ModelDetailRow[] {
  const row = (key: string, label: string, text: (version: SnapshotModel) => string | null): ModelDetailRow => {
    const cells = paramCells(
      versions.map((version) => (version ? text(version) : null)),
      effort,
    );
    return { key, label, cells, differs: anyDiffers(cells) };
  };
  return [
    row('flavors', 'Flavors', ({ description }) => description?.flavors.join(', ') ?? null),
    row('mlflow', 'MLflow', ({ description }) => description?.mlflowVersion ?? null),
    row('python', 'Python', ({ description }) => description?.pythonVersion ?? null),
  ].filter(({ cells }) => cells.some(({ text }) => text !== null));
}
