import type { SnapshotModel } from '../model/snapshot.ts';
import { type Aligned, anyDiffers, changeOf, mergeOrder, section, sumOf } from './align.ts';
import type {
  ModelSignature,
  SignatureAspect,
  SignatureCell,
  SignatureColumn,
  SignatureField,
  SignatureRow,
  SignatureSection,
  SignatureTable,
  SignatureVerdict,
} from './comparison.ts';
import { type FieldTree, SIGNATURE_PARTS, type SignaturePart, signatureTree } from './signatureTree.ts';

/** The signatures of every model, rows aligned by path. */
export function compareSignatures(aligned: readonly Aligned<SnapshotModel>[]): SignatureSection {
  const models = aligned.map(compareSignature);
  return { models, ...sumOf(models.flatMap((model) => SIGNATURE_PARTS.map((part) => model[part]))) };
}

/** What all models together say of a column; null where no model has a signature on both sides. */
export function signatureVerdict(section: SignatureSection, column: number): SignatureVerdict | null {
  const verdicts = section.models.flatMap(({ columns }) => {
    const here = columns[column];
    return columns[0]?.state === 'present' && here?.state === 'present' && here.verdict ? [here.verdict] : [];
  });
  return worst(verdicts);
}

const ORDER = ['breaking', 'compatible', 'unchanged'] as const;

const worst = (verdicts: readonly SignatureVerdict[]): SignatureVerdict | null =>
  ORDER.find((verdict) => verdicts.includes(verdict)) ?? null;

function compareSignature({ key, name, cells }: Aligned<SnapshotModel>): ModelSignature {
  const signatures = cells.map((version) => version?.description?.signature ?? null);
  const tables = signatures.map((signature) => signature && signatureTree(signature));
  const table = (part: SignaturePart): SignatureTable =>
    section(
      alignTrees(
        tables.map((trees) => trees?.[part] ?? []),
        0,
        part,
      ),
    );
  const parts = { inputs: table('inputs'), outputs: table('outputs'), params: table('params') };
  const rows = SIGNATURE_PARTS.flatMap((part) => parts[part].items);
  return {
    key,
    name,
    columns: cells.map((version, index): SignatureColumn => {
      const both = index > 0 && Boolean(signatures[0]) && Boolean(signatures[index]);
      const reasons = rows.flatMap(({ cells: row }) => row[index]?.rule ?? []);
      return {
        state: version === undefined ? 'absent' : signatures[index] === null ? 'none' : 'present',
        verdict: both ? worst(rows.flatMap(({ cells: row }) => row[index]?.verdict ?? [])) : null,
        reasons: both ? [...new Set(reasons)] : [],
        renames: [],
        baselineExample: null,
        ownExample: null,
        example: null,
      };
    }),
    ...parts,
    differs: sumOf(Object.values(parts)).differing > 0,
  };
}

/** Rows of one level of all columns and, below each, the rows of what is inside it. */
function alignTrees(columns: readonly (readonly FieldTree[])[], depth: number, part: SignaturePart): SignatureRow[] {
  const byPath = columns.map((trees) => new Map(trees.map((tree) => [tree.path, tree] as const)));
  const order = mergeOrder(columns.map((trees) => trees.map((tree) => tree.path)));
  return order.flatMap((path) => {
    const trees = byPath.map((column) => column.get(path));
    const cells = trees.map((tree, column) => signatureCell(trees[0]?.field, tree?.field, part, column === 0));
    const row: SignatureRow = { path, depth, cells, differs: anyDiffers(cells) };
    const inside = trees.map((tree) => tree?.children ?? []);
    return [row, ...alignTrees(inside, depth + 1, part)];
  });
}

const MISSING: SignatureField = { type: null, required: null, default: null };

function signatureCell(
  base: SignatureField | undefined,
  here: SignatureField | undefined,
  part: SignaturePart,
  isBaseline: boolean,
): SignatureCell {
  const changed = base && here ? changedAspects(base, here) : [];
  const change = changeOf(base, here, () => changed.length === 0);
  const breaking =
    (change === 'added' && part === 'inputs' && here?.required === true) ||
    (change === 'removed' && part === 'outputs') ||
    (change === 'changed' &&
      (changed.includes('type') || (changed.includes('optionality') && here?.required === true)));
  const verdict = change === 'same' ? 'unchanged' : breaking ? 'breaking' : 'compatible';
  return {
    ...(here ?? MISSING),
    change,
    changed,
    verdict: isBaseline ? null : verdict,
    rule: isBaseline || change === 'same' ? null : `It was ${change}.`,
  };
}

function changedAspects(base: SignatureField, here: SignatureField): SignatureAspect[] {
  const changed: SignatureAspect[] = [];
  if (base.type !== here.type) changed.push('type');
  if (base.required !== here.required) changed.push('optionality');
  if (base.default !== here.default) changed.push('default');
  return changed;
}
