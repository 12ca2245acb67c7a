import { stringifyJson } from './json.ts';
import { isPromptParam } from './promptParam.ts';

export interface ConfigPrompt {
  /** Where it stands in the config: `agent.system_prompt`, `steps[0].messages`. */
  readonly path: string;
  /** A template, or a list of chat messages as JSON. */
  readonly text: string;
}

/** A config nested deeper, or of more values, is read up to here. */
const MAX_DEPTH = 20;
const MAX_VALUES = 20_000;
const MAX_PROMPTS = 100;

/**
 * The prompts inside a model's config (parsed JSON), in order: texts that are prompts by their key or their shape, as
 * for params, and lists of chat messages.
 */
export function configPrompts(config: unknown): readonly ConfigPrompt[] {
  const reader = new ConfigReader();
  reader.read(config, '', '', 0);
  return reader.found;
}

class ConfigReader {
  readonly found: ConfigPrompt[] = [];
  #values = 0;

  read(value: unknown, path: string, key: string, depth: number): void {
    if (depth > MAX_DEPTH || ++this.#values > MAX_VALUES || this.found.length >= MAX_PROMPTS) return;
    if (typeof value === 'string') {
      if (isPromptParam(key, value)) this.found.push({ path, text: value });
    } else if (isChat(value)) {
      this.found.push({ path, text: stringifyJson(value) });
    } else if (Array.isArray(value)) {
      // The items of a list called `prompts` are prompts, each.
      for (const [index, item] of value.entries()) this.read(item, `${path}[${index}]`, key, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        const step = /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? name : JSON.stringify(name);
        this.read(inner, path === '' ? step : `${path}.${step}`, name, depth + 1);
      }
    }
  }
}

/** A list of messages: each has a role, and what was said or called. */
const isChat = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && value.every(isMessage);

function isMessage(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { role, content, tool_calls: calls } = value as Record<string, unknown>;
  return typeof role === 'string' && (typeof content === 'string' || Array.isArray(content) || Array.isArray(calls));
}
