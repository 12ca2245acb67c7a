import type { Snapshot } from '../../model/snapshot.ts';
import { anyDiffers, byText, changeOf, section } from '../align.ts';
import type { Section, TagRow, ValueCell } from '../comparison.ts';

/** Cells of plain text, the first one the baseline. */
export function valueCells(texts: readonly (string | null)[]): ValueCell[] {
  return texts.map((text) => ({ text, change: changeOf(texts[0], text) }));
}

/** The user's tags, then MLflow's own. */
export function compareTags(snapshots: readonly Snapshot[]): Section<TagRow> {
  const rows = textsByKey(snapshots.map((snapshot) => snapshot.tags)).map(({ key, texts }): TagRow => {
    const cells = valueCells(texts);
    return { key, cells, differs: anyDiffers(cells), system: key.startsWith('mlflow.') };
  });
  return section([...rows.filter((row) => !row.system), ...rows.filter((row) => row.system)]);
}

type Entries = readonly { readonly key: string; readonly value: string }[];

/** The union of the keys, sorted, with the text of every column. */
export function textsByKey(columns: readonly Entries[]): { key: string; texts: (string | null)[] }[] {
  const maps = columns.map((entries) => new Map(entries.map(({ key, value }) => [key, value] as const)));
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort(byText);
  return keys.map((key) => ({ key, texts: maps.map((map) => map.get(key) ?? null) }));
}
