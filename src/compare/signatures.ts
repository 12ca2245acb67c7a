import type { LoggedVersion } from '../model/models.ts';
import { type Aligned, anyDiffers, changeOf, mergeOrder, section, sumOf } from './align.ts';
import type {
  ModelSignature,
  SignatureAspect,
  SignatureCell,
  SignatureField,
  SignatureRow,
  SignatureSection,
  SignatureTable,
} from './comparison.ts';
import { type FieldTree, SIGNATURE_PARTS, type SignaturePart, signatureTree } from './signatureTree.ts';

/** The signatures of every model, rows aligned by path. */
export function compareSignatures(aligned: readonly Aligned<LoggedVersion>[]): SignatureSection {
  const models = aligned.map(compareSignature);
  return { models, ...sumOf(models.flatMap((model) => SIGNATURE_PARTS.map((part) => model[part]))) };
}

function compareSignature({ key, name, cells }: Aligned<LoggedVersion>): ModelSignature {
  const signatures = cells.map((version) => version?.description?.signature ?? null);
  const tables = signatures.map((signature) => signature && signatureTree(signature));
  const table = (part: SignaturePart): SignatureTable =>
    section(
      alignTrees(
        tables.map((trees) => trees?.[part] ?? []),
        0,
      ),
    );
  const parts = { inputs: table('inputs'), outputs: table('outputs'), params: table('params') };
  return {
    key,
    name,
    columns: cells.map((version, index) =>
      version === undefined ? 'absent' : signatures[index] === null ? 'none' : 'present',
    ),
    ...parts,
    differs: sumOf(Object.values(parts)).differing > 0,
  };
}

/** Rows of one level of all columns and, below each, the rows of what is inside it. */
function alignTrees(columns: readonly (readonly FieldTree[])[], depth: number): SignatureRow[] {
  const byPath = columns.map((trees) => new Map(trees.map((tree) => [tree.path, tree] as const)));
  const order = mergeOrder(columns.map((trees) => trees.map((tree) => tree.path)));
  return order.flatMap((path) => {
    const trees = byPath.map((column) => column.get(path));
    const cells = trees.map((tree) => signatureCell(trees[0]?.field, tree?.field));
    const row: SignatureRow = { path, depth, cells, differs: anyDiffers(cells) };
    const inside = trees.map((tree) => tree?.children ?? []);
    return [row, ...alignTrees(inside, depth + 1)];
  });
}

const MISSING: SignatureField = { type: null, required: null, default: null };

function signatureCell(base: SignatureField | undefined, here: SignatureField | undefined): SignatureCell {
  const changed = base && here ? changedAspects(base, here) : [];
  const change = changeOf(base, here, () => changed.length === 0);
  return { ...(here ?? MISSING), change, changed };
}

function changedAspects(base: SignatureField, here: SignatureField): SignatureAspect[] {
  const changed: SignatureAspect[] = [];
  if (base.type !== here.type) changed.push('type');
  if (base.required !== here.required) changed.push('optionality');
  if (base.default !== here.default) changed.push('default');
  return changed;
}
