import type { Column, ExampleVerdict, SignatureColumn, SignatureVerdict } from '../../src/compare/comparison.ts';

export const VERDICT_WORDS = { breaking: 'Breaking', compatible: 'Compatible', unchanged: 'Unchanged' } as const;
export const VERDICT_ICONS: Readonly<Record<SignatureVerdict, string>> = {
  breaking: 'warning',
  compatible: 'pass',
  unchanged: 'dash',
};

/** Something said of a signature, with whether it is good news. */
export interface Finding {
  readonly good: boolean;
  readonly text: string;
  /** Why, one sentence each. */
  readonly reasons: readonly string[];
}

/** Whose input example fits whose signature, in sentences. */
export function exampleFindings(
  signature: SignatureColumn,
  column: number,
  columns: readonly Column[],
): readonly Finding[] {
  const [baseline, own] = [columns[0]?.name ?? '', columns[column]?.name ?? ''];
  const { example, baselineExample, ownExample } = signature;
  return [
    ...finding(example, (words) => `Its own example is ${words}`),
    ...(column === 0
      ? []
      : finding(baselineExample, (words) => `${baseline}’s example is ${words} by ${own}’s signature`)),
    ...(column === 0 ? [] : finding(ownExample, (words) => `${own}’s example is ${words} by ${baseline}’s signature`)),
  ];
}

function finding(verdict: ExampleVerdict | null, text: (words: string) => string): readonly Finding[] {
  if (verdict === null) return [];
  const { accepted, reasons } = verdict;
  const words = text(accepted ? 'accepted' : 'refused');
  return [{ good: accepted, text: reasons.length === 0 ? `${words}.` : `${words}:`, reasons }];
}

/** `Perhaps text was renamed to message.` */
export const renameWords = ({ renames }: SignatureColumn): readonly string[] =>
  renames.map(({ part, from, to }) => `Perhaps ${PARTS[part]} ${from} was renamed to ${to}.`);

const PARTS = { inputs: 'input', outputs: 'output', params: 'param' } as const;
