import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { report } from './report.ts';

/** How long the event loop kept others waiting, in milliseconds. */
export interface Stalls {
  readonly p99: number;
  readonly max: number;
}

export interface StallReport {
  readonly idle: Stalls;
  readonly loaded: Stalls;
  /** How long the runs took to arrive. */
  readonly seconds: number;
}

/** How often the loop is looked at, in milliseconds; a reading is the time between two looks. */
const RESOLUTION = 1;

/** The extension host with the Runs view open, idle and then while a program logs into the folder. */
export async function run(): Promise<void> {
  await vscode.extensions.getExtension('promptrail.promptrail')?.activate();
  await vscode.commands.executeCommand('promptrail.runs.focus');
  await vscode.commands.executeCommand('promptrail.logSampleRuns');
  // Its server has to be up for tasks to know it; then the window comes to rest.
  await delay(10_000);
  const idle = await stallsDuring(() => delay(10_000));
  const started = performance.now();
  const loaded = await stallsDuring(logRuns);
  report({ idle, loaded, seconds: (performance.now() - started) / 1000 } satisfies StallReport);
}

async function stallsDuring(work: () => Promise<void>): Promise<Stalls> {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  await work();
  histogram.disable();
  const stall = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  return { p99: stall(histogram.percentile(99)), max: stall(histogram.max) };
}

/** Starts the clients as a task: what tells them where to log is the environment that tasks get. */
async function logRuns(): Promise<void> {
  const clients = `${process.env.PROMPTRAIL_BENCH}/host/clients.ts`;
  // The served VS Code runs on the Node that runs this benchmark; the PATH of tasks may lead to an older one.
  const execution = new vscode.ProcessExecution(process.execPath, [clients]);
  const task = new vscode.Task({ type: 'bench' }, vscode.TaskScope.Workspace, 'clients', 'bench', execution);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Never };
  const ended = new Promise<number | undefined>((resolve) => {
    vscode.tasks.onDidEndTaskProcess(({ exitCode }) => resolve(exitCode));
  });
  await vscode.tasks.executeTask(task);
  const code = await ended;
  if (code !== 0) throw new Error(`The clients ended with code ${code}.`);
}
