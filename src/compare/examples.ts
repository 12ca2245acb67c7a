import type { SnapshotModel } from '../model/snapshot.ts';
import { type Aligned, anyDiffers, changeOf, section } from './align.ts';
import type { ExampleCell, ExampleRow, Section } from './comparison.ts';
import { prettyJson } from './prettyJson.ts';
import { diffText } from './textDiff.ts';

/** The input examples of the models that have one somewhere. */
export function compareExamples(models: readonly Aligned<SnapshotModel>[], effort: number): Section<ExampleRow> {
  return section(
    models.flatMap(({ key, name, cells: versions }): ExampleRow[] => {
      const [base = null, ...others] = versions.map((version) => shown(version?.description?.inputExample ?? null));
      if ([base, ...others].every((example) => example === null)) return [];
      const cells = [exampleCell(base, base, null), ...others.map((here) => exampleCell(base, here, effort))];
      return [{ key, name, tableColumns: null, cells, differs: anyDiffers(cells) }];
    }),
  );
}

interface Shown {
  readonly text: string;
  readonly parsed: boolean;
}

function shown(saved: string | null): Shown | null {
  if (saved === null) return null;
  const pretty = prettyJson(saved);
  return { text: pretty ?? saved, parsed: pretty !== null };
}

/** `effort` is null for the baseline itself, which has no diff. */
function exampleCell(base: Shown | null, here: Shown | null, effort: number | null): ExampleCell {
  const bothMissing = base === null && here === null;
  return {
    text: here?.text ?? null,
    parsed: here?.parsed ?? true,
    table: null,
    change: changeOf(base?.text, here?.text),
    diff: effort === null || bothMissing ? null : diffText(base?.text ?? '', here?.text ?? '', effort),
  };
}
