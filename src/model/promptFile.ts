/** Formats made for prompts. */
const PROMPT_FORMAT =
  /\.(?:prompty|prompt|(?:prompt|prompts|instructions|chatmode)\.(?:md|txt|ya?ml|json|jinja2?|j2))$/i;
/** Template languages: a prompt unless the name says that something else is made of it. */
const TEMPLATE_FORMAT = /\.(?:jinja2?|j2)$/i;
/** Plain formats: a prompt where the name or the folder says so. */
const PLAIN_FORMAT = /\.(?:txt|md|markdown|mdx|json|ya?ml|xml|mustache|hbs|handlebars|liquid|tmpl|tpl)$/i;
const DATA_FORMAT = /\.(?:json|ya?ml|xml)$/i;

/** `page.html.j2`, `query.sql.jinja`: what such a template makes is no prompt. */
const MADE_OF_TEMPLATE = /\.(?:html?|xml|svg|css|sql|ya?ml|json|toml|ini|cfg|conf|env|py|js|ts|sh|tf|csv|tex)\.[^.]+$/i;
/** The chat template of a tokenizer: how any prompt is spelled for its model. */
const OF_TOKENIZER = /^chat_template\./i;

const PROMPT_FOLDER = /^(?:.*[-_. ])?prompts?(?:[-_ ]?(?:templates?|library))?$/i;
const PROMPT_WORDS = new Set(['prompt', 'prompts', 'instruction', 'instructions']);
const SPEAKERS = new Set(['system', 'developer', 'user', 'human', 'assistant']);
/** What may follow a speaker for the name to mean his message: `system_message`, `system_v2`, `system.en`. */
const MESSAGE_WORDS = new Set(['message', 'messages', 'role', 'default', 'base', 'main', 'template', 'text']);

/** First words of what stands beside prompts and says something about them. */
const ABOUT = new Set(
  'readme license licence changelog contributing requirements index manifest metadata meta config conda'.split(' '),
);
/** Last words of names that speak of what came of prompts, or count them. */
const OUTCOMES = new Set(
  (
    'log logs result results report reports metric metrics score scores eval evals evaluation evaluations output ' +
    'outputs response responses answer answers completion completions data dataset history stats statistics summary ' +
    'schema config settings token tokens count counts cost costs cache id ids hash usage trace traces diff comparison'
  ).split(' '),
);

/**
 * Whether a file among the artifacts is a prompt, judged by its path alone: by a format made for prompts, by a template
 * language, or by a name or folder that says so. A `.json`, `.yaml` or `.xml` file judged so may hold something else.
 */
export function isPromptFile(path: string): boolean {
  const folders = path.split(/[/\\]/);
  const name = folders.pop() ?? '';
  if (PROMPT_FORMAT.test(name)) return true;
  const words = wordsOf(name.replace(/\.[^.]+$/, ''));
  if (OF_TOKENIZER.test(name)) return false;
  if (TEMPLATE_FORMAT.test(name)) return !MADE_OF_TEMPLATE.test(name) || saysPrompt(words);
  // `prompts/answer.md` is what to answer; `prompt_answers.txt` and `prompts/results.json` are what came of it.
  const namesOutcome = OUTCOMES.has(words.at(-1) ?? '') && (words.length > 1 || DATA_FORMAT.test(name));
  if (ABOUT.has(words.at(0) ?? '') || namesOutcome) return false;
  return PLAIN_FORMAT.test(name) && (saysPrompt(words) || folders.some((folder) => PROMPT_FOLDER.test(folder)));
}

const wordsOf = (name: string): string[] =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

function saysPrompt(words: readonly string[]): boolean {
  if (words.some((word) => PROMPT_WORDS.has(word))) return true;
  const [first = '', ...others] = words;
  if (first === 'messages' && others.length === 0) return true;
  // Two letters are a language or a version: `system.en`, `user_v2`.
  return SPEAKERS.has(first) && others.every((word) => MESSAGE_WORDS.has(word) || word.length <= 2);
}

export interface FrontMatter {
  /** The YAML between the marks, without them; null where there is none. */
  readonly frontMatter: string | null;
  /** What stands after it, character for character. */
  readonly body: string;
}

const FRONT_MATTER = /^\uFEFF?---[^\S\r\n]*(?:\r\n|\r|\n)([^]*?)(?<=[\r\n])(?:---|\.\.\.)[^\S\r\n]*(?:\r\n|\r|\n|$)/;

/** Takes apart a file that begins with YAML between two lines of `---`, as `.prompty` and `.prompt.md` files do. */
export function splitFrontMatter(text: string): FrontMatter {
  const match = FRONT_MATTER.exec(text);
  if (match === null) return { frontMatter: null, body: text };
  return { frontMatter: match[1] ?? '', body: text.slice(match[0].length) };
}
