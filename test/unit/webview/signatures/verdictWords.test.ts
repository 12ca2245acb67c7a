import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import { exampleFindings, renameWords } from '../../../../webview/signatures/verdictWords.ts';
import type { Finding } from '../../../../webview/signatures/verdictWords.ts';
import { supportV1, supportV2 } from '../../../fixtures/rich.ts';

const comparison = compare([supportV1(), supportV2()]);
const baseline = comparison.signatures.models[0]?.columns[0];
const signature = {
  ...baseline,
  state: 'present',
  verdict: 'breaking',
  reasons: [],
  breaking: 0,
  compatible: 0,
  renames: [],
} as const;
const none = { example: null, baselineExample: null, ownExample: null };

const pictureOf = ({ good, before, name, after, reasons }: Finding): string =>
  [`${good ? '+' : '-'} ${before}${name ?? ''}${after}`, ...reasons].join(' ');

describe('what is said of examples', () => {
  it('is whose example is accepted by whose signature, and why not', () => {
    const findings = exampleFindings(
      {
        ...signature,
        example: { accepted: true, reasons: [] },
        baselineExample: { accepted: false, reasons: ['Input language is missing.'] },
        ownExample: { accepted: true, reasons: [] },
      },
      1,
      comparison.columns,
    );
    expect(findings.map(pictureOf)).toEqual([
      '+ Accepts its own example.',
      '- Refuses support_v1’s example: Input language is missing.',
      '+ support_v1 accepts its example.',
    ]);
  });

  it('is for the baseline only how its own example fits', () => {
    const findings = exampleFindings(
      { ...signature, ...none, example: { accepted: true, reasons: [] } },
      0,
      comparison.columns,
    );
    expect(findings.map(pictureOf)).toEqual(['+ Accepts its own example.']);
  });
});

describe('renames', () => {
  it('are proposals', () => {
    const renames = [
      { part: 'inputs', from: 'text', to: 'message' },
      { part: 'outputs', from: 'answer', to: 'reply' },
    ] as const;
    expect(renameWords({ ...signature, ...none, renames })).toEqual([
      'Perhaps input text was renamed to message.',
      'Perhaps output answer was renamed to reply.',
    ]);
  });
});
