import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Store } from '../../src/store/store.ts';
import { EVIL_HOST, HOSTILE_TEXTS, logHostile } from '../fixtures/hostile.ts';
import { OPEN_OPTIONS } from '../fixtures/openOptions.ts';
import { screenshot } from '../harness/browser.ts';
import { temporaryFolder } from '../harness/paths.ts';
import { Session } from '../harness/session.ts';
import {
  chooseMany,
  openContainer,
  pressDialogButton,
  runCommand,
  tab,
  treeText,
  view,
  webview,
} from '../harness/workbench.ts';

/** Where a quote is written as in JSON. */
const UNQUOTED = HOSTILE_TEXTS.filter((text) => !text.includes('"'));

/** Each section with the texts that it must show as they are; the others it has in parts, or folded. */
const SECTIONS: readonly (readonly [title: string, texts: readonly string[]])[] = [
  ['Prompts', HOSTILE_TEXTS],
  ['Metrics', HOSTILE_TEXTS],
  ['Parameters', HOSTILE_TEXTS],
  ['Models', ['<img src=x onerror=alert(1)> $(error)']],
  ['Signatures', UNQUOTED],
  ['Input Examples', UNQUOTED],
  ['Dependencies', ['<img src=x onerror=alert(1)>']],
  ['Artifacts', ['<img src=x onerror=alert(1)>.txt', '\u202eright to left\u202c \u2066isolated\u2069.txt']],
  ['Datasets', HOSTILE_TEXTS],
  ['Tags', HOSTILE_TEXTS],
  ['Run Details', ['--upload-pack=touch']],
];

describe('runs whose every name and value is hostile', () => {
  const workspace = temporaryFolder('hostile');
  let session: Session;
  let window: Page;
  let page: FrameLocator;
  let seen: Seen;

  beforeAll(async () => {
    const store = new Store(path.join(workspace, '.promptrail'), OPEN_OPTIONS);
    await logHostile(store);
    store.close();
    session = await Session.open({ extensionsFolder: inject('extensionsFolder'), workspace });
    window = session.page;
    seen = watch(window);
    page = webview(window);
    await openContainer(window, 'Promptrail');
    await run('[press me]').waitFor();
  });

  afterAll(async () => {
    await session.close();
    await rm(workspace, { recursive: true, force: true });
  });

  test('36: stand in the trees as one clean line, with tooltips that hold nothing to press', async () => {
    for (const name of ['Runs', 'Models']) {
      const text = await treeText(window, name);
      expect(text).not.toMatch(/[\u2028\u2029\p{Bidi_Control}]/u);
      expect(text).toContain('[press me](command:workbench.action.closeAllEditors) $(error)');
      expect(await view(window, name).locator('.monaco-list-row .codicon-error').count()).toBe(0);
    }
    for (const row of [run('[press me]'), view(window, 'Models').locator('.monaco-list-row').nth(2)]) {
      await row.hover();
      const tooltip = window.locator('.monaco-hover:visible');
      await tooltip.getByText('press me').first().waitFor();
      expect(await tooltip.innerText()).not.toMatch(/[\u2028\u2029\p{Bidi_Control}]/u);
      expect(await tooltip.locator('a, img, .codicon-error').count()).toBe(0);
    }
    await screenshot(window, 'hostile-tooltip');
  });

  test('36: are chosen from lists that show them as they are', async () => {
    await runCommand(window, 'Promptrail: Find Run...');
    const list = window.locator('.quick-input-list');
    await list.getByText('[press me]').first().waitFor();
    expect(await list.innerText()).toContain('[press me](command:workbench.action.closeAllEditors) $(error)');
    expect(await list.locator('.codicon-error').count()).toBe(0);
    await window.keyboard.press('Escape');
    await runCommand(window, 'Promptrail: Open Model Version');
    await list.getByText('onerror').first().waitFor();
    expect(await list.innerText()).toContain('<img src=x onerror=alert(1)> $(error) v2');
    expect(await list.locator('.codicon-error').count()).toBe(0);
    await window.keyboard.press('Escape');
  });

  test('36: stand in messages without a link', async () => {
    await runCommand(window, 'Promptrail: Delete Runs');
    await chooseMany(window, ['[press me](command:workbench.action.closeAllEditors) $(error) <img src=x onerro…']);
    const message = window.locator('.notification-toast', { hasText: 'Deleted' });
    await message.waitFor();
    await screenshot(window, 'hostile-message');
    expect(await message.locator('.notification-list-item-message a').count()).toBe(0);
    await message.getByRole('button', { name: 'Undo' }).click();
    await run('[press me]').waitFor();
  });

  test('29, 35: are plain text in every section of their comparison, and no address but of the web is a link', async () => {
    await run('[press me]').click();
    await run('right to left').click({ modifiers: ['ControlOrMeta'] });
    await runCommand(window, 'Promptrail: Compare Runs');
    for (const [title, texts] of SECTIONS) {
      const links = page.getByRole('navigation', { name: 'Sections' });
      await links.getByRole('button', { name: new RegExp(`^${title}`) }).click();
      const section = page.getByRole('region', { name: title, exact: true });
      await section.getByRole('heading', { name: title }).waitFor();
      const missing = async (): Promise<readonly string[]> => {
        const shown = (await section.evaluate((element) => element.textContent)).replaceAll(/\s+/g, ' ');
        return texts.filter((text) => !shown.includes(text.replaceAll(/\s+/g, ' ')));
      };
      await expect.poll(missing, { message: title }).toEqual([]);
      await screenshot(window, `hostile-${title.toLowerCase().replaceAll(' ', '-')}`);
    }
    const addresses = await page.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.filter((address) => !/^https?:\/\//.test(address ?? ''))).toEqual([]);
    // The one script without a nonce is VS Code's own.
    const active = 'img, iframe, object, embed, [onload], [onerror], script:not([nonce], #_vscodeApiScript)';
    expect(await page.locator(active).count()).toBe(0);
  });

  test('29: are plain text on a page of their own, and in the native diff of their prompts', async () => {
    await page.getByText('Open all 2 changed prompts in the diff editor').click();
    await tab(window, 'Prompts of').waitFor();
    await window.locator('.view-line:visible', { hasText: 'version' }).first().waitFor();
    await screenshot(window, 'hostile-prompt-diff');
    await runCommand(window, 'View: Close All Editors');
    await run('[press me]').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('<img src=x onerror=alert(1)>');
    await screenshot(window, 'hostile-alone');
  });

  test('34: pages and pictures open as text, notebooks and documents only after a question', async () => {
    await open('page.html');
    await window.locator('.editor-instance .view-line', { hasText: '<script>' }).first().waitFor();
    await open('picture.svg');
    await window.locator('.editor-instance .view-line', { hasText: 'onload' }).first().waitFor();
    expect(await window.locator('iframe.webview:visible').count()).toBe(0);
    await open('notebook.ipynb');
    await screenshot(window, 'hostile-notebook');
    await pressDialogButton(window, 'Open as Text');
    await window.locator('.editor-instance .view-line', { hasText: 'nbformat' }).first().waitFor();
    expect(await window.locator('.notebookOverlay:visible').count()).toBe(0);
    await open('paper.pdf');
    await window.locator('.monaco-dialog-box', { hasText: 'outside of VS Code' }).waitFor();
    await pressDialogButton(window, 'Cancel');
  });

  test('34: a notebook is compared as text where the user wants that', async () => {
    await run('right to left').click({ modifiers: ['ControlOrMeta'] });
    await runCommand(window, 'Promptrail: Compare Runs');
    await page.getByRole('button', { name: /^Diff notebook\.ipynb/ }).click();
    await pressDialogButton(window, 'Open as Text');
    await window.locator('.monaco-diff-editor .view-line', { hasText: 'nbformat' }).first().waitFor();
  });

  test('29: nothing ran, nothing was asked of anywhere else, and the policy of the page had nothing to refuse', async () => {
    expect(seen).toEqual({ violations: [], dialogs: [], outside: [], popups: [] });
    // That what is watched for would have been seen:
    await run('[press me]').click();
    await page.locator('body').evaluate((body, host) => {
      const picture = body.ownerDocument.createElement('img');
      picture.src = `https://${host}/proof.png`;
      body.append(picture);
    }, EVIL_HOST);
    await expect.poll(() => seen.violations).toEqual([expect.stringContaining('img-src')]);
  });

  const run = (name: string) => view(window, 'Runs').locator('.monaco-list-row', { hasText: name });

  /** From the page of the first run. */
  async function open(file: string): Promise<void> {
    await run('[press me]').click();
    await page.getByRole('button', { name: new RegExp(`^Open ${RegExp.escape(file)} of`) }).click();
  }
});

interface Seen {
  readonly violations: string[];
  readonly dialogs: string[];
  readonly outside: string[];
  readonly popups: string[];
}

/** Everything that happens in the window from now on and must not. */
function watch(window: Page): Seen {
  const seen: Seen = { violations: [], dialogs: [], outside: [], popups: [] };
  const own = new URL(window.url()).origin;
  window.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  window.on('popup', (popup) => seen.popups.push(popup.url()));
  window.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) seen.violations.push(message.text());
  });
  window.on('request', (request) => {
    const { protocol, hostname, origin } = new URL(request.url());
    // Where VS Code serves a webview's own files from, and its own list of extensions.
    const isEditors = hostname.endsWith('.vscode-resource.vscode-cdn.net') || hostname === 'open-vsx.org';
    if (/^https?:$/.test(protocol) && origin !== own && !isEditors) seen.outside.push(request.url());
  });
  return seen;
}
