import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Store } from '../../src/store/store.ts';
import { OPEN_OPTIONS } from '../fixtures/openOptions.ts';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { screenshot } from '../harness/browser.ts';
import { python } from '../harness/parts.ts';
import { projectRoot, temporaryFolder } from '../harness/paths.ts';
import { Session } from '../harness/session.ts';
import { choose, notifications, openContainer, runCommand, tab, treeRow, webview } from '../harness/workbench.ts';

/** The first version of a prompt that the stock client logs, as it stands in a source file. */
const SOURCE = `JUDGE = """Rate the answer from 1 to 5.
Question: {question}
Answer: {answer}
Reply with the number only."""
`;

const PROMPT_FILE = 'judge.py';

/** A machine that does other things, too, needs time for a window and its page. */
const PATIENTLY = { timeout: 20_000 };

/** All runs fit into the view beside the models. */
const HIGH = { width: 1440, height: 1100 };

describe('columns of a comparison, by hand', () => {
  const workspace = temporaryFolder('columns');
  let session: Session;
  let window: Page;
  let page: FrameLocator;
  /** As another process beside the window. */
  let store: Store;

  beforeAll(async () => {
    await mkdir(workspace, { recursive: true });
    await writeFile(path.join(workspace, PROMPT_FILE), SOURCE);
    store = new Store(path.join(workspace, '.promptrail'), OPEN_OPTIONS);
    // In a browser VS Code saves by itself.
    const settings = { 'files.autoSave': 'off' };
    session = await Session.open({ extensionsFolder: inject('extensionsFolder'), workspace, size: HIGH, settings });
    window = session.page;
    page = webview(window);
    await openContainer(window, 'Promptrail');
    // A terminal that is opened before knows of no server.
    await window.locator('.statusbar-item[id*="promptrail"] [aria-label$="running"]').waitFor();
    await session.terminal.open();
    const script = path.join(projectRoot, 'test/fixtures/python/log_support.py');
    expect(await session.terminal.type(`'${await python('mlflow3')}' '${script}' 2> log.txt`)).toBe(0);
    await treeRow(window, 'Runs', 'support_v1').waitFor();
    await runCommand(window, 'View: Toggle Panel Visibility');
  });

  afterAll(async () => {
    store.close();
    await session.close();
    await rm(workspace, { recursive: true, force: true });
  });

  test('runs, logged versions, registered versions and prompts are added from one list and stand side by side', async () => {
    await openAlone('support_v1');
    await page.getByRole('button', { name: 'Compare with…' }).click();
    await tick('support_v2');
    await tick('support v2', 'logged');
    await tick('support v1', 'registered');
    await tick('support-chat v2');
    await screenshot(window, 'columns-add');
    await window.keyboard.press('Enter');
    await tab(window, 'support_v1 ↔ 4 others').waitFor();
    await expect
      .poll(heads, PATIENTLY)
      .toEqual([
        'Run: support_v1',
        'Run: support_v2',
        'Logged version: support v2',
        'Registered version: support v1',
        'Prompt version: support-chat v2',
      ]);
    await screenshot(window, 'columns-mixed');
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  test('a column moves with Alt and the arrow keys, and the focus with it', async () => {
    await head('support_v2').getByRole('button').first().focus();
    await window.keyboard.press('Alt+ArrowRight');
    await shows(['support_v1', 'support v2', 'support_v2', 'support v1', 'support-chat v2']);
    expect(await head('support_v2').locator(':focus').count()).toBe(1);
    await window.keyboard.press('Alt+ArrowLeft');
    await window.keyboard.press('Alt+ArrowLeft');
    await shows(['support_v2', 'support_v1', 'support v2', 'support v1', 'support-chat v2']);
    await tab(window, 'support_v2 ↔ 4 others').waitFor();
  });

  test('a column is made the baseline, columns are removed, and two are swapped', async () => {
    await inMenu('support v1', 'Make Baseline');
    await shows(['support v1', 'support_v2', 'support_v1', 'support v2', 'support-chat v2']);
    for (const name of ['support-chat v2', 'support v2', 'support v1']) {
      await inMenu(name, 'Remove');
      await expect.poll(names, PATIENTLY).not.toContain(name);
    }
    await shows(['support_v2', 'support_v1']);
    await page.getByRole('button', { name: 'Swap the columns' }).click();
    await shows(['support_v1', 'support_v2']);
    await tab(window, 'support_v1 ↔ support_v2').waitFor();
  });

  test('the pinned baseline is added as the baseline, the version with an alias as the last', async () => {
    await runCommand(window, 'Promptrail: Pin as Baseline');
    await choose(window, 'support_v1');
    await inMenu('support_v1', 'Remove');
    await page.getByRole('heading', { level: 1, name: 'support_v2' }).waitFor();
    await page.getByRole('button', { name: 'Compare with', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Add Pinned Baseline' }).click();
    await shows(['support_v1', 'support_v2']);
    await inMenu('support_v2', 'Add Version with Alias…');
    await shows(['support_v1', 'support_v2', 'support v1']);
  });

  test.each([
    ['run', 'support_v2', '', 'Run'],
    ['logged version', 'support v2', 'logged', 'Logged version'],
    ['registered version', 'support v2', 'registered', 'Registered version'],
    ['prompt version', 'support-chat v2', 'prompt', 'Prompt version'],
  ] as const)('a %s alone has a page of its own', async (kind, label, about, word) => {
    await runCommand(window, 'View: Close All Editors');
    await openAlone('support_v1');
    await runCommand(window, 'Promptrail: Add to Comparison...');
    await tick(label, about);
    await window.keyboard.press('Enter');
    await shows(['support_v1', label]);
    await inMenu('support_v1', 'Remove');
    await page.getByRole('heading', { level: 1, name: label }).waitFor();
    await page.locator('header p', { hasText: word }).first().waitFor();
    await tab(window, label).waitFor();
    await screenshot(window, `columns-alone-${kind.replaceAll(' ', '-')}`);
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  test('a version is compared with the one before it, and with the one an alias points at', async () => {
    // The page of the prompt is the one that is seen.
    await runCommand(window, 'Promptrail: Compare with Previous Version');
    await tab(window, 'support-chat v1 ↔ support-chat v2').waitFor();
    await shows(['support-chat v1', 'support-chat v2']);
    await runCommand(window, 'View: Close All Editors');
    await treeRow(window, 'Models', 'v2').click();
    await page.getByRole('heading', { level: 1, name: 'support v2' }).waitFor();
    await runCommand(window, 'Promptrail: Compare with Alias...');
    await tab(window, 'support v1 ↔ support v2').waitFor();
    await expect.poll(heads, PATIENTLY).toEqual(['Registered version: support v1', 'Logged version: support v2']);
  });

  test('ten columns fit on one page, and no more can be added', async () => {
    await runCommand(window, 'View: Close All Editors');
    store.write(() => {
      const sweep = store.experiments.create('sweep');
      for (let n = 1; n <= 10; n++) logSmallRun(store, sweep, n);
    });
    await treeRow(window, 'Runs', 'small_10').click();
    await treeRow(window, 'Runs', 'small_01').click({ modifiers: ['Shift'] });
    await runCommand(window, 'Promptrail: Compare Runs');
    await tab(window, 'small_01 ↔ 9 others').waitFor();
    await expect.poll(names, PATIENTLY).toHaveLength(10);
    await page.getByRole('button', { name: 'Add to the comparison' }).click();
    expect(await page.getByRole('menuitem', { name: 'Add…' }).getAttribute('aria-disabled')).toBe('true');
    await window.keyboard.press('Escape');
    await screenshot(window, 'columns-ten');
    expect(await accessibilityProblems(window)).toEqual([]);
    await runCommand(window, 'Promptrail: Add to Comparison...');
    await expect
      .poll(() => notifications(window), PATIENTLY)
      .toEqual(['A comparison has at most 10 columns. Remove one first.']);
    await runCommand(window, 'Notifications: Clear All Notifications');
  });

  test('a run that goes on is followed while it is watched', async () => {
    await runCommand(window, 'View: Close All Editors');
    const { runId } = store.runs.create({ experimentId: '0', runName: 'live', startTime: Date.now() }).info;
    const log = (value: number): void =>
      store.runLog.log(runId, { metrics: [{ key: 'progress', value, timestamp: Date.now(), step: value * 4 }] });
    log(0.25);
    await openAlone('live');
    const value = page.getByRole('row', { name: /^progress/ });
    await value.getByText('0.25').waitFor();
    await page.getByText('Running', { exact: true }).first().waitFor();
    await screenshot(window, 'columns-running');
    log(0.5);
    await value.getByText('0.5').waitFor();
    store.runs.update(runId, { status: 'FINISHED', endTime: Date.now() });
    await page.getByText('Finished', { exact: true }).first().waitFor();
  });

  test('a deleted column says so and can be taken out; a deleted run can be looked at and not changed', async () => {
    await runCommand(window, 'View: Close All Editors');
    const { version } = store.registry.versions.create({ name: 'support', source: 'elsewhere' });
    const name = `support v${version}`;
    await treeRow(window, 'Models', `v${version}`).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await runCommand(window, 'Promptrail: Add to Comparison...');
    for (const run of ['small_10', 'small_09']) await tick(run);
    await window.keyboard.press('Enter');
    await shows([name, 'small_10', 'small_09']);
    store.registry.versions.delete('support', version);
    await page.getByText(`${name} was deleted.`).first().waitFor();
    await screenshot(window, 'columns-deleted');
    await page.getByRole('button', { name: 'Remove from Comparison' }).click();
    await tab(window, 'small_10 ↔ small_09').waitFor();
    await inMenu('small_10', 'Remove');
    await page.getByRole('button', { name: 'Edit Name of small_09' }).waitFor();
    const run = store.runList.page({ limit: 100 }).find(({ runName }) => runName === 'small_09');
    store.runs.delete(run?.runId ?? '');
    await expect.poll(() => page.getByRole('button', { name: 'Edit Name of small_09' }).count(), PATIENTLY).toBe(0);
    await screenshot(window, 'columns-deleted-run');
    store.runs.restore(run?.runId ?? '');
    await page.getByRole('button', { name: 'Edit Name of small_09' }).waitFor();
  });

  test('what is said of params and metrics ends in the settings of the workspace, and the page shows it', async () => {
    await compareSupport();
    await showSection('Parameters');
    await page.getByRole('rowheader', { name: 'model_name' }).hover();
    await page.getByRole('button', { name: 'Treat model_name as a prompt' }).click();
    await page.getByRole('button', { name: 'Do not treat model_name as a prompt' }).waitFor({ state: 'attached' });
    await showSection('Prompts');
    await page.getByRole('heading', { name: 'model_name' }).waitFor();
    await showSection('Metrics');
    await page.getByRole('button', { name: /change for judge_score$/ }).click();
    await page.getByRole('menuitem', { name: 'Lower is better' }).click();
    await expect
      .poll(
        async () => JSON.parse(await readFile(path.join(workspace, '.vscode/settings.json'), 'utf8')) as unknown,
        PATIENTLY,
      )
      .toEqual({
        'promptrail.prompts.params': { model_name: true },
        'promptrail.metrics.directions': { judge_score: 'lower' },
      });
    await page.getByRole('button', { name: /^Lower is better.* change for judge_score$/ }).waitFor();
    await screenshot(window, 'columns-settings');
  });

  test('a reload of the window keeps columns, their order and what was chosen', async () => {
    await page.getByRole('button', { name: 'Swap the columns' }).click();
    await shows(['support_v2', 'support_v1']);
    await runCommand(window, 'Promptrail: Toggle Differences Only');
    await page.getByRole('button', { name: 'Prompts', exact: true }).click();
    await page.locator('#prompts-content').waitFor({ state: 'hidden' });
    await session.reload();
    await tab(window, 'support_v2 ↔ support_v1').waitFor();
    await shows(['support_v2', 'support_v1']);
    await page.locator('#prompts-content').waitFor({ state: 'hidden' });
    expect(await page.getByRole('checkbox', { name: /^Differences only/ }).isChecked()).toBe(true);
    await screenshot(window, 'columns-reloaded');
    await page.getByRole('button', { name: 'Prompts', exact: true }).click();
    await runCommand(window, 'Promptrail: Toggle Differences Only');
    await expect
      .poll(() => page.getByRole('checkbox', { name: /^Differences only/ }).isChecked(), PATIENTLY)
      .toBe(false);
  });

  test('a prompt is written back into the open file it came from, which is not saved', async () => {
    await runCommand(window, 'View: Close All Editors');
    await window.keyboard.press('ControlOrMeta+P');
    await window.locator('.quick-input-widget:visible input.input').fill(PROMPT_FILE);
    await choose(window, PROMPT_FILE);
    await tab(window, PROMPT_FILE).waitFor();
    await compareSupport(false);
    await showSection('Prompts');
    await page.getByRole('button', { name: 'More for judge_prompt' }).click();
    await page.getByRole('menuitem', { name: 'Write back into the source' }).click();
    const editor = window.locator('.editor-instance .view-lines');
    await expect.poll(() => editor.innerText(), PATIENTLY).toMatch(/Answer:\s\{reply\}/);
    await screenshot(window, 'columns-written-back');
    await window.locator('.tab.dirty', { hasText: PROMPT_FILE }).first().waitFor();
    expect(await readFile(path.join(workspace, PROMPT_FILE), 'utf8')).toBe(SOURCE);
    await window.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => editor.innerText(), PATIENTLY).toMatch(/Answer:\s\{answer\}/);
  });

  /** The heads' kinds and names from left to right. */
  const heads = (): Promise<readonly string[]> =>
    page
      .getByRole('list', { name: /^Compared columns/ })
      .getByRole('listitem')
      .evaluateAll((items) =>
        items.map((item) => item.querySelector('div')?.innerText.replaceAll(/\s+/g, ' ').trim() ?? ''),
      );
  const shows = (expected: readonly string[]): Promise<void> => expect.poll(names, PATIENTLY).toEqual(expected);
  const names = async (): Promise<readonly string[]> => (await heads()).map((text) => text.replace(/^[^:]*: /, ''));
  const head = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Actions for ${name}`, exact: true }) });

  async function inMenu(column: string, item: string): Promise<void> {
    await page.getByRole('button', { name: `Actions for ${column}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  }

  async function openAlone(run: string): Promise<void> {
    await treeRow(window, 'Runs', run).click();
    await page.getByRole('heading', { level: 1, name: run }).waitFor();
  }

  /** Ticks an entry of the open list, whose description begins so. */
  async function tick(label: string, about = ''): Promise<void> {
    const name = window.locator('.label-name', { hasText: new RegExp(`^${RegExp.escape(label)}$`) });
    const description = window.locator('.label-description', { hasText: new RegExp(`^${about}`) });
    const row = window.locator('.quick-input-list .monaco-list-row', { has: name });
    await (about === '' ? row : row.filter({ has: description })).click();
  }

  async function compareSupport(alone = true): Promise<void> {
    if (alone) await runCommand(window, 'View: Close All Editors');
    await treeRow(window, 'Runs', 'support_v1').click();
    await treeRow(window, 'Runs', 'support_v2').click({ modifiers: ['ControlOrMeta'] });
    await runCommand(window, 'Promptrail: Compare Runs');
    await tab(window, 'support_v1 ↔ support_v2').waitFor();
    await page.getByRole('heading', { name: 'Prompts' }).waitFor();
  }

  async function showSection(title: string): Promise<void> {
    const links = page.getByRole('navigation', { name: 'Sections' });
    await links.getByRole('button', { name: new RegExp(`^${title}`) }).click();
    await page.getByRole('heading', { level: 2, name: title }).first().waitFor();
  }
});

function logSmallRun(store: Store, experimentId: string, n: number): void {
  const number = String(n).padStart(2, '0');
  const { runId } = store.runs.create({ experimentId, runName: `small_${number}`, startTime: n * 1000 }).info;
  store.runLog.log(runId, {
    params: [
      { key: 'prompt_template', value: `Summarize in ${n} sentences: {text}` },
      { key: 'temperature', value: String(n / 10) },
    ],
    metrics: [
      { key: 'accuracy', value: 0.7 + ((n * 7) % 10) / 50, timestamp: n * 1000, step: 0 },
      { key: 'latency_ms', value: 900 - n * 31, timestamp: n * 1000, step: 0 },
    ],
    tags: [{ key: 'stage', value: n % 2 === 0 ? 'draft' : 'candidate' }],
  });
  store.runs.update(runId, { status: 'FINISHED', endTime: n * 1000 + 900 });
}
