import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { runCommand } from './workbench.ts';

/**
 * The variables that make a shell note the exit status of each command in a file when it prompts again. Nothing of it
 * shows in the terminal, and unlike what is on screen it cannot scroll away.
 */
export function notingPrompts(file: string): Readonly<Record<string, string>> {
  return { PROMPT_COMMAND: `echo $? >> '${file}'` };
}

/** The open terminal of a window whose VS Code was started with the variables of `notingPrompts(file)`. */
export class Terminal {
  readonly #page: Page;
  readonly #file: string;

  constructor(page: Page, file: string) {
    this.#page = page;
    this.#file = file;
  }

  /** Opens a new terminal and waits for its prompt. */
  async open(): Promise<void> {
    const before = this.#statuses().length;
    await runCommand(this.#page, 'Terminal: Create New Terminal');
    await this.#promptAfter(before, 30_000);
  }

  /** Types a line, waits for its command to end, and returns its exit status. */
  async type(line: string, timeout = 120_000): Promise<number> {
    const before = this.#statuses().length;
    await this.#page.locator('.terminal-wrapper.active .xterm-helper-textarea').first().focus();
    await this.#page.keyboard.type(line);
    await this.#page.keyboard.press('Enter');
    return this.#promptAfter(before, timeout);
  }

  /** What the terminal shows now. */
  async text(): Promise<string> {
    const rows = await this.#page.locator('.terminal-wrapper.active .xterm-rows > div').allInnerTexts();
    return rows
      .map((row) => row.trimEnd())
      .join('\n')
      .trimEnd();
  }

  #statuses(): readonly number[] {
    return existsSync(this.#file) ? readFileSync(this.#file, 'utf8').trim().split('\n').map(Number) : [];
  }

  async #promptAfter(count: number, timeout: number): Promise<number> {
    for (const deadline = Date.now() + timeout; Date.now() < deadline; await delay(50)) {
      const status = this.#statuses()[count];
      if (status !== undefined) return status;
    }
    throw new Error(`No prompt after ${timeout} ms; the terminal shows:\n${await this.text()}`);
  }
}
