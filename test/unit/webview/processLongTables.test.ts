import { dirname } from 'node:path';
import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPrompt, buildSnapshot } from '../../fixtures/build.ts';
import { largeRun } from '../../fixtures/rich.ts';
import { launchBrowser } from '../../harness/browser.ts';
import { builtPage, drawnPage } from './drawnPage.ts';

const SIZE = { prompt: 20_000, params: 300, metrics: 100, signature: 2_000, files: 1_000 };

let browser: Browser;
let bundle: string;
beforeAll(async () => {
  [browser, bundle] = await Promise.all([launchBrowser(), builtPage()]);
});
afterAll(async () => {
  await browser.close();
  rmSync(dirname(bundle), { recursive: true, force: true });
});

const scrollTop = (page: Page): Promise<number> => page.locator('main').evaluate((main) => Math.round(main.scrollTop));

const toSection = (page: Page, name: string): Promise<void> =>
  page.locator(`#${name}-heading`).evaluate((heading) => heading.scrollIntoView({ block: 'start' }));

/** Whether the cell with the focus is seen whole. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
    const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? 'nowhere';
    return `${row}, ${top >= 0 && bottom <= innerHeight ? 'seen' : 'not seen'}`;
  });

test('a long table that is opened far down the page leaves it where it is, and draws what is seen', async () => {
  const page = await drawnPage(browser, bundle, [largeRun(1, SIZE), largeRun(2, SIZE)]);
  await toSection(page, 'artifacts');
  const heading = page.locator('#artifacts-heading');
  await expect.poll(() => page.locator('#artifacts-content tr[data-row]').count()).toBeGreaterThan(0);
  await heading.press('Enter');
  await page.locator('#artifacts-content tr[data-row]').first().waitFor({ state: 'detached' });
  const closed = await scrollTop(page);
  await heading.press('Enter');
  await page.locator('#artifacts-content tr[data-row]').first().waitFor();
  expect(await scrollTop(page)).toBeGreaterThanOrEqual(closed);
  expect(closed).toBeGreaterThan(10_000);
  await page.close();
});

test('the keys reach both ends of a long table, and what they reach is seen', async () => {
  const page = await drawnPage(browser, bundle, [largeRun(1, SIZE), largeRun(2, SIZE)]);
  await toSection(page, 'params');
  await page.locator('#params-content [tabindex="0"]').first().focus();
  const reached: string[] = [];
  for (const key of ['Control+End', 'PageUp', 'ArrowUp', 'Control+Home']) {
    await page.keyboard.press(key);
    await expect.poll(() => focused(page)).toMatch(/, seen$/);
    reached.push(await focused(page));
  }
  expect([reached[0], reached[3]]).toEqual(['prompt_template, seen', 'param_0, seen']);
  expect(new Set(reached).size).toBe(4);
  await page.close();
});

test('a fold that is opened leaves the focus at its place, or on its button where there is more', async () => {
  const text = (end: string): string => Array.from({ length: 300 }, (_, line) => `line ${line}`).join('\n') + end;
  const of = (id: string, end: string) =>
    buildSnapshot({ info: { runId: id.repeat(32), runName: id }, prompts: [buildPrompt(text(end))] });
  const page = await drawnPage(browser, bundle, [of('a', ''), of('b', ' and more')]);
  const label = () => page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.tagName);
  const fewer = page.getByRole('button', { name: 'Show 20 more lines from the bottom' });
  const before = await page.locator('#prompts-content tr[data-row]').count();
  for (const times of [1, 2, 3, 4]) {
    await fewer.press('Enter');
    await expect.poll(() => page.locator('#prompts-content tr[data-row]').count()).toBeGreaterThan(before);
    expect([times, await label()]).toEqual([times, 'Show 20 more lines from the bottom']);
  }
  await page.getByRole('button', { name: /unchanged lines$/ }).press('Enter');
  await expect.poll(label).toBe('TABLE');
  await page.close();
});
