import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { report } from './report.ts';

export type ActivationTimes = Readonly<Record<'promptrail.promptrail' | 'bench.bare', number>>;

/** Milliseconds from asking for an extension until it is active: its code read and compiled, its `activate()` over. */
export async function run(): Promise<void> {
  const ids = ['promptrail.promptrail', 'bench.bare'];
  // Whoever comes first finds the host colder.
  if (Math.random() < 0.5) ids.reverse();
  // A window that just opened is busy with itself.
  await delay(3000);
  const times: Record<string, number> = {};
  for (const id of ids) {
    const extension = vscode.extensions.getExtension(id);
    if (!extension || extension.isActive) throw new Error(`${id} is missing or active already.`);
    const started = performance.now();
    await extension.activate();
    times[id] = performance.now() - started;
  }
  report(times);
}
