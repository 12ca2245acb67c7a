import { PROMPT_TAG } from '../model/models.ts';
import type { Store } from '../store/store.ts';

/** Whether a name of the registry is that of a prompt. */
export function isPromptName(store: Store, name: string): boolean {
  return store.registry.find(name)?.tags.some(({ key }) => key === PROMPT_TAG) ?? false;
}
