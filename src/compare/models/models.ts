import type { RegisteredVersionRef } from '../../model/models.ts';
import type { Snapshot, SnapshotModel } from '../../model/snapshot.ts';
import { alignByName, type Aligned, anyDiffers, changeOf, section } from '../align.ts';
import type { ModelCell, ModelRow, Section } from '../comparison.ts';
import { modelDetails } from './modelDetails.ts';

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
      const cells = versions.map((version, index) => {
        const isSame = details.every((row) => row.cells[index]?.change === 'same');
        return modelCell(versions[0], version, isSame);
      });
      return { key, name, cells, details, differs: anyDiffers(cells) };
    }),
  );
}

function modelCell(base: SnapshotModel | undefined, here: SnapshotModel | undefined, isSame: boolean): ModelCell {
  return {
    present: here !== undefined,
    version: here?.version ?? null,
    modelId: here?.modelId ?? null,
    registered: here?.registered.map(registeredText) ?? [],
    flavors: here?.description?.flavors ?? [],
    mlflowVersion: here?.description?.mlflowVersion ?? null,
    pythonVersion: here?.description?.pythonVersion ?? null,
    problems: here?.description?.problems ?? [],
    change: changeOf(base, here, () => isSame),
  };
}

/** `sentiment v3 @champion` */
export const registeredText = ({ name, version, aliases }: RegisteredVersionRef): string =>
  [`${name} v${version}`, ...aliases.map((alias) => `@${alias}`)].join(' ');
