import { parsePromptTemplate } from './promptTemplate.ts';

/** Words of a key that name a prompt: `prompt_template`, `systemPrompt`, `judge.instructions`, `system_message`. */
const PROMPT_WORDS = new Set(['prompt', 'prompts', 'template', 'templates', 'instruction', 'instructions']);
const SPEAKERS = new Set(['system', 'user', 'human', 'assistant', 'developer']);

/** Last words of keys that say something about a prompt instead of holding one: `prompt_version`, `prompt_tokens`. */
const MEASURES = new Set(
  'version id name key tokens token length len count size num hash sha digest path file filename uri url type format alias lang language kwargs'.split(
    ' ',
  ),
);

/** Longer values are judged by their beginning. */
const JUDGED_LENGTH = 20_000;
/** Three words in a row, or a run of letters of a script that writes without spaces. */
const PROSE = /\p{L}+[,;:.!?]? \p{L}+[,;:.!?]? \p{L}+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]{4}/u;
const WORD = /\p{L}{2}/u;
const ROLE = /["']role["']\s*:/;
const CONTENT = /["']content["']\s*:/;

/**
 * Whether a run's param is a prompt: where the user has marked it, as he said; else by its name or by the shape of its
 * value: text of several words with a template variable, prose over several lines, or a list of chat messages.
 */
export function isPromptParam(key: string, value: string, marks: Readonly<Record<string, boolean>> = {}): boolean {
  if (Object.hasOwn(marks, key)) return marks[key] === true;
  return (isPromptName(key) && isText(value)) || isPromptText(value.slice(0, JUDGED_LENGTH));
}

function isPromptName(key: string): boolean {
  const words = key
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  if (MEASURES.has(words.at(-1) ?? '')) return false;
  return words.some(
    (word, index) => PROMPT_WORDS.has(word) || (word.startsWith('message') && SPEAKERS.has(words[index - 1] ?? '')),
  );
}

/** Numbers, flags and nothing at all are settings, whatever their name. */
function isText(value: string): boolean {
  return !/^(?:[-+.\d][-+.,_\deE]*|true|false|none|null|nan)?$/i.test(value.trim());
}

function isPromptText(value: string): boolean {
  if (ROLE.test(value) && CONTENT.test(value)) return true;
  const severalLines = /\S\s*\n\s*\S/.test(value);
  if (severalLines && PROSE.test(value)) return true;
  return hasTemplateVariable(value);
}

/** A variable among words: `Translate {text}`, not `s3://bucket/{name}` nor `{width}x{height}`. */
function hasTemplateVariable(value: string): boolean {
  if (!/\{|\$/.test(value) || parsePromptTemplate(value).variables.length === 0) return false;
  const around = value.replaceAll(/\{[^{}]*\}/g, ' ');
  return (/\S\s+\S/.test(value.trim()) && WORD.test(around)) || PROSE.test(around);
}
