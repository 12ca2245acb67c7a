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
const MOMENTS = { answered: 'summary', painted: 'first section' } as const;

/** Rounds of the large case. */
const LARGE_ROUNDS = 3;

/**
 * From the click on Compare until the panel's summary and its first section are painted, beside a panel of one heading;
 * for small runs, and for two with a prompt of 1 MB, 1,000 params, 300 metrics, 50,000 signature rows and 5,000 files.
 * And the frames that come late while the large comparison is scrolled from its top to its end, beside a plain page of
 * its height.
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
    const two: Opened[] = [];
    const ten: Opened[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const bareTime = await clickToPaint(page, 'Open Bare Panel');
      await select(page, 2);
      const twoTime = await clickToPaint(page, 'Compare Runs');
      await select(page, RUNS);
      const tenTime = await clickToPaint(page, 'Compare Runs');
      progress(`panel: round ${round} of ${ROUNDS}`);
      if (round === 0) continue; // fills the caches of all three alike
      bare.push(bareTime.painted);
      two.push(twoTime);
      ten.push(tenTime);
    }
    const large = await largeCase(page);
    const rows = (what: string, opened: readonly Opened[]): Measured[] =>
      (['answered', 'painted'] as const).map((moment) => ({
        what: `Click on Compare until the ${MOMENTS[moment]} is painted, ${what}`,
        unit: 'ms',
        ours: opened.map((times) => times[moment]),
        rival: 'an empty webview panel',
        theirs: bare,
      }));
    return [
      ...rows('2 runs', two),
      ...rows('10 runs', ten),
      ...rows('2 large runs', large.opened),
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
    const times: { clickedAt?: number; answeredAt?: number; paintedAt?: number } = {};
    const now = (): number => performance.timeOrigin + performance.now();
    Object.assign(window, { benchTimes: times });
    window.addEventListener('click', () => (times.clickedAt = now()), true);
    // The bare page has neither a summary nor sections: its one heading stands for both.
    const painted = { answeredAt: 'h2', paintedAt: 'section h2 > button, body > h2' } as const;
    const look = (): void => {
      const content = document.querySelector<HTMLIFrameElement>('iframe#active-frame')?.contentDocument;
      for (const [name, heading] of Object.entries(painted) as ['answeredAt' | 'paintedAt', string][]) {
        const isThere = times[name] === undefined && content?.querySelector(heading)?.checkVisibility() === true;
        if (isThere) requestAnimationFrame(() => (times[name] = now()));
      }
      if (times.paintedAt === undefined) requestAnimationFrame(look);
    };
    if (window !== window.top) requestAnimationFrame(look);
  });
}

interface Times {
  readonly clickedAt?: number;
  readonly answeredAt?: number;
  readonly paintedAt?: number;
}

/** Milliseconds from the click. */
interface Opened {
  /** Until the summary is painted: what changed, and whether it helped. */
  readonly answered: number;
  /** Until the first section is painted too. */
  readonly painted: number;
}

/**
 * Clicks a button of the Runs view's title, waits for the painted panel, does what is to be done with it and closes it.
 * Milliseconds.
 */
async function clickToPaint(page: Page, button: string, use?: () => Promise<void>): Promise<Opened> {
  const runs = view(page, 'Runs');
  await runs.hover();
  await runs.locator(`.pane-header .action-label[aria-label^="${button}"]`).click();
  for (;;) {
    const times = await Promise.all(page.frames().map(timesIn));
    const opened = times.find((it) => it?.paintedAt !== undefined);
    const clickedAt = (await timesIn(page.mainFrame()))?.clickedAt;
    if (opened?.paintedAt !== undefined && clickedAt !== undefined) {
      await use?.();
      await runCommand(page, 'View: Close All Editors');
      await page.locator('iframe.webview').waitFor({ state: 'detached' });
      return { answered: (opened.answeredAt ?? opened.paintedAt) - clickedAt, painted: opened.paintedAt - clickedAt };
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
  readonly opened: readonly Opened[];
  /** Late frames of a hundred. */
  readonly late: readonly number[];
  readonly plainLate: readonly number[];
}

async function largeCase(page: Page): Promise<LargeCase> {
  const opened: Opened[] = [];
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
    opened.push(time);
    late.push(frames[0] ?? NaN);
    plainLate.push(frames[1] ?? NaN);
  }
  return { opened, late, plainLate };
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
