import type { Dataset, DatasetInput } from '../model/run.ts';
import type { RunSnapshot } from '../model/snapshot.ts';
import { alignByName, anyDiffers, byText, changeOf, section } from './align.ts';
import type { DatasetCell, DatasetRow, ParamRow, Section, TagRow, ValueCell } from './comparison.ts';

/** Cells of plain text, the first one the baseline. */
export function valueCells(texts: readonly (string | null)[]): ValueCell[] {
  return texts.map((text) => ({ text, change: changeOf(texts[0], text) }));
}

export function compareParams(snapshots: readonly RunSnapshot[]): Section<ParamRow> {
  const prompts = new Set(
    snapshots.flatMap(({ prompts: all }) => all.filter(({ origin }) => origin === 'param').map(({ name }) => name)),
  );
  return section(
    keyed(snapshots.map(({ run }) => run.params)).map(({ key, cells }) => {
      return { key, cells, differs: anyDiffers(cells), isPrompt: prompts.has(key) };
    }),
  );
}

/** The user's tags, then MLflow's own. */
export function compareTags(snapshots: readonly RunSnapshot[]): Section<TagRow> {
  const rows = keyed(snapshots.map(({ run }) => run.tags)).map(({ key, cells }): TagRow => {
    return { key, cells, differs: anyDiffers(cells), system: key.startsWith('mlflow.') };
  });
  return section([...rows.filter((row) => !row.system), ...rows.filter((row) => row.system)]);
}

/** The union of the keys, sorted, with the text of every column. */
function keyed(columns: readonly (readonly { readonly key: string; readonly value: string }[])[]) {
  const maps = columns.map((entries) => new Map(entries.map(({ key, value }) => [key, value] as const)));
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort(byText);
  return keys.map((key) => ({ key, cells: valueCells(maps.map((map) => map.get(key) ?? null)) }));
}

const CONTEXT_TAG = 'mlflow.data.context';

const contextOf = (input: DatasetInput): string | null =>
  input.tags.find((tag) => tag.key === CONTEXT_TAG)?.value ?? null;

/** Datasets of one name and use (`training`, `eval` ...) across the runs; what changed is the data itself, or its source. */
export function compareDatasets(snapshots: readonly RunSnapshot[]): Section<DatasetRow> {
  const inputs = snapshots.map(({ run }) => run.datasetInputs);
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
