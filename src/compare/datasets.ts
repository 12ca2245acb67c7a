import type { Dataset, DatasetInput } from '../model/run.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { alignByName, anyDiffers, changeOf, section } from './align.ts';
import type { DatasetCell, DatasetRow, Section } from './comparison.ts';

const CONTEXT_TAG = 'mlflow.data.context';

const contextOf = (input: DatasetInput): string | null =>
  input.tags.find((tag) => tag.key === CONTEXT_TAG)?.value ?? null;

/** Datasets of one name and use (`training`, `eval` ...) across the columns; what changed is the data itself, or its source. */
export function compareDatasets(snapshots: readonly Snapshot[]): Section<DatasetRow> {
  const inputs = snapshots.map((snapshot) => snapshot.datasetInputs);
  const aligned = alignByName(inputs, (input) => JSON.stringify([input.dataset.name, contextOf(input)]));
  const rows = aligned.map(({ cells: found }) => {
    const cells = found.map((input) => datasetCell(found[0]?.dataset, input?.dataset));
    const [any] = found.filter((input) => input !== undefined);
    return { name: any?.dataset.name ?? '', context: any ? contextOf(any) : null, cells, differs: anyDiffers(cells) };
  });
  const keys = alignByName([rows], ({ name, context }) => (context === null ? name : `${name} (${context})`));
  return section(rows.map((row, index) => ({ key: keys[index]?.key ?? row.name, ...row })));
}

function datasetCell(base: Dataset | undefined, here: Dataset | undefined): DatasetCell {
  return {
    present: here !== undefined,
    digest: here?.digest ?? null,
    sourceType: here?.sourceType ?? null,
    source: here?.source ?? null,
    schema: here?.schema ?? null,
    profile: here?.profile ?? null,
    change: changeOf(base, here, sameDataset),
  };
}

const sameDataset = (a: Dataset, b: Dataset): boolean =>
  a.digest === b.digest &&
  a.sourceType === b.sourceType &&
  a.source === b.source &&
  a.schema === b.schema &&
  a.profile === b.profile;
