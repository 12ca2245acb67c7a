import type { Signature } from '../../model/signature.ts';
import type { SnapshotModel } from '../../model/snapshot.ts';
import { type Aligned, section, sumOf } from '../align.ts';
import type {
  ModelSignature,
  SignatureColumn,
  SignatureRename,
  SignatureSection,
  SignatureVerdict,
} from '../comparison.ts';
import { dictRule } from './signatureDicts.ts';
import { type ExampleVerdicts, exampleVerdicts } from './signatureExample.ts';
import { signatureReasons } from './signatureReasons.ts';
import { renamesOf } from './signatureRenames.ts';
import { alignPart, type RowsOfPart } from './signatureRows.ts';
import { isBreaking, RULES, type RuleId } from './signatureRules.ts';
import { SIGNATURE_PARTS, type SignaturePart, signatureTree } from './signatureTree.ts';

/** The signatures of every model, rows aligned by path, judged from the caller's point of view. */
export function compareSignatures(aligned: readonly Aligned<SnapshotModel>[]): SignatureSection {
  const models = aligned.map(compareSignature);
  return { models, ...sumOf(models.flatMap((model) => SIGNATURE_PARTS.map((part) => model[part]))) };
}

/** What all models together say of a column; null where no model has a signature on both sides. */
export function signatureVerdict(signatures: SignatureSection, column: number): SignatureVerdict | null {
  const verdicts = signatures.models.flatMap(({ columns: [base, ...others] }) => {
    const here = others[column - 1];
    return base?.state === 'present' && here?.state === 'present' && here.verdict ? [here.verdict] : [];
  });
  return worst(verdicts);
}

const worst = (verdicts: readonly SignatureVerdict[]): SignatureVerdict | null =>
  (['breaking', 'compatible', 'unchanged'] as const).find((verdict) => verdicts.includes(verdict)) ?? null;

type Parts = Readonly<Record<SignaturePart, RowsOfPart>>;

function compareSignature({ key, name, cells }: Aligned<SnapshotModel>): ModelSignature {
  const signatures = cells.map((model) => model?.description?.signature ?? null);
  const parts = alignParts(signatures);
  const tables = {
    inputs: section(parts.inputs.rows),
    outputs: section(parts.outputs.rows),
    params: section(parts.params.rows),
  };
  const examples = exampleVerdicts(cells);
  const columns = examples.map((verdicts, column) => ({
    ...signatureColumn(cells, signatures, parts, column),
    ...verdicts,
  }));
  const isLacking = columns.some(({ state }) => (state === 'present') !== (columns[0]?.state === 'present'));
  return { key, name, columns, ...tables, differs: isLacking || sumOf(Object.values(tables)).differing > 0 };
}

function alignParts(signatures: readonly (Signature | null)[]): Parts {
  const trees = signatures.map((signature) => signature && signatureTree(signature));
  const columnsOf = (part: SignaturePart) =>
    signatures.map((signature, column) => (signature?.[part] ? (trees[column]?.[part] ?? null) : null));
  const compared = signatures.map((signature) => signature !== null && signatures[0] !== null);
  const inputs = columnsOf('inputs');
  const dicts = inputs.map((here) => dictRule(inputs[0] ?? null, here));
  const none = inputs.map(() => null);
  return {
    inputs: alignPart('inputs', inputs, compared, dicts),
    outputs: alignPart('outputs', columnsOf('outputs'), compared, none),
    params: alignPart('params', columnsOf('params'), compared, none),
  };
}

function signatureColumn(
  models: readonly (SnapshotModel | undefined)[],
  signatures: readonly (Signature | null)[],
  parts: Parts,
  column: number,
): Omit<SignatureColumn, keyof ExampleVerdicts> {
  const model = models[column];
  const state = model === undefined ? 'absent' : signatures[column] ? 'present' : 'none';
  if (column === 0 || models[0] === undefined || state === 'absent') {
    return { state, verdict: null, reasons: [], breaking: 0, compatible: 0, renames: [] };
  }
  const whole = wholeRule(signatures[0] ?? null, signatures[column] ?? null);
  if (whole) return { state, ...judgedWhole(whole), renames: [] };
  const found = SIGNATURE_PARTS.flatMap((part) => (parts[part].found[column] ?? []).map((rule) => ({ part, ...rule })));
  const breaking = found.filter(({ id }) => isBreaking(id)).length;
  const verdict = breaking > 0 ? 'breaking' : found.length > 0 ? 'compatible' : 'unchanged';
  const renames = SIGNATURE_PARTS.flatMap((part): SignatureRename[] =>
    renamesOf(parts[part].swaps[column] ?? []).map((rename) => ({ part, ...rename })),
  );
  const compatible = found.length - breaking;
  return { state, verdict, reasons: signatureReasons(found), breaking, compatible, renames };
}

/** Where only one of both has a signature, it alone decides. */
function wholeRule(base: Signature | null, here: Signature | null): RuleId | null {
  if (base && !here) return 'signature-removed';
  if (base || !here) return null;
  return here.inputs || here.params ? 'signature-added' : 'output-added';
}

function judgedWhole(id: RuleId): Pick<SignatureColumn, 'verdict' | 'reasons' | 'breaking' | 'compatible'> {
  const { verdict, words } = RULES[id];
  const breaking = Number(verdict === 'breaking');
  return { verdict, reasons: [words], breaking, compatible: 1 - breaking };
}
