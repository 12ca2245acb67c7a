import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Store } from '../src/store/store.ts';
import { logSampleRuns } from '../src/tracking/sampleRuns.ts';
import { Tracking } from '../src/tracking/tracking.ts';
import { workbenchReady } from '../test/harness/browser.ts';
import { openContainer, runCommand, treeRow, view, webview } from '../test/harness/workbench.ts';
import { BenchEditor } from './editor.ts';
import { seedLarge } from './largeRuns.ts';
import { quietLog } from './store.ts';
import { type Measured, progress } from './table.ts';

const ROUNDS = 10;
const RUNS = 10;

/** Rounds of the large case. */
const LARGE_ROUNDS = 3;

/**
 * From the click on Compare until the panel's first section is painted, beside a panel of one heading; and the frames
 * that come late while the large comparison is scrolled from its top to its end, beside a plain page of its height.
 */
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
    const large = await largeCase(page);
    const row = (runs: string, ours: number[]): Measured => ({
      what: `Click on Compare until the first section is painted, ${runs} runs`,
      unit: 'ms',
      ours,
      rival: 'an empty webview panel',
      theirs: bare,
    });
    return [
      row('2', two),
      row('10', ten),
      {
        what: 'The same for 2 large runs: a prompt of 1 MB, 1,000 params, 300 metrics, 50,000 signature rows, 5,000 files',
        unit: 'ms',
        ours: large.painted,
        rival: 'an empty webview panel',
        theirs: bare,
      },
      {
        what: 'Frames later than 50 ms while the large comparison is scrolled to its end, of a hundred',
        unit: 'frames',
        ours: large.late,
        rival: 'plain text of the same height in the same panel',
        theirs: large.plainLate,
      },
    ];
  } finally {
    await editor.stop();
  }
}

async function seed(directory: string): Promise<void> {
  const store = new Store(directory, { log: quietLog, busyTimeout: 5000, checkAfterCrash: false });
  await seedLarge(store);
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

/**
 * Clicks a button of the Runs view's title, waits for the painted panel, does what is to be done with it and closes it.
 * Milliseconds.
 */
async function clickToPaint(page: Page, button: string, use?: () => Promise<void>): Promise<number> {
  const runs = view(page, 'Runs');
  await runs.hover();
  await runs.locator(`.pane-header .action-label[aria-label^="${button}"]`).click();
  for (;;) {
    const times = await Promise.all(page.frames().map(timesIn));
    const paintedAt = times.find((it) => it?.paintedAt !== undefined)?.paintedAt;
    const clickedAt = (await timesIn(page.mainFrame()))?.clickedAt;
    if (paintedAt !== undefined && clickedAt !== undefined) {
      await use?.();
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

interface LargeCase {
  readonly painted: readonly number[];
  /** Late frames of a hundred. */
  readonly late: readonly number[];
  readonly plainLate: readonly number[];
}

async function largeCase(page: Page): Promise<LargeCase> {
  const painted: number[] = [];
  const late: number[] = [];
  const plainLate: number[] = [];
  for (let round = 0; round <= LARGE_ROUNDS; round++) {
    await selectNamed(page, ['large_v1', 'large_v2']);
    const frames: number[] = [];
    const time = await clickToPaint(page, 'Compare Runs', async () => {
      for (const isPlain of [false, true]) frames.push(await lateFrames(page, isPlain));
    });
    progress(`panel: large round ${round} of ${LARGE_ROUNDS}`);
    if (round === 0) continue;
    painted.push(time);
    late.push(frames[0] ?? NaN);
    plainLate.push(frames[1] ?? NaN);
  }
  return { painted, late, plainLate };
}

/** Frames that come late while the panel's page is scrolled to its end in a hundred steps, one for each frame. */
async function lateFrames(page: Page, isPlain: boolean): Promise<number> {
  return webview(page)
    .locator('main')
    .evaluate(async (main, plain) => {
      const nextFrame = async (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      if (plain) {
        const text = document.createElement('pre');
        text.textContent = 'One line of plain text, as wide as a line of a prompt.\n'.repeat(main.scrollHeight / 16);
        main.replaceChildren(text);
      }
      main.scrollTop = 0;
      let last = await nextFrame();
      let late = 0;
      for (let step = 1; step <= 100; step++) {
        main.scrollTop = ((main.scrollHeight - main.clientHeight) * step) / 100;
        const now = await nextFrame();
        if (now - last > 50) late++;
        last = now;
      }
      return late;
    }, isPlain);
}

/** Selects runs by their names. */
async function selectNamed(page: Page, names: readonly string[]): Promise<void> {
  const [first = ''] = names;
  await treeRow(page, 'Runs', first).click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Escape');
  for (const name of names) await treeRow(page, 'Runs', name).click({ modifiers: ['ControlOrMeta'] });
}
