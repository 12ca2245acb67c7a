import { PROMPT_TAG } from '../../model/models.ts';
import { KEY_QUOTES, unquoted } from './tokens.ts';
import type { Condition } from './parse.ts';

/**
 * The registry's searches hide prompts unless a condition asks for them. Conditions on the prompt tag that do not ask
 * for prompts ask for everything else, models without the tag included, and drop out.
 */
export function withoutPromptConditions(conditions: readonly Condition[]): {
  readonly conditions: readonly Condition[];
  readonly prompts: boolean;
} {
  const prompts = conditions.some((condition) => isOnPromptTag(condition) && asksForPrompts(condition));
  return { prompts, conditions: prompts ? conditions : conditions.filter((condition) => !isOnPromptTag(condition)) };
}

function isOnPromptTag({ identifier }: Condition): boolean {
  const { prefix, key } = identifier;
  return (prefix === 'tag' || prefix === 'tags') && (unquoted(key, KEY_QUOTES) ?? key) === PROMPT_TAG;
}

function asksForPrompts({ operator, value }: Condition): boolean {
  const text = value.kind === 'text' ? value.text.toLowerCase() : '';
  return (operator === '=' && text === 'true') || (operator === '!=' && text === 'false');
}
