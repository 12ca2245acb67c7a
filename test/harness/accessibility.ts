import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { projectRoot } from './paths.ts';
import { webview } from './workbench.ts';

const axe = readFileSync(join(projectRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical in the visible webview, one line each with the first element it stands on. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  const frame = await (await webview(page).locator('body').elementHandle())?.ownerFrame();
  if (!frame) throw new Error('No webview is visible');
  await frame.evaluate(axe);
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ impact, id, nodes }) => `${impact}: ${id} on ${nodes.length}, first ${nodes[0]?.html ?? ''}`);
}
