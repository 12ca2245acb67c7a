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

/** Whose input example fits whose signature, in sentences about the column. */
export function exampleFindings(
  { example, baselineExample, ownExample }: SignatureColumn,
  column: number,
  columns: readonly Column[],
): readonly Finding[] {
  const baseline = columns[0]?.name ?? '';
  const own = finding(example, (verb) => `${verb.charAt(0).toUpperCase()}${verb.slice(1)} its own example`);
  if (column === 0) return own;
  return [
    ...own,
    ...finding(baselineExample, (verb) => `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${baseline}’s example`),
    ...finding(ownExample, (verb) => `${baseline} ${verb} its example`),
  ];
}

function finding(verdict: ExampleVerdict | null, text: (verb: 'accepts' | 'refuses') => string): readonly Finding[] {
  if (verdict === null) return [];
  const { accepted, reasons } = verdict;
  const words = text(accepted ? 'accepts' : 'refuses');
  return [{ good: accepted, text: reasons.length === 0 ? `${words}.` : `${words}:`, reasons }];
}

/** `Perhaps text was renamed to message.` */
export const renameWords = ({ renames }: SignatureColumn): readonly string[] =>
  renames.map(({ part, from, to }) => `Perhaps ${PARTS[part]} ${from} was renamed to ${to}.`);

const PARTS = { inputs: 'input', outputs: 'output', params: 'param' } as const;
