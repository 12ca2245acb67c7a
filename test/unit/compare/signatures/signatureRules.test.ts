import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alignByName } from '../../../../src/compare/align.ts';
import type { ModelSignature } from '../../../../src/compare/comparison.ts';
import { RULES, type RuleId } from '../../../../src/compare/signatures/signatureRules.ts';
import { compareSignatures } from '../../../../src/compare/signatures/signatures.ts';
import { SIGNATURE_PARTS } from '../../../../src/compare/signatures/signatureTree.ts';
import { buildModel } from '../../../fixtures/build.ts';
import { SIGNATURE_CASES, type SignatureCase } from '../../../fixtures/signatureCases.ts';
import { projectRoot } from '../../../harness/paths.ts';

const IDS = Object.keys(RULES) as RuleId[];

function compare({ before, after }: SignatureCase): ModelSignature {
  const columns = [before, after].map((signature) => [buildModel({ description: { signature } })]);
  const [model] = compareSignatures(alignByName(columns, ({ name }) => name)).models;
  if (!model) throw new Error('no model');
  return model;
}

describe('the rules of signatures', () => {
  it.each(SIGNATURE_CASES.map((each) => [`${each.rule}: ${each.about}`, each] as const))('%s', (_, each) => {
    const model = compare(each);
    const cells = SIGNATURE_PARTS.flatMap((part) => model[part].items.map(({ cells: [, cell] }) => cell));
    const { verdict, words } = RULES[each.rule];
    const said = each.before && each.after ? cells.map((cell) => cell?.rule) : model.columns[1]?.reasons;
    expect(said).toContain(words);
    expect(model.columns[1]?.verdict).toBe(verdict);
    expect(model.columns[0]?.verdict).toBeNull();
  });

  it('have a case each, of which MLflow says the same', () => {
    expect(IDS.filter((id) => !SIGNATURE_CASES.some(({ rule }) => rule === id))).toEqual([]);
    const unlike = SIGNATURE_CASES.filter(
      ({ rule, mlflow }) => mlflow !== 'not asked' && (mlflow === 'refused') !== (RULES[rule].verdict === 'breaking'),
    );
    expect(new Set(unlike.map(({ rule }) => rule))).toEqual(new Set(['type-unchecked']));
  });

  it('stand in docs/signatures.md, each with its verdict and in the same words', () => {
    const rows = readFileSync(join(projectRoot, 'docs/signatures.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    const documented = rows.map(([, id, verdict, words]) => ({ id, verdict, words }));
    expect(documented).toEqual(IDS.map((id) => ({ id, verdict: RULES[id].verdict, words: RULES[id].words })));
  });
});
