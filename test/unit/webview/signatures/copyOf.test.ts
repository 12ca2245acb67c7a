import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/compare/compare.ts';
import { copyOf } from '../../../../webview/signatures/copyOf.ts';
import { flatRows } from '../../../../webview/signatures/signatureTree.ts';
import { supportV1, supportV2 } from '../../../fixtures/rich.ts';

const inputs = compare([supportV1(), supportV2()]).signatures.models[0]?.inputs.items ?? [];
const [context] = flatRows(inputs.filter(({ path }) => path === 'context'));

describe('copying in a signature', () => {
  it('is of a value, of a path, or of a whole row for a spreadsheet', () => {
    const copied = context && [copyOf(context, 1, false), copyOf(context, -1, false), copyOf(context, 0, true)];
    expect(copied?.map(({ text }) => text)).toEqual([
      'array<string> optional',
      'context',
      'context\tarray<string> required\tarray<string> optional',
    ]);
  });
});
