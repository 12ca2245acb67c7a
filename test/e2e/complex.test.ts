import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { laptop, screenshot } from '../harness/browser.ts';
import { python } from '../harness/parts.ts';
import { projectRoot, temporaryFolder } from '../harness/paths.ts';
import { Session, type Theme } from '../harness/session.ts';
import { choose, openContainer, runCommand, tab, treeRow, view, webview } from '../harness/workbench.ts';

/** What VS Code calls the themes in its list. */
const labels: Readonly<Record<Theme, string>> = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};

const SECTIONS = [
  'Prompts',
  'Metrics',
  'Parameters',
  'Models',
  'Signatures',
  'Input Examples',
  'Dependencies',
  'Artifacts',
  'Datasets',
  'Tags',
  'Run Details',
];

/** A window 400 pixels wide, but for the activity bar. */
const narrow = { width: 448, height: 900 };

describe('two runs of real complexity, logged by a stock client in the terminal', () => {
  let session: Session;
  let workspace: string;
  let page: FrameLocator;

  beforeAll(async () => {
    workspace = temporaryFolder('complex');
    session = await Session.open({ extensionsFolder: inject('extensionsFolder'), workspace });
    page = webview(session.page);
    await openContainer(session.page, 'Promptrail');
    // A terminal that is opened before knows of no server.
    await session.page.locator('.statusbar-item[id*="promptrail"] [aria-label$="running"]').waitFor();
    await session.terminal.open();
    const script = path.join(projectRoot, 'test/fixtures/python/log_support.py');
    expect(await session.terminal.type(`'${await python('mlflow3')}' '${script}' 2> log.txt`)).toBe(0);
    await treeRow(session.page, 'Runs', 'support_v2').waitFor();
    await runCommand(session.page, 'View: Toggle Panel Visibility');
  });

  afterAll(async () => {
    await session.close();
    await rm(workspace, { recursive: true, force: true });
  });

  test('the first screen says what changed and whether it helped', async () => {
    await compareBoth();
    await page
      .getByRole('heading', { name: /support_v2 is better than support_v1 in \d+ metrics, worse in \d+/ })
      .waitFor();
    const first = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
    for (const part of ['Prompt', 'Signature', 'breaking', 'Metrics', 'Dependencies and files', 'Breaking signature']) {
      expect(first).toContain(part);
    }
    await screenshot(session.page, 'complex-first');
  });

  test.each(SECTIONS)('%s stand side by side', async (title) => {
    await showSection(title);
    expect(await accessibilityProblems(session.page)).toEqual([]);
    await screenshot(session.page, `complex-${title.toLowerCase().replaceAll(' ', '-')}`);
  });

  test('charts show the history of metrics, as lines, bars and a table', async () => {
    await showSection('Metrics');
    await page.getByRole('button', { name: 'Chart of accuracy' }).click();
    await page.getByRole('button', { name: 'Chart of latency_ms', exact: true }).click();
    await page.locator('canvas').first().waitFor();
    await page.getByRole('figure', { name: 'accuracy' }).scrollIntoViewIfNeeded();
    expect(await accessibilityProblems(session.page)).toEqual([]);
    await screenshot(session.page, 'complex-charts');
    await page.getByRole('button', { name: 'Show accuracy as table' }).click();
    await page.getByRole('region', { name: 'accuracy as a table' }).waitFor();
    await page.getByText('Bars', { exact: true }).first().click();
    await page.getByRole('list', { name: 'accuracy, bars' }).waitFor();
    await screenshot(session.page, 'complex-bars');
    await page.getByRole('button', { name: 'Close the chart of accuracy' }).click();
    await page.getByRole('button', { name: 'Close the chart of latency_ms', exact: true }).click();
  });

  test('only the differences are left on demand, and how many rows are hidden is said', async () => {
    await runCommand(session.page, 'Promptrail: Toggle Differences Only');
    await showSection('Parameters');
    await expect.poll(() => page.getByRole('rowheader', { name: 'top_p' }).count()).toBe(0);
    expect(await page.locator('body').innerText()).toMatch(/\d+ identical rows? hidden/);
    await screenshot(session.page, 'complex-differences-only');
    await runCommand(session.page, 'Promptrail: Toggle Differences Only');
    await page.getByRole('rowheader', { name: 'top_p' }).waitFor();
  });

  test('find goes to what is closed, and keys go from difference to difference', async () => {
    await page.getByRole('button', { name: 'Dependencies', exact: true }).click();
    await runCommand(session.page, 'Promptrail: Find in Comparison');
    await page.getByRole('search').getByLabel('Find', { exact: true }).fill('tiktoken');
    await session.page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'tiktoken' }).waitFor();
    await screenshot(session.page, 'complex-find');
    await session.page.keyboard.press('Escape');
    await runCommand(session.page, 'Promptrail: Next Difference');
    await expect.poll(() => page.getByRole('status').first().innerText()).toMatch(/\d+ of \d+/);
  });

  test('keys go through differences and tables, and copy a cell', async () => {
    const { page: window } = session;
    await showSection('Parameters');
    await page
      .getByRole('row', { name: /^temperature/ })
      .getByRole('gridcell')
      .first()
      .click();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('ControlOrMeta+C');
    await expect.poll(() => window.evaluate(() => navigator.clipboard.readText())).toBe('0.2');
    await window.keyboard.press('F7');
    const first = await page.getByRole('status').first().innerText();
    await window.keyboard.press('F7');
    await expect.poll(() => page.getByRole('status').first().innerText()).not.toBe(first);
    await window.keyboard.press('Shift+F7');
    await expect.poll(() => page.getByRole('status').first().innerText()).toBe(first);
  });

  test('the comparison is exported from the palette', async () => {
    await runCommand(session.page, 'Promptrail: Export Comparison...');
    await choose(session.page, 'Markdown');
    await session.page.getByRole('button', { name: 'OK' }).click();
    const exported = async (): Promise<string> => {
      const [file] = (await readdir(workspace)).filter((name) => name.endsWith('.md'));
      return file === undefined ? '' : readFile(path.join(workspace, file), 'utf8');
    };
    await expect.poll(exported, { timeout: 20_000 }).toContain('## `support_v2` against `support_v1`');
  });

  test.each(Object.keys(labels) as Theme[])('%s shows the same, wide and 400 pixels narrow', async (theme) => {
    await setTheme(theme);
    await compareBoth();
    for (const title of ['Prompts', 'Metrics', 'Signatures']) {
      await showSection(title);
      await screenshot(session.page, `complex-${theme}-${title.toLowerCase()}`);
    }
    expect(await accessibilityProblems(session.page)).toEqual([]);
    await runCommand(session.page, 'View: Toggle Primary Side Bar Visibility');
    await session.page.setViewportSize(narrow);
    await page.getByRole('heading', { name: /support_v2 is better/ }).scrollIntoViewIfNeeded();
    await screenshot(session.page, `complex-${theme}-narrow`);
    for (const title of ['Prompts', 'Metrics', 'Signatures', 'Artifacts']) {
      await showSection(title);
      await screenshot(session.page, `complex-${theme}-narrow-${title.toLowerCase()}`);
    }
    expect(await accessibilityProblems(session.page)).toEqual([]);
    await session.page.setViewportSize(laptop);
    await runCommand(session.page, 'View: Toggle Primary Side Bar Visibility');
  });

  test('one run alone is its own page, where its note and name are edited', async () => {
    const { page: window } = session;
    await runCommand(window, 'View: Close All Editors');
    await treeRow(window, 'Runs', 'support_v2').click();
    await page.getByRole('heading', { name: /support_v2/ }).waitFor();
    await screenshot(window, 'complex-alone');
    expect(await accessibilityProblems(window)).toEqual([]);
    await page.getByText('Shorter answers, in the language of the customer.').first().click();
    await window.keyboard.press('ControlOrMeta+A');
    await window.keyboard.type('Better in every language.');
    await window.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('Better in every language.').first().waitFor();
    await page.getByRole('button', { name: /^Edit Name of/ }).click();
    await window.keyboard.press('ControlOrMeta+A');
    await window.keyboard.type('support_final');
    await window.keyboard.press('Enter');
    await treeRow(window, 'Runs', 'support_final').waitFor();
    await tab(window, 'support_final').waitFor();
  });

  async function compareBoth(): Promise<void> {
    const { page: window } = session;
    await runCommand(window, 'View: Close All Editors');
    await treeRow(window, 'Runs', 'support_v1').click({ modifiers: ['ControlOrMeta'] });
    await window.keyboard.press('Escape');
    await treeRow(window, 'Runs', 'support_v1').click({ modifiers: ['ControlOrMeta'] });
    await treeRow(window, 'Runs', 'support_v2').click({ modifiers: ['ControlOrMeta'] });
    await view(window, 'Runs').hover();
    await view(window, 'Runs').locator('.pane-header .action-label[aria-label^="Compare Runs"]').first().click();
    await tab(window, 'support_v1 ↔ support_v2').waitFor();
    await page.getByRole('heading', { name: 'Prompts' }).waitFor();
  }

  async function showSection(title: string): Promise<void> {
    const links = page.getByRole('navigation', { name: 'Sections' });
    await links.getByRole('button', { name: new RegExp(`^${title}`) }).click();
    await page.getByRole('heading', { level: 2, name: title }).first().waitFor();
  }

  async function setTheme(theme: Theme): Promise<void> {
    const { page: window } = session;
    await runCommand(window, 'Preferences: Color Theme');
    await window.locator('.quick-input-widget input').first().fill(labels[theme]);
    await choose(window, labels[theme]);
  }
});
