import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Store } from '../src/store/store.ts';
import { logSampleRuns } from '../src/tracking/sampleRuns.ts';
import { Tracking } from '../src/tracking/tracking.ts';
import { workbenchReady } from '../test/harness/browser.ts';
import { openContainer, runCommand, view } from '../test/harness/workbench.ts';
import { BenchEditor } from './editor.ts';
import { quietLog } from './store.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 10;
const RUNS = 10;

/** From the click on Compare until the panel's first section is painted, beside a panel of one heading. */
export async function panel(): Promise<Measured[]> {
  const editor = await BenchEditor.start();
  try {
    const workspace = await editor.newWorkspace();
    await seed(join(workspace, '.promptrail'));
    const page = await editor.openWindow(workspace, noteTimes);
    await workbenchReady(page);
    await openContainer(page, 'Promptrail');
    const bare: number[] = [];
    const two: number[] = [];
    const ten: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const bareTime = await clickToPaint(page, 'Open Bare Panel');
      await select(page, 2);
      const twoTime = await clickToPaint(page, 'Compare Runs');
      await select(page, RUNS);
      const tenTime = await clickToPaint(page, 'Compare Runs');
      progress(`panel: round ${round} of ${ROUNDS}`);
      if (round === 0) continue; // fills the caches of all three alike
      bare.push(bareTime);
      two.push(twoTime);
      ten.push(tenTime);
    }
    const row = (runs: string, ours: number[]): Measured => ({
      what: `Click on Compare until the first section is painted, ${runs} runs`,
      unit: 'ms',
      ours,
      rival: 'an empty webview panel',
      theirs: bare,
    });
    return [row('2', two), row('10', ten)];
  } finally {
    await editor.stop();
  }
}

async function seed(directory: string): Promise<void> {
  const store = new Store(directory, { log: quietLog, busyTimeout: 5000, checkAfterCrash: false });
  for (let logged = 0; logged < RUNS; logged += 2) await logSampleRuns(new Tracking(() => store));
  store.close();
}

/**
 * The window notes by itself when it was clicked, and a webview when its page first had a visible heading painted: a
 * question from outside would be answered too late. A webview's page is written into a frame within its own, which
 * bears this id once it is shown; what is there in one animation frame is painted before the next.
 */
async function noteTimes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const times: { clickedAt?: number; paintedAt?: number } = {};
    const now = (): number => performance.timeOrigin + performance.now();
    Object.assign(window, { benchTimes: times });
    window.addEventListener('click', () => (times.clickedAt = now()), true);
    const look = (): void => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe#active-frame');
      const painted = frame?.contentDocument?.querySelector('h2')?.checkVisibility() === true;
      requestAnimationFrame(painted ? () => (times.paintedAt = now()) : look);
    };
    if (window !== window.top) requestAnimationFrame(look);
  });
}

interface Times {
  readonly clickedAt?: number;
  readonly paintedAt?: number;
}

/** Clicks a button of the Runs view's title, waits for the painted panel and closes it. Milliseconds. */
async function clickToPaint(page: Page, button: string): Promise<number> {
  const runs = view(page, 'Runs');
  await runs.hover();
  await runs.locator(`.pane-header .action-label[aria-label^="${button}"]`).click();
  for (;;) {
    const times = await Promise.all(page.frames().map(timesIn));
    const paintedAt = times.find((it) => it?.paintedAt !== undefined)?.paintedAt;
    const clickedAt = (await timesIn(page.mainFrame()))?.clickedAt;
    if (paintedAt !== undefined && clickedAt !== undefined) {
      await runCommand(page, 'View: Close All Editors');
      await page.locator('iframe.webview').waitFor({ state: 'detached' });
      return paintedAt - clickedAt;
    }
    await page.waitForTimeout(50);
  }
}

async function timesIn(frame: ReturnType<Page['mainFrame']>): Promise<Times | undefined> {
  // A frame that goes away meanwhile has nothing to say.
  return frame.evaluate(() => (window as unknown as { benchTimes?: Times }).benchTimes).catch(() => undefined);
}

/** Selects the first runs of the list, from nothing; a plain click would open a run. */
async function select(page: Page, count: number): Promise<void> {
  const rows = view(page, 'Runs').locator('.monaco-list-row[aria-level="2"]');
  await rows.first().click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Escape');
  await rows.first().click({ modifiers: ['ControlOrMeta'] });
  await rows.nth(count - 1).click({ modifiers: ['Shift'] });
}
