import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browser as browserPart } from './parts.ts';
import { screenshotsFolder } from './paths.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export const laptop: WindowSize = { width: 1440, height: 900 };

const quietFlags = [
  '--no-sandbox', // containers and CI machines rarely allow Chromium's own; the pages are ours
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  const { executable, environment } = await browserPart();
  return chromium.launch({
    executablePath: executable,
    args: quietFlags,
    env: { ...(process.env as Record<string, string>), ...environment },
  });
}

/** A browser profile of its own, with the clipboard that VS Code's copy commands need. */
export function newProfile(browser: Browser, size: WindowSize = laptop): Promise<BrowserContext> {
  return browser.newContext({ viewport: size, permissions: ['clipboard-read', 'clipboard-write'], locale: 'en-US' });
}

/** Opens the workbench and waits until it shows the extension. */
export async function openWorkbench(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await workbenchReady(page);
}

/** Waits until the window has read its extensions and shows ours; call it again after a reload. */
export async function workbenchReady(page: Page): Promise<void> {
  await page.locator('.activitybar .action-label[aria-label^="Promptrail"]').waitFor({ timeout: 60_000 });
}

/** Writes `test-results/screenshots/<name>.png` and returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(screenshotsFolder, { recursive: true });
  const path = join(screenshotsFolder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
