/** What the summary says of prompts, signatures and input examples: what a caller sees of a model. */
import type {
  ExampleRow,
  PromptCell,
  PromptRow,
  SignatureColumn,
  SignatureSection,
  SignatureVerdict,
  SummaryCell,
  VariableChange,
} from '../comparison.ts';
import { counted, isChanged, listed, neutral, shortName, tally } from './summaryWords.ts';
import { splitSentences } from '../texts/textTokens.ts';

/** Characters for what is said of one prompt, alone and beside others. */
const PER_PROMPT = 60;
const BESIDE_OTHERS = 40;

/** `isNamed`: there are several prompts to tell apart. */
export function promptsCell(rows: readonly PromptRow[], column: number, isNamed: boolean): SummaryCell | null {
  const differing = rows.flatMap(({ name, cells }) => {
    const [base, here] = [cells[0], cells[column]];
    const said = base && here ? promptWords(base, here) : [];
    return said.length === 0 ? [] : [{ name, said, change: here?.change }];
  });
  const [first, ...others] = differing;
  if (first === undefined) return null;
  if (!isNamed) return neutral(listed(first.said));
  if (others.length === 0) return neutral(`${promptName(first.name)}: ${listed(first.said, { most: PER_PROMPT })}`);
  const texts = differing
    .filter(({ change }) => change !== 'added' && change !== 'removed')
    .map(({ name, said }) => `${promptName(name)}: ${fewWords(said)}`);
  const count = (change: string): number => differing.filter((each) => each.change === change).length;
  const whole = tally({ added: count('added'), removed: count('removed') }, 'prompt').join(', ');
  const changed = listed(texts, { separator: '; ', noun: 'prompt' });
  return neutral([changed, whole].filter((text) => text !== '').join('; '));
}

/** The first of what is said, and the second where both are short. */
function fewWords(said: readonly string[]): string {
  const two = said.slice(0, 2).join(', ');
  return two.length <= BESIDE_OTHERS ? two : (said[0] ?? '');
}

/** Of a file the name alone. */
const promptName = (name: string): string => shortName(name.slice(name.lastIndexOf('/') + 1));

function promptWords(base: PromptCell, cell: PromptCell): string[] {
  if (cell.change === 'added' || cell.change === 'removed') return [cell.change];
  return [
    ...textWords(base, cell),
    ...variableWords(cell.variables),
    ...newlyUnfilled(base, cell).map((name) => `nobody fills ${shortName(name)}`),
    ...(isChanged(cell.responseFormat?.change) ? ['answer format changed'] : []),
    ...(isChanged(cell.modelConfig?.change) ? ['model settings changed'] : []),
  ];
}

/** Variables that nobody fills, where somebody did before or the baseline had none of the name. */
function newlyUnfilled(base: PromptCell, cell: PromptCell): string[] {
  const names = ({ checks }: PromptCell): string[] =>
    checks.filter(({ kind }) => kind === 'unfilled').map(({ name }) => name);
  const before = new Set(names(base));
  return names(cell).filter((name) => !before.has(name));
}

function textWords(base: PromptCell, { messages, sizeOfChange, diff, text }: PromptCell): string[] {
  if (diff === null || diff.identical) return [];
  if (messages !== null) {
    const count = (change: string): number => messages.filter((row) => row.change === change).length;
    const moved = messages.filter((row) => row.moved && row.change === 'same').length;
    const said = tally(
      { rewritten: count('changed'), added: count('added'), removed: count('removed'), moved },
      'message',
    );
    if (said.length > 0) return said;
  }
  const [before, after] = [base.text ?? '', text ?? ''];
  if (before.length + after.length > COUNTED_LENGTH) {
    const count = sizeOfChange?.sentences ?? 0;
    return [count === 0 ? 'only white space changed' : `${counted(count, 'sentence')} changed`];
  }
  return sentenceWords(before, after);
}

/** The sentences of longer texts are only counted. */
const COUNTED_LENGTH = 40_000;

function sentenceWords(before: string, after: string): string[] {
  const [was, is] = [sentencesOf(before), sentencesOf(after)];
  if (was.join(' ') === is.join(' ')) return ['only white space changed'];
  const [gone, come] = [beyond(was, is), beyond(is, was)];
  const rewritten = Math.min(gone, come);
  const said = tally({ rewritten, added: come - rewritten, removed: gone - rewritten }, 'sentence');
  return said.length > 0 ? said : ['sentences in another order'];
}

const sentencesOf = (text: string): string[] =>
  splitSentences(text)
    .map((sentence) => sentence.trim().replace(/\s+/g, ' '))
    .filter((sentence) => sentence !== '');

/** How many of the sentences the others do not have, each counted as often as it occurs. */
function beyond(sentences: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const sentence of others) left.set(sentence, (left.get(sentence) ?? 0) + 1);
  return sentences.filter((sentence) => {
    const count = left.get(sentence) ?? 0;
    if (count > 0) left.set(sentence, count - 1);
    return count === 0;
  }).length;
}

function variableWords(variables: readonly VariableChange[]): string[] {
  const renamed = variables.filter(({ change }) => change === 'renamed');
  return [
    ...renamed.map(({ name, from }) => `variable ${shortName(from ?? '')} renamed to ${shortName(name)}`),
    ...(['added', 'removed'] as const).flatMap((change) => {
      const names = variables.filter((variable) => variable.change === change).map(({ name }) => shortName(name));
      if (names.length === 0) return [];
      return [`${names.length === 1 ? 'variable' : 'variables'} ${listed(names, { most: 30 })} ${change}`];
    }),
  ];
}

/** Of several models those that break calls, else those that do not. */
export function signaturesCell({ models }: SignatureSection, column: number): SummaryCell | null {
  const verdict = (['breaking', 'compatible'] as const).find((each) => judgedAs(each).length > 0);
  if (verdict === undefined) return null;
  const judged = judgedAs(verdict).map(({ name, here }) => {
    const reasons = here.reasons.map((each) => (models.length === 1 ? '' : `${shortName(name)}: `) + asClause(each));
    return { ...here, reasons };
  });
  const breaking = judged.reduce((all, each) => all + each.breaking, 0);
  const total = judged.reduce((all, each) => all + each.compatible, breaking);
  const reasons = [
    ...judged.flatMap((each) => each.reasons.slice(0, each.breaking)),
    ...judged.flatMap((each) => each.reasons.slice(each.breaking)),
  ];
  const ofRest = (said: number): string => (breaking > said ? ` (${breaking - said} breaking)` : '');
  const text = `${verdict}: ${listed(reasons, { noun: 'change', total, ofRest })}`;
  return { text, tone: verdict === 'breaking' ? 'breaking' : 'neutral' };

  function judgedAs(kind: SignatureVerdict): { readonly name: string; readonly here: SignatureColumn }[] {
    return models.flatMap(({ name, columns, differs }) => {
      const here = columns[column];
      return differs && here?.verdict === kind ? [{ name, here }] : [];
    });
  }
}

/** Types and names may be of any length. */
const MOST_OF_CLAUSE = 70;

/** `Input text became required.` as a part of a sentence. */
function asClause(sentence: string): string {
  const clause = sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
  return clause.length <= MOST_OF_CLAUSE
    ? clause
    : `${clause.slice(0, MOST_OF_CLAUSE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

export function examplesCell(
  rows: readonly ExampleRow[],
  { models }: SignatureSection,
  column: number,
): SummaryCell | null {
  const said = rows.flatMap(({ key, name, cells }) => {
    const change = cells[column]?.change ?? 'same';
    if (change === 'same') return [];
    const signature = models.find((model) => model.key === key)?.columns[column];
    const isRefused = signature?.ownExample?.accepted === false;
    const isRefusing = signature?.baselineExample?.accepted === false;
    const own = `${change}${isRefused ? ", and refused by the baseline's signature" : ''}`;
    const words = isRefusing && !isRefused ? `${own}, the baseline's is refused here` : own;
    return [rows.length === 1 ? words : `${shortName(name)} ${words}`];
  });
  return neutral(listed(said));
}
