import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { screenshot } from '../harness/browser.ts';
import { copyOfSampleWorkspace } from '../harness/sample.ts';
import { Session } from '../harness/session.ts';
import { openContainer, runCommand, view } from '../harness/workbench.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.open({
    extensionsFolder: inject('extensionsFolder'),
    workspace: await copyOfSampleWorkspace(),
  });
});

afterAll(async () => session.close());

test('the packaged extension shows its container with the two views', async () => {
  await openContainer(session.page, 'Promptrail');
  await view(session.page, 'Runs').waitFor();
  await view(session.page, 'Models').waitFor();
  await screenshot(session.page, 'empty-store');
});

test('its commands are found in the palette', async () => {
  await runCommand(session.page, 'Promptrail: Show Log');
  await session.page.locator('.panel .output-view-container').waitFor();
});

test('a new terminal carries the tracking environment', async () => {
  await session.terminal.open();
  expect(await session.terminal.type('test -n "$MLFLOW_TRACKING_URI"')).toBe(0);
});
