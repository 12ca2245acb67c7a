import type { Habits } from '../protocol/panelState.ts';
import { parseHabits } from '../protocol/panelState.ts';

const KEY = 'promptrail.compare.habits';

/** The two methods of VS Code's Memento that habits are kept by. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** How the user likes to read comparisons: what one panel learns, panels opened later begin with. */
export class PanelHabits {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Undefined where nothing was kept, or an older version kept something else. */
  get current(): Habits | undefined {
    return parseHabits(this.#memory.get(KEY));
  }

  async keep(habits: Habits): Promise<void> {
    await this.#memory.update(KEY, habits);
  }
}
