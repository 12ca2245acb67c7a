import type { Column, ExampleVerdict, SignatureColumn, SignatureVerdict } from '../../src/compare/comparison.ts';

export const VERDICT_WORDS = { breaking: 'Breaking', compatible: 'Compatible', unchanged: 'Unchanged' } as const;
export const VERDICT_ICONS: Readonly<Record<SignatureVerdict, string>> = {
  breaking: 'warning',
  compatible: 'pass',
  unchanged: 'dash',
};

/** A sentence said of a signature, with whether it is good news. */
export interface Finding {
  readonly good: boolean;
  /** The sentence, around the name of a column where it has one: a name may be of any script and direction. */
  readonly before: string;
  readonly name: string | null;
  readonly after: string;
  /** Why, one sentence each. */
  readonly reasons: readonly string[];
}

/** Whose input example fits whose signature, in sentences about the column. */
export function exampleFindings(
  { example, baselineExample, ownExample }: SignatureColumn,
  column: number,
  columns: readonly Column[],
): readonly Finding[] {
  const name = columns[0]?.name ?? '';
  const own = finding(example, (verb) => ({ before: `${capital(verb)} its own example`, name: null, after: '' }));
  if (column === 0) return own;
  return [
    ...own,
    ...finding(baselineExample, (verb) => ({ before: `${capital(verb)} `, name, after: '’s example' })),
    ...finding(ownExample, (verb) => ({ before: '', name, after: ` ${verb} its example` })),
  ];
}

type Sentence = Pick<Finding, 'before' | 'name' | 'after'>;

function finding(
  verdict: ExampleVerdict | null,
  sentenceOf: (verb: 'accepts' | 'refuses') => Sentence,
): readonly Finding[] {
  if (verdict === null) return [];
  const { accepted, reasons } = verdict;
  const sentence = sentenceOf(accepted ? 'accepts' : 'refuses');
  const end = reasons.length === 0 ? '.' : ':';
  const ended = sentence.name === null ? { before: sentence.before + end } : { after: sentence.after + end };
  return [{ good: accepted, ...sentence, ...ended, reasons }];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `Perhaps text was renamed to message.` */
export const renameWords = ({ renames }: SignatureColumn): readonly string[] =>
  renames.map(({ part, from, to }) => `Perhaps ${PARTS[part]} ${from} was renamed to ${to}.`);

const PARTS = { inputs: 'input', outputs: 'output', params: 'param' } as const;
