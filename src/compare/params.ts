import type { Snapshot } from '../model/snapshot.ts';
import { anyDiffers, section } from './align.ts';
import type { ParamCell, ParamRow, Section } from './comparison.ts';
import { textsByKey, valueCells } from './values.ts';

export function compareParams(snapshots: readonly Snapshot[], effort: number): Section<ParamRow> {
  const prompts = new Set(
    snapshots.flatMap(({ prompts: all }) => all.filter(({ origin }) => origin === 'param').map(({ name }) => name)),
  );
  return section(
    textsByKey(snapshots.map((snapshot) => snapshot.params)).map(({ key, texts }) => {
      const cells = paramCells(texts, effort);
      return { key, cells, differs: anyDiffers(cells), isPrompt: prompts.has(key) };
    }),
  );
}

/** Values compared by what they are, the first one the baseline's. */
export function paramCells(texts: readonly (string | null)[], _effort: number): ParamCell[] {
  return valueCells(texts).map((cell) => ({ ...cell, deltaText: null, percentText: null, inside: null, diff: null }));
}
