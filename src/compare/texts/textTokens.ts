/** How texts are cut for comparing. Every cut keeps each character: the pieces joined are the text. */
import { lazily } from './lazily.ts';

/** Lines with their endings; only the last may be without one. The empty text has no lines. */
export function splitLines(text: string): string[] {
  if (text.includes('\r')) return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', start) + 1) {
    lines.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** Whether a line may begin at this place. */
export const isLineStart = (text: string, at: number): boolean =>
  at === 0 || text[at - 1] === '\n' || (text[at - 1] === '\r' && text[at] !== '\n');

const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/** Sentences, each with the white space after it; a line end ends a sentence too, unless it goes on in the next line. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let before = '';
  for (const { segment } of SENTENCES.segment(text)) {
    if (WRAPPED.test(before) && GOES_ON.test(segment)) sentences.push((sentences.pop() ?? '') + segment);
    else sentences.push(segment);
    before = segment;
  }
  return sentences;
}

/** A line that no stop ends, and one that begins with a small letter: lines of one sentence. */
const WRAPPED = /[^\s.!?:;][ \t]*[\r\n]+$/;
const GOES_ON = /^[ \t]*\p{Ll}/u;

/** Scripts that set words without spaces; a dictionary finds the words in a run of them. */
const NO_SPACES =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

const TOKEN = lazily(
  () =>
    new RegExp(
      [
        '\\r\\n|\\r|\\n', // a line end, always alone
        '[^\\S\\r\\n]+', // other white space
        `[${NO_SPACES}][${NO_SPACES}ー\\p{M}]*`, // a run of such words
        `(?:(?![${NO_SPACES}])[\\p{L}\\p{N}\\p{M}_])+`, // a word
        '\\p{RGI_Emoji}', // an emoji stays whole, joined ones too
        '[^]\\p{M}*', // anything else: one character with its accents
      ].join('|'),
      'gv',
    ),
);

/** Western letters, and the signs that are set among them: the same words as by TOKEN, several times as fast. */
const WESTERN = /^[\0-\u017f\u2010-\u2027\u2030-\u203b\u20ac]*$/;
const WESTERN_TOKEN = /\r\n|[\r\n]|[^\S\r\n]+|[\w\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u017f]+|[^]/g;

const IN_RUN = lazily(() => new RegExp(`^[${NO_SPACES}]`, 'v'));
const WORDS = lazily(() => new Intl.Segmenter('und', { granularity: 'word' }));

/** Words, runs of white space, line ends and single signs; words are found in languages without spaces too. */
export function splitWords(text: string): string[] {
  if (WESTERN.test(text)) return text.match(WESTERN_TOKEN) ?? [];
  const tokens = text.match(TOKEN()) ?? [];
  return tokens.flatMap((token) => (IN_RUN().test(token) ? wordsOfRun(token) : token));
}

const wordsOfRun = (run: string): string[] => Array.from(WORDS().segment(run), ({ segment }) => segment);

/** How many words there are, white space and signs not counted: what has a letter or a digit in it. */
export function countWords(text: string): number {
  if (!WESTERN.test(text)) return splitWords(text).filter((word) => INKED.test(word)).length;
  return text.match(WESTERN_WORD)?.length ?? 0;
}

const INKED = /[\p{L}\p{N}]/u;
const WESTERN_WORD =
  /[0-9A-Za-z\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u017f][\w\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u017f]*/g;

/** How many characters two texts have in common at their starts and ends, up to the gap before or after a word. */
export function commonWordEnds(left: string, right: string): { readonly start: number; readonly end: number } {
  let start = commonStart(left, right);
  while (start > 0 && !(isGap(left, start) && isGap(right, start))) start--;
  let end = commonEnd(left, right, start);
  while (end > 0 && !(isGap(left, left.length - end) && isGap(right, right.length - end))) end--;
  return { start, end };
}

/** Where white space meets something else, or after a stop that needs no space, no word is cut in any language. */
export function isGap(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (isSpace(before) !== isSpace(after)) return true;
  return before >= 0x3000 && EASTERN_STOPS.includes(text.charAt(at - 1)) && !MARK.test(text.charAt(at));
}

const EASTERN_STOPS = '、。！，：；？';
const MARK = /\p{M}/u;

const isSpace = (code: number): boolean =>
  code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0xa0 && WHITE_SPACE.test(String.fromCharCode(code)));

const WHITE_SPACE = /\s/;

/** How many characters of a text are not white space. */
export function inkLength(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (!isSpace(text.charCodeAt(at))) count++;
  return count;
}

/** How many characters stand alike at the start of both texts. */
export function commonStart(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && left.charCodeAt(count) === right.charCodeAt(count)) count++;
  return count;
}

/** How many characters stand alike at the end of both texts, after the first `start`. */
export function commonEnd(left: string, right: string, start: number): number {
  const most = Math.min(left.length, right.length) - start;
  let count = 0;
  while (count < most && left.charCodeAt(left.length - 1 - count) === right.charCodeAt(right.length - 1 - count)) {
    count++;
  }
  return count;
}
