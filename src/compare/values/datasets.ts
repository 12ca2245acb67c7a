import type { Dataset, DatasetInput } from '../../model/run.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { alignByName, anyDiffers, changeOf, section } from '../align.ts';
import type { DatasetCell, DatasetRow, Section } from '../comparison.ts';

const CONTEXT_TAG = 'mlflow.data.context';

const contextOf = (input: DatasetInput): string | null =>
  input.tags.find((tag) => tag.key === CONTEXT_TAG)?.value ?? null;

/** Datasets of one name and use (`training`, `eval` ...) across the columns; what changed is the data itself, or its source. */
export function compareDatasets(snapshots: readonly Snapshot[]): Section<DatasetRow> {
  const inputs = snapshots.map((snapshot) => snapshot.datasetInputs);
  const aligned = alignByName(inputs, (input) => JSON.stringify([input.dataset.name, contextOf(input)]));
  const rows = aligned.map(({ key, name, cells: found }) => {
    const cells = found.map((input) => datasetCell(found[0]?.dataset, input?.dataset));
    const [any] = found.filter((input) => input !== undefined);
    const context = any ? contextOf(any) : null;
    const own = any?.dataset.name ?? '';
    // What follows the name in the key tells several of one name and use apart.
    const label = (context === null ? own : `${own} (${context})`) + key.slice(name.length);
    return { label, name: own, context, cells, differs: anyDiffers(cells) };
  });
  const keys = alignByName([rows], ({ label }) => label);
  return section(rows.map(({ label, ...row }, index) => ({ key: keys[index]?.key ?? label, ...row })));
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
