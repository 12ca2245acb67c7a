import type { ValueCell } from '../../src/compare/comparison.ts';

/** Rows of an example shown at a time. */
export const PAGE = 20;

export interface ExamplePage {
  /** 1-based. */
  readonly page: number;
  readonly pages: number;
  /** Indices of the first row shown, and of the first one after them. */
  readonly first: number;
  readonly end: number;
}

export function examplePage(rows: number, asked: number): ExamplePage {
  const pages = Math.max(1, Math.ceil(rows / PAGE));
  const page = Math.min(pages, Math.max(1, asked));
  return { page, pages, first: (page - 1) * PAGE, end: Math.min(rows, page * PAGE) };
}

/** A record of a tabular example with what it was in the baseline: each cell's text on both sides. */
export interface RecordPair {
  readonly before: readonly ValueCell[] | undefined;
  readonly after: readonly ValueCell[] | undefined;
  readonly differs: boolean;
}

export function recordPairs(
  before: readonly (readonly ValueCell[])[] | null,
  after: readonly (readonly ValueCell[])[] | null,
): readonly RecordPair[] {
  const count = Math.max(before?.length ?? 0, after?.length ?? 0);
  return Array.from({ length: count }, (_, index) => {
    const pair = { before: before?.[index], after: after?.[index] };
    const differs =
      pair.before === undefined || pair.after === undefined || pair.after.some(({ change }) => change !== 'same');
    return { ...pair, differs };
  });
}
