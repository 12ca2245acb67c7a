/** How texts are cut for comparing. Every cut keeps each character: the pieces joined are the text. */

const LINE = /[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g;

/** Lines with their endings; only the last may be without one. The empty text has no lines. */
export const splitLines = (text: string): string[] => text.match(LINE) ?? [];

const SENTENCE = /[^.!?…。！？\r\n]*(?:[.!?…。！？]+['")\]]*[^\S\r\n]*|\r\n|\r|\n)|[^.!?…。！？\r\n]+$/g;

/** Sentences, roughly, each with the white space after it; a line end ends a sentence too. */
export const splitSentences = (text: string): string[] => text.match(SENTENCE) ?? [];

/** Scripts that set words without spaces; a dictionary finds the words in a run of them. */
const NO_SPACES =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

const TOKEN = new RegExp(
  [
    '\\r\\n|\\r|\\n', // a line end, always alone
    '[^\\S\\r\\n]+', // other white space
    `(?<run>[${NO_SPACES}][${NO_SPACES}ー\\p{M}]*)`,
    `(?:(?![${NO_SPACES}])[\\p{L}\\p{N}\\p{M}_])+`, // a word
    '\\p{RGI_Emoji}', // an emoji stays whole, joined ones too
    '[^]\\p{M}*', // anything else: one character with its accents
  ].join('|'),
  'gv',
);

const WORDS = new Intl.Segmenter('und', { granularity: 'word' });

/** Words, runs of white space, line ends and single signs; words are found in languages without spaces too. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const run = match.groups?.['run'];
    if (run === undefined) words.push(match[0]);
    else for (const { segment } of WORDS.segment(run)) words.push(segment);
  }
  return words;
}
