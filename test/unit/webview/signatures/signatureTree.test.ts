import { describe, expect, it } from 'vitest';
import type { SignatureRow } from '../../../../src/compare/comparison.ts';
import { flatRows, rowsAbove, treeRows } from '../../../../webview/signatures/signatureTree.ts';
import type { TreeRow } from '../../../../webview/signatures/signatureTree.ts';

const row = (path: string, depth: number, differs = false): SignatureRow => ({ path, depth, cells: [], differs });

const ROWS = [
  row('question', 0),
  row('customer', 0),
  row('customer.name', 1),
  row('customer.orders', 1),
  row('customer.orders[]', 2),
  row('customer.orders[].sku', 3, true),
  row('language', 0),
];

const picture = (rows: readonly TreeRow[]): string[] =>
  rows.map(
    ({ row: { depth }, label, parts, open }) => `${'  '.repeat(depth)}${parts ? (open ? '- ' : '+ ') : ''}${label}`,
  );

describe('a nested signature', () => {
  it('is a tree in which each row stands under what it is a part of', () => {
    expect(picture(treeRows(ROWS, () => false))).toEqual([
      'question',
      '- customer',
      '  .name',
      '  - .orders',
      '    - []',
      '      .sku',
      'language',
    ]);
  });

  it('leaves out the parts of a closed row', () => {
    expect(picture(treeRows(ROWS, (path) => path === 'customer.orders'))).toEqual([
      'question',
      '- customer',
      '  .name',
      '  + .orders',
      'language',
    ]);
  });

  it('opens at first, where it is large, only what holds a difference', () => {
    const many = Array.from({ length: 100 }, (_, index) => [row(`f${index}`, 0), row(`f${index}.x`, 1)]).flat();
    const rows = treeRows([...ROWS, ...many], () => false);
    expect(picture(rows.slice(0, 9))).toEqual([
      'question',
      '- customer',
      '  .name',
      '  - .orders',
      '    - []',
      '      .sku',
      'language',
      '+ f0',
      '+ f1',
    ]);
    expect(rows).toHaveLength(107);
  });

  it('says whole paths where rows are left out', () => {
    expect(picture(flatRows(ROWS.slice(5, 6)))).toEqual(['      customer.orders[].sku']);
  });

  it('knows what a row is a part of', () => {
    expect(rowsAbove(ROWS, 'customer.orders[].sku')).toEqual(['customer', 'customer.orders', 'customer.orders[]']);
    expect(rowsAbove(ROWS, 'language')).toEqual([]);
    expect(rowsAbove(ROWS, 'unknown')).toEqual([]);
  });
});
